"""What is said of kinds of question that are not for the sources: a fixed sentence of the phrases, and how it is told."""

from dataclasses import replace

from assistant.phrases import Phrases
from assistant.routing import Kind
from assistant.types import Answer, Outcome

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


def fixed(kind: Kind, phrases: Phrases) -> Answer:
    """The answer to a question of any kind but information."""
    outcome, name = _FIXED[kind]
    text = str(getattr(phrases, name)).strip()
    if kind == "stress":
        text = f"{phrases.stress_opening}\n\n{text}"
    helps = () if outcome == "signposted" else phrases.suggestions[:3]
    if outcome == "declined":
        text = f"{text}\n\n{phrases.can_help_with}"
    said = (phrases.not_checked,) if phrases.not_checked else ()
    return Answer("", phrases.language, outcome, kind, text, follow_ups=helps, notices=said, composer="fixed")


def kindly(answer: Answer, phrases: Phrases) -> Answer:
    """An answer to somebody who is not coping: kindness before it and the support after it, or these two alone where it says nothing."""
    if answer.outcome not in {"answered", "partial"}:
        return fixed("stress", phrases)
    text = f"{phrases.stress_opening}\n\n{answer.text.strip()}\n\n{phrases.stress_support.strip()}"
    return replace(answer, kind="stress", text=text, follow_ups=())
