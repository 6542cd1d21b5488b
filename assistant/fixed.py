"""What is said of kinds of question that are not for the sources: a fixed sentence of the phrases, and how it is told."""

from assistant.clarifying import Clarified
from assistant.phrases import Phrases
from assistant.routing import Kind
from assistant.types import Answer, Outcome

_FIXED: dict[Kind, tuple[Outcome, str]] = {
    "greeting": ("clarify", "greeting"),
    "thanks": ("clarify", "thanks"),
    "about": ("answered", "about_me"),
    "privacy": ("answered", "privacy"),
    "own_record": ("declined", "declined_own_record"),
    "clinical": ("declined", "declined_clinical"),
    "legal": ("declined", "declined_legal"),
    "personal": ("declined", "declined_personal"),
    "instructions": ("declined", "declined_instructions"),
    "off_topic": ("declined", "declined_off_topic"),
    "distress": ("signposted", "signposted_distress"),
    "danger": ("signposted", "signposted_danger"),
    "speak_up": ("signposted", "speak_up"),
    "injury": ("signposted", "signposted_injury"),
    "domestic_abuse": ("signposted", "signposted_domestic_abuse"),
    "loss": ("signposted", "signposted_loss"),
    "pregnancy": ("signposted", "signposted_pregnancy"),
}

FIXED_OUTCOMES = {kind: outcome for kind, (outcome, _) in _FIXED.items()}


def fixed(kind: Kind, phrases: Phrases) -> Answer:
    """The answer to a question of any kind but information."""
    outcome, name = _FIXED[kind]
    text = str(getattr(phrases, name)).strip()
    helps = () if outcome == "signposted" else phrases.suggestions[:3]
    if outcome == "declined":
        text = f"{text}\n\n{phrases.can_help_with}"
    said = (phrases.not_checked,) if phrases.not_checked else ()
    return Answer("", phrases.language, outcome, kind, text, follow_ups=helps, notices=said, composer="fixed")


def asked_back(clarified: Clarified, phrases: Phrases) -> Answer:
    """The question back to one that may mean several things."""
    text = clarified.text(phrases)
    return Answer("", phrases.language, "clarify", "information", text, choices=clarified.choices, composer="fixed")
