"""The fixed sentences of the assistant, one file a language."""

import tomllib
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
    "speak_up",
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the assistant says in one language; `en.toml` groups and explains the sentences.

    Fields in braces are filled with `format`: `missing_part` takes `missing`, `old` takes `as_of`, `review_passed`
    takes `review_by`, `masked` takes `kinds`. `not_checked` is empty where a native speaker has read the file, else a notice to show.
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
    can_help_with: str
    declined_clinical: str
    declined_legal: str
    declined_personal: str
    declined_own_record: str
    declined_off_topic: str
    declined_instructions: str
    greeting: str
    thanks: str
    about_me: str
    privacy: str
    signposted_distress: str
    signposted_danger: str
    signposted_injury: str
    signposted_domestic_abuse: str
    signposted_loss: str
    signposted_pregnancy: str
    speak_up: str
    masked: str
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
    went_wrong: str
    suggestions: tuple[str, ...]

    @staticmethod
    def load(language: str) -> "Phrases":
        """The sentences in this language (ISO 639-1, `tl` for Filipino), or in English where there is no file for it.

        Crisis texts in another language are followed by their English text: help lines can then be read out or shown.
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
    table = _table(ENGLISH) | _table(language)
    if language != ENGLISH:
        english = _table(ENGLISH)
        table |= {key: f"{table[key]}\n\n{english[key]}" for key in _BESIDE_ENGLISH}
    if table["checked_by_native_speaker"]:
        table["not_checked"] = ""
    return Phrases(language=language, **table)


def _table(language: str) -> dict[str, Any]:
    table = tomllib.loads(resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return table | {"suggestions": tuple(table["suggestions"])}
