import pytest

from evals.metrics.quantities import Quantity, quantities, stands_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("£1.5m and £24,937", [("1500000", "£"), ("24937", "£")]),
        ("50K, 2 thousand pounds", [("50000", ""), ("2000", "£")]),
        ("two-year, twenty-five days, 30 study hours", [("2", "year"), ("25", "day"), ("30", "hour")]),
        ("3.30%, 3.3 per cent, 3 percent", [("3.3", "%"), ("3.3", "%"), ("3", "%")]),
        ("18 to 24 months, between 3 and 5%", [("18", "month"), ("24", "month"), ("3", "%"), ("5", "%")]),
        ("£500 to 1,500", [("500", "£"), ("1500", "£")]),
        ("bands 2, 3 and 4; Band 8a; level 7", [("2", "band"), ("3", "band"), ("4", "band"), ("8a", "band"), ("7", "level")]),
        ("2025/26 and 2025-03", [("2025", ""), ("2026", ""), ("2025", ""), ("3", "")]),
        ("in 2025 and 3 months", [("2025", ""), ("3", "month")]),
        ("1st, 22nd, over 55s", [("1", ""), ("22", ""), ("55", "")]),
        ("9am to 5.30pm", [("9", "am"), ("5.3", "pm")]),
        ("one of two, one day", [("2", ""), ("1", "day")]),
        ("a year", [("1", "year")]),
        ("R6, B12, 4x4, nobody", []),
    ],
)
def test_numbers_are_read_with_their_units(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.value, each.unit) for each in quantities(text)] == found


@pytest.mark.parametrize(
    ("one", "others", "same"),
    [
        ("6 weeks", "six weeks", True),
        ("6 weeks", "6 days", False),
        ("6 weeks", "6", True),
        ("6", "6 weeks", True),
        ("band 5", "5 years", False),
        ("£24", "24", True),
        ("7 weeks", "6 weeks", False),
    ],
)
def test_the_same_number_has_an_equal_unit_or_none(one: str, others: str, same: bool) -> None:
    assert stands_in(quantities(one)[0], quantities(others)) is same


def test_money_can_be_asked_for_with_its_sign() -> None:
    assert not stands_in(Quantity("24", "£", "£24"), quantities("24"), money=False)
    assert stands_in(Quantity("24", "£", "£24"), quantities("£24"), money=False)
