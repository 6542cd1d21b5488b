"""Whether money or a deadline may have changed since its source: it has no date, or is more than a year old."""

from datetime import date

MAY_HAVE_CHANGED = "May have changed, check:"


def may_have_changed(as_of: str, today: date) -> bool:
    """A year or month counts from its first day, which is the careful reading."""
    if as_of == "undated":
        return True
    start = date.fromisoformat(as_of + "-01-01"[len(as_of) - 4 :])
    return (today - start).days > 366
