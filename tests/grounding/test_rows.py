import pytest

from assistant.grounding.rows import about_row, units
from tests.grounding.verdicts import check, reason

TABLE = "Band; Lowest; Example of a job\n3 | £24,937 | Healthcare assistant\n5 | £31,049 | Nurse or midwife\n6 | £38,682 | Team leader"


def test_a_row_said_as_its_pairs_is_supported() -> None:
    assert check("Band: 5; Lowest: £31,049; Example of a job: Nurse or midwife", TABLE).score == 1


def test_a_row_may_leave_out_columns() -> None:
    assert check("Band: 5; Example of a job: Nurse or midwife", TABLE).score == 1


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Band: 6; Lowest: £31,049; Example of a job: Nurse or midwife", "number"),
        ("Band: 5; Lowest: £38,682; Example of a job: Nurse or midwife", "number"),
        ("Band: 8a; Lowest: £31,049; Example of a job: Nurse or midwife", "number"),
        ("Band: 5; Lowest: £31,049; Example of a job: Doctor or midwife", "name"),
    ],
)
def test_the_cells_of_two_rows_make_no_row(sentence: str, why: str) -> None:
    assert reason(sentence, TABLE) == why


def test_a_bound_in_a_cell_counts() -> None:
    table = "Time away; Updating\nUnder 5 years | 30 days\n5 years or more | 60 days"

    assert check("Time away: 5 years or more; Updating: 60 days", table).supported
    assert not check("Time away: 5 years or less; Updating: 60 days", table).supported
    assert reason("Time away: 5 years or more; Updating: 30 days", table) == "number"


def test_a_sentence_that_names_a_row_first_is_held_against_that_row() -> None:
    found = units(["Award; Length\nCare Lead | 6 months\nLead | 12 months\nA sentence about both of them."])

    kept = about_row("Lead: the length is 12 months.", found)

    assert [unit.cells[:1] for unit in kept if unit.cells] == [("Lead",)]
    assert any(not unit.cells for unit in kept)


def test_columns_are_told_by_the_first_row_or_by_the_line_above() -> None:
    bars = units(["| Band | Lowest |\n|---|---|\n| 5 | £31,049 |"])[-1]
    listed = units(["Band; Lowest\n5\t£31,049"])[-1]

    assert bars.columns == listed.columns == ("Band", "Lowest")


RATES = "Growth; Turnover (avg)\nNHS trusts\t6.1%\t11.3%\nNorth West / National\t5.3% / 5.1%\t12.7% / 13.0%"


def test_a_row_with_a_label_says_it_first() -> None:
    assert check("NHS trusts: Growth: 6.1%; Turnover (avg): 11.3%", RATES).score == 1
    assert check("North West / National: Turnover (avg): 12.7% / 13.0%", RATES).score == 1


def test_a_cell_under_another_label_or_column_is_not_supported() -> None:
    assert reason("NHS trusts: Turnover (avg): 12.7% / 13.0%", RATES) == "number"
    assert reason("NHS trusts: Growth: 11.3%", RATES) == "number"


def test_a_row_of_a_narrower_table_has_the_first_columns() -> None:
    both = "Growth; Turnover; Sickness\nNHS trusts\t6.1%\t11.3%\t5.9%\n\nGeneral practice\t4.4%"

    assert check("General practice: Growth: 4.4%", both).score == 1
    assert not check("General practice: Turnover: 4.4%", both).supported
