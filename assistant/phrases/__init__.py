"""The fixed sentences of the assistant, one file a language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

ENGLISH = "en"
_BESIDE_ENGLISH = (
    "signposted_distress",
    "signposted_danger",
    "signposted_injury",
    "signposted_domestic_abuse",
    "signposted_loss",
    "signposted_pregnancy",
    "stress_support",
    "speak_up",
)

FIXED = (
    *(name for name in _BESIDE_ENGLISH if name != "stress_support"),  # which stands beside an answer
    "declined_clinical",
    "declined_legal",
    "declined_personal",
    "declined_own_record",
    "declined_off_topic",
    "declined_instructions",
    "declined_abuse",
    "greeting",
    "thanks",
    "about_me",
    "privacy",
    "which_one",
)
"""What is said, or begun with, to questions that no later one goes on from."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the assistant says in one language; `en.toml` groups and explains the sentences.

    Fields in braces are filled with `format`: `missing_part` takes `missing`, `old` takes `as_of`, `review_passed`
    takes `review_by`, `masked` takes `what`, `reply_language_set` takes `language`, `privacy_kept` takes `kept_days` and
    `rated_months`, those that begin with `held_` take `count` or `value`, `forgotten` takes `turns`, `ratings` and `handoffs`, those
    that begin with `handoff_` take `team`, `within`, `copies`, `question` or `profile`. `not_checked` is empty where a native speaker has
    read the file, else a notice to show.
    """

    language: str
    checked_by_native_speaker: bool
    lead: str
    lead_list: str
    lead_comparison: str
    lead_partial: str
    missing_part: str
    no_evidence: str
    closest_thing: str
    ask_whom: str
    clarify: str
    which_one: str
    own_words: str
    can_help_with: str
    declined_clinical: str
    declined_legal: str
    declined_personal: str
    declined_own_record: str
    declined_off_topic: str
    declined_instructions: str
    declined_abuse: str
    greeting: str
    thanks: str
    about_me: str
    privacy: str
    privacy_kept: str
    privacy_web: str
    privacy_slack: str
    privacy_slack_channel: str
    privacy_teams: str
    privacy_teams_channel: str
    privacy_command: str
    privacy_elsewhere: str
    signposted_distress: str
    signposted_danger: str
    signposted_injury: str
    signposted_domestic_abuse: str
    signposted_loss: str
    signposted_pregnancy: str
    stress_opening: str
    stress_support: str
    speak_up: str
    content_in_english: str
    not_checked: str
    old: str
    undated: str
    dates_vary: str
    taken_for_granted: str
    review_passed: str
    planned: str
    ended: str
    status_unknown: str
    masked: str
    model_unavailable: str
    model_written: str
    reply_language_set: str
    went_wrong: str
    not_saved: str
    held: str
    held_nothing: str
    held_turns: str
    held_ratings: str
    held_handoffs: str
    held_ticks: str
    held_profile: str
    held_language: str
    held_last: str
    held_unwritten: str
    held_rest: str
    forgotten: str
    forgotten_nothing: str
    forgotten_rest: str
    handoff_offer: str
    handoff_copies: str
    handoff_question: str
    handoff_offer_profile: str
    handoff_send: str
    handoff_send_profile: str
    handoff_keep: str
    handoff_sent: str
    handoff_sent_profile: str
    handoff_kept: str
    handoff_nothing: str
    suggestions: tuple[str, ...]

    @staticmethod
    def load(language: str) -> "Phrases":
        """The sentences in this language (ISO 639-1, `tl` for Filipino), or in English where there is no file for it.

        Crisis texts in another language are followed by their English text: help lines can then be read out or shown.
        A phrase that the file lacks is in English.
        """
        return _load(language if language in languages() else ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file, English first."""
    names = [entry.name for entry in resources.files(__name__).iterdir()]
    codes = [name.removesuffix(".toml") for name in names if name.endswith(".toml")]
    return tuple(sorted(codes, key=lambda code: (code != ENGLISH, code)))


@cache
def _load(language: str) -> Phrases:
    table = _table(ENGLISH)
    if language != ENGLISH:
        table = beside_english(_table(language), table)
    if table["checked_by_native_speaker"]:
        table["not_checked"] = ""
    return Phrases(language=language, **table)


def beside_english(own: Mapping[str, Any], english: Mapping[str, Any]) -> dict[str, Any]:
    """The phrases of a language's file, crisis texts followed by the English ones, and in English what the file lacks."""
    both = {key: f"{own[key]}\n\n{english[key]}" for key in _BESIDE_ENGLISH if key in own}
    return {**english, **own, **both}


def _table(language: str) -> dict[str, Any]:
    table = tomllib.loads(resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return table | {"suggestions": tuple(table["suggestions"])}
