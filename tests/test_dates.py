from datetime import date

import pytest

from assistant.dates import is_past, told_date


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-08-04", "4 August 2026"),
        ("2026-08", "August 2026"),
        ("2026", "2026"),
        ("Spring 2026", "Spring 2026"),
        ("", ""),
    ],
)
def test_dates_are_told_in_words(written: str, told: str) -> None:
    assert told_date(written) == told


@pytest.mark.parametrize(
    ("written", "past"),
    [
        ("2026-10", True),
        ("2026-11", False),
        ("2026-11-21", True),
        ("2026-11-22", False),
        ("2025", True),
        ("soon", False),
    ],
)
def test_a_date_has_passed_when_its_month_or_day_has_ended(written: str, past: bool) -> None:
    assert is_past(written, date(2026, 11, 22)) is past
