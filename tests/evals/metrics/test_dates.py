import pytest

from evals.metrics.dates import dates, stands_among


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 12 March 2025", [(12, 3, 2025)]),
        ("March 1st, 2025", [(1, 3, 2025)]),
        ("the 1st of May 2024", [(1, 5, 2024)]),
        ("Sept. 2024, Jan 2023", [(0, 9, 2024), (0, 1, 2023)]),
        ("01/03/2025 and 1.3.25", [(1, 3, 2025), (1, 3, 2025)]),
        ("2025-03-01 or 2026-08", [(1, 3, 2025), (0, 8, 2026)]),
        ("in September", [(0, 9, 0)]),
        ("you may 3 times march on", []),
        ("24/7, 2025/26, 2025-26", []),
        ("45/13/2025", []),
    ],
)
def test_dates_are_read_in_words_and_figures(text: str, found: list[tuple[int, int, int]]) -> None:
    assert [(each.day, each.month, each.year) for each in dates(text)] == found


@pytest.mark.parametrize(
    ("one", "others", "numbers", "same"),
    [
        ("March 2025", "1 March 2025", set(), True),
        ("March 2025", "01/03/2025", set(), True),
        ("March 2025", "May 2025", {"2025"}, False),
        ("1 March 2025", "March 2025", {"2025"}, False),
        ("1 March 2025", "March 2025", {"1", "2025"}, True),
        ("March 2025", "1 March", {"1"}, False),
    ],
)
def test_a_date_stands_among_others_with_all_its_parts(one: str, others: str, numbers: set[str], same: bool) -> None:
    assert stands_among(dates(one)[0], dates(others), frozenset(numbers)) is same
