"""Whether a sentence about money or a deadline may have changed since its source was written, and how that is said."""

import re
from datetime import date

from assistant.knowledge.schema import Confidence

NOT_CONFIRMED = "Not confirmed:"
MAY_HAVE_CHANGED = "May have changed, check:"

_CHANGES = re.compile(
    r"£|\bdeadline\b|\bno later than\b|\bat the latest\b|\bdays from\b|\b(?:until|by) \d{1,2} [A-Z]", re.IGNORECASE
)


def caution(text: str, as_of: str, confidence: Confidence, today: date) -> str:
    """The words that warn of a sentence, or none where it is confirmed and new enough."""
    if confidence == "unverified":
        return NOT_CONFIRMED
    return MAY_HAVE_CHANGED if _CHANGES.search(text) and is_old(as_of, today) else ""


def is_old(as_of: str, today: date) -> bool:
    """Undated, or more than a year before today; a year or month counts from its first day, which is the careful reading."""
    if as_of in {"", "undated"}:
        return True
    written = date.fromisoformat(as_of + "-01-01"[len(as_of) - 4 :])
    return (today - written).days > 366
