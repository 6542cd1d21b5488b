"""Dates as the corpus writes them (2026, 2026-08 or 2026-08-14), told in words."""

import re
from calendar import month_name
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


def told_date(written: str) -> str:
    """`2026-08-14` as `14 August 2026`; anything that is not such a date as it stands."""
    match = _DATE.fullmatch(written)
    if not match:
        return written
    year, month, day = match.groups()
    return " ".join(part for part in (day and str(int(day)), month and month_name[int(month)], year) if part)


def is_past(written: str, today: date) -> bool:
    """Whether the year, month or day that is written has ended; False where it is not a date."""
    return bool(_DATE.fullmatch(written)) and written < today.isoformat()[: len(written)]


def is_date(written: str) -> bool:
    """Whether it is a year, a month or a day as the corpus writes them."""
    return bool(_DATE.fullmatch(written))
