"""What is said of kinds of question that are not for the sources: a fixed sentence of the phrases, and how it is told."""

from dataclasses import dataclass, replace
from math import ceil

from assistant.clarifying import Clarified
from assistant.phrases import ENGLISH, Phrases
from assistant.reply_language import own_name
from assistant.routing import Kind
from assistant.types import Answer, Channel, Choice, Outcome

_FIXED: dict[Kind, tuple[Outcome, str]] = {
    "greeting": ("clarify", "greeting"),
    "thanks": ("clarify", "thanks"),
    "about": ("answered", "about_me"),
    "unclear": ("clarify", "clarify"),
    "privacy": ("answered", "privacy"),
    "own_record": ("declined", "declined_own_record"),
    "clinical": ("declined", "declined_clinical"),
    "legal": ("declined", "declined_legal"),
    "personal": ("declined", "declined_personal"),
    "instructions": ("declined", "declined_instructions"),
    "off_topic": ("declined", "declined_off_topic"),
    "abuse": ("declined", "declined_abuse"),
    "danger_to_life": ("signposted", "signposted_distress"),
    "stress": ("signposted", "stress_support"),
    "danger": ("signposted", "signposted_danger"),
    "speak_up": ("signposted", "speak_up"),
    "injury": ("signposted", "signposted_injury"),
    "domestic_abuse": ("signposted", "signposted_domestic_abuse"),
    "loss": ("signposted", "signposted_loss"),
    "pregnancy": ("signposted", "signposted_pregnancy"),
}

FIXED_OUTCOMES = {kind: outcome for kind, (outcome, _) in _FIXED.items()}


@dataclass(frozen=True, slots=True)
class Keeping:
    """What happens to a question: the days that it is kept, unrated and rated, and if its words go to a model elsewhere."""

    days: int = 30
    rated_days: int = 365
    elsewhere: bool = False

    @property
    def rated_months(self) -> int:
        """The whole months after which a rated question is deleted for certain."""
        return ceil(self.rated_days / _DAYS_OF_A_MONTH)


_DAYS_OF_A_MONTH = 30.5
KEEPING = Keeping()


def fixed(kind: Kind, phrases: Phrases, channel: Channel = "command", keeping: Keeping = KEEPING) -> Answer:
    """The answer to a question of any kind but information; what is said of privacy is that of the channel."""
    outcome, name = _FIXED[kind]
    text = _privacy(phrases, channel, keeping) if kind == "privacy" else str(getattr(phrases, name)).strip()
    if kind == "stress":
        text = f"{phrases.stress_opening}\n\n{text}"
    helps = () if outcome == "signposted" else phrases.suggestions[:3]
    if outcome == "declined":
        text = f"{text}\n\n{phrases.can_help_with}"
    said = (phrases.not_checked,) if phrases.not_checked else ()
    answer = Answer("", phrases.language, outcome, kind, text, follow_ups=helps, notices=said, composer="fixed")
    if kind == "unclear":
        return replace(answer, follow_ups=(), choices=tuple(Choice(each, each) for each in phrases.suggestions))
    return answer


def _privacy(phrases: Phrases, channel: Channel, keeping: Keeping) -> str:
    kept = phrases.privacy_kept.format(kept_days=keeping.days, rated_months=keeping.rated_months)
    told = (phrases.privacy, kept if channel != "command" else "", getattr(phrases, f"privacy_{channel}"))
    # Where others read along, that comes first: whoever stops reading must not take the question for private.
    parts = (*(reversed(told) if channel.endswith("_channel") else told), phrases.privacy_elsewhere if keeping.elsewhere else "")
    return "\n\n".join(part.strip() for part in parts if part)


def language_set(phrases: Phrases) -> Answer:
    """The answer to a message that only says in which language to reply."""
    text = phrases.reply_language_set.format(language=own_name(phrases.language))
    said = () if phrases.language == ENGLISH else (phrases.content_in_english, phrases.not_checked)
    told = tuple(filter(None, said))
    return Answer(
        "", phrases.language, "answered", "about", text, follow_ups=phrases.suggestions[:3], notices=told, composer="fixed"
    )


def kindly(answer: Answer, phrases: Phrases) -> Answer:
    """An answer to somebody who is not coping: kindness before it and the support after it, or these two alone where nothing is near."""
    if not answer.citations:
        alone = fixed("stress", phrases)
        return replace(alone, id=answer.id, question=answer.question, language=answer.language, retrieved=answer.retrieved)
    text = f"{phrases.stress_opening}\n\n{answer.text.strip()}\n\n{phrases.stress_support.strip()}"
    return replace(answer, kind="stress", text=text, follow_ups=())


def asked_back(clarified: Clarified, phrases: Phrases) -> Answer:
    """The question back to one that may mean several things."""
    text = clarified.text(phrases)
    return Answer("", phrases.language, "clarify", "information", text, choices=clarified.choices, composer="fixed")
