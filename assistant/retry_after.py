"""The Retry-After header, with which an endpoint says when to come again."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite


def seconds_to_wait(header: str) -> float | None:
    """What a Retry-After header, in seconds or as a date, asks for; None where it says nothing that can be read."""
    try:
        wait = float(header)
    except ValueError:
        try:
            wait = (parsedate_to_datetime(header).astimezone(UTC) - datetime.now(UTC)).total_seconds()
        except (ValueError, OverflowError):
            return None
    return max(wait, 0.0) if isfinite(wait) else None
