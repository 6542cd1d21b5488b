"""Tables inside text: every row with its header, and catalogues whose cells are pages of their own."""

import pytest

from assistant.retrieval.cells import split_row
from assistant.retrieval.structure import parse
from assistant.retrieval.tables import say_row
from tests.retrieval.fakes import blocks_of


def rows(text: str, names_first: bool = False) -> list[str]:
    """What is said of each row of a text."""
    return [block.text for block in parse(text, names_first=names_first) if block.kind == "row"]


def outline(text: str) -> list[str]:
    """Each block as "kind: text"."""
    return [f"{block.kind}: {block.text}" for block in blocks_of(text)]


# ---------------------------------------------------------------- rows and their header


def test_a_row_of_a_piped_table_is_said_with_its_header() -> None:
    text = "| Role | Days | Paid by |\n|:---|---:|---|\n| Nurse | 5 | Trust |\n| Porter | | Levy \\| trust |\n"

    assert rows(text) == ["Role: Nurse; Days: 5; Paid by: Trust", "Role: Porter; Paid by: Levy | trust"]


def test_an_empty_cell_keeps_the_others_under_their_names() -> None:
    text = "| Role | Days | Paid by |\n|---|---|---|\n| Nurse || Trust |\n"

    assert rows(text) == ["Role: Nurse; Paid by: Trust"]


def test_the_first_column_of_a_piped_table_may_have_no_name() -> None:
    assert rows("| | Weeks |\n|---|---|\n| Nurse | 3 |\n| Porter | 2 |\n") == ["Nurse: Weeks: 3", "Porter: Weeks: 2"]


def test_a_row_of_tabs_is_said_with_its_header() -> None:
    text = "Role\tDays\tPaid by\nNurse\t5\tTrust\nPorter\t\tLevy\n"

    assert rows(text) == ["Role: Nurse; Days: 5; Paid by: Trust", "Role: Porter; Paid by: Levy"]


def test_a_row_keeps_its_header_and_cells_apart() -> None:
    found = blocks_of("Role\tDays\nNurse\t5\n")

    assert [(block.header, block.cells) for block in found] == [(("Role", "Days"), ("Nurse", "5"))]


def test_a_rule_below_the_first_row_makes_it_the_header() -> None:
    assert rows("Role\tPaid by\n---\t---\nNurse\tTrust\n") == ["Role: Nurse; Paid by: Trust"]


def test_a_rule_below_the_last_row_makes_it_no_header() -> None:
    assert rows("Role\tDays\nNurse\t5\n\nPorter\t4\n---\t---\n") == ["Role: Nurse; Days: 5", "Role: Porter; Days: 4"]


def test_a_table_without_column_names_says_its_cells() -> None:
    found = rows("Principle 1\tPeople who use care take part in each decision\nPrinciple 2\tWe learn from each other\n")

    assert found == [
        "Principle 1: People who use care take part in each decision",
        "Principle 2: We learn from each other",
    ]


def test_where_tables_begin_with_their_names_short_words_are_enough() -> None:
    text = "Role\tPaid by\tWhere\nNurse\tTrust\tWard\nPorter\tLevy\tHall\n"

    assert rows(text, names_first=True)[0] == "Role: Nurse; Paid by: Trust; Where: Ward"
    assert rows(text)[0] == "Role; Paid by; Where"


def test_a_header_broken_over_lines_is_one() -> None:
    text = "12-month\tStaff over\tSickness\ngrowth\t55 years\t\n(in post)\t\trate\nNurses\t6%\t5 days\n"

    assert rows(text) == ["12-month growth (in post): Nurses; Staff over 55 years: 6%; Sickness rate: 5 days"]


def test_a_header_on_a_page_of_its_own_names_the_rows_of_the_next() -> None:
    text = "12-month\tStaff over\tSickness\ngrowth\t55 years\t\n(in post)\t\trate\n\n7\n\nNurses\t6%\t27%\t5 days\n"

    assert rows(text) == ["Nurses: 12-month growth (in post): 6%; Staff over 55 years: 27%; Sickness rate: 5 days"]


def test_a_header_shorter_by_the_row_label_names_the_columns_after_it() -> None:
    text = "Growth\tTurnover\nNurses\t6%\t16%\nCarers\t0%\t27%\n"

    assert rows(text) == ["Nurses: Growth: 6%; Turnover: 16%", "Carers: Growth: 0%; Turnover: 27%"]


def test_a_table_cut_by_a_page_break_carries_its_header_over() -> None:
    text = "Role\tDays\nNurse\t5\n\n\n12\n\nPorter\t4\n"

    assert rows(text) == ["Role: Nurse; Days: 5", "Role: Porter; Days: 4"]


def test_a_header_said_again_on_the_new_page_is_no_row() -> None:
    text = "Role\tDays\nNurse\t5\n\n12\n\nRole\tDays\nPorter\tnone\n"

    assert rows(text) == ["Role: Nurse; Days: 5", "Role: Porter; Days: none"]


def test_a_paragraph_between_ends_the_reach_of_a_header() -> None:
    text = "Role\tDays\nNurse\t5\n\nOther sums are not known to us yet.\n\nPorter\t4\n"

    assert rows(text) == ["Role: Nurse; Days: 5", "Porter; 4"]


def test_no_row_is_lost_however_short_the_table() -> None:
    assert rows("| Role | Days |\n|---|---|\n") == ["Role; Days"]
    assert rows("Role\tDays\n") == ["Role; Days"]


def test_rows_of_one_table_are_one_group() -> None:
    found = blocks_of("Role\tDays\nNurse\t5\nPorter\t4\n\nAsk your manager about the rest.\n\nCook\t3\n")

    groups = [block.group for block in found if block.kind == "row"]
    assert groups[0] == groups[1] != groups[2]


def test_a_row_is_quoted_as_it_stands() -> None:
    text = "| Role | **Days** |\n|---|---|\n| Nurse | *5* |\n"

    row = blocks_of(text)[0]

    assert text[row.start : row.end] == "Nurse | *5*"


# ---------------------------------------------------------------- HTML tables


def test_a_row_of_an_html_table_is_said_with_its_header() -> None:
    text = """Before.

<table class="a">
  <thead><tr><td>Role</td><td>Paid by</td></tr></thead>
  <tr><td>Nurse</td>
      <td>12</td></tr>
  <tr><td>Porter</td><td>Levy &amp; trust</td></tr>
</table>

After."""

    assert rows(text) == ["Role: Nurse; Paid by: 12", "Role: Porter; Paid by: Levy & trust"]
    assert outline(text)[0] == "paragraph: Before."
    assert outline(text)[-1] == "paragraph: After."


def test_an_html_table_may_stand_inside_a_line() -> None:
    found = outline("Pay: <TABLE><TR><TH>Band<TH>Pay<TR><TD>5<TD>£31,000</TABLE> as of 2026.\n")

    assert found == ["heading: Pay:", "row: Band: 5; Pay: £31,000", "paragraph: as of 2026."]


def test_cells_over_several_rows_or_columns_keep_the_others_in_place() -> None:
    text = (
        "<table><tr><th>Group</th><th>Role</th><th>Days</th></tr>"
        "<tr><td rowspan=2>Wards</td><td>Nurse</td><td>5</td></tr><tr><td>Porter</td><td>4</td></tr>"
        "<tr><td colspan='2'>All others</td><td>3</td></tr></table>"
    )

    assert rows(text) == [
        "Group: Wards; Role: Nurse; Days: 5",
        "Group: Wards; Role: Porter; Days: 4",
        "Group: All others; Days: 3",
    ]


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    text = (
        "<table><tr><th>Role</th><th>Days</th></tr><tr><td>Nurse<table><tr><td>ward</td></tr></table></td><td>5</td></tr></table>"
    )

    assert rows(text) == ["Role: Nurse ward; Days: 5"]


def test_the_caption_of_an_html_table_is_a_heading() -> None:
    found = outline(
        "<table><caption>Days of leave</caption><tr><th>Role</th><th>Days</th></tr><tr><td>Nurse</td><td>5</td></tr></table>"
    )

    assert found == ["heading: Days of leave", "row: Role: Nurse; Days: 5"]


@pytest.mark.parametrize("text", ["<table>never closed, it reads on", "</table> first, then <table", "<table></table> empty"])
def test_what_is_no_whole_table_is_read_as_words(text: str) -> None:
    assert all(block.kind != "row" for block in blocks_of(text))


# ---------------------------------------------------------------- the parts


def test_a_line_is_split_at_tabs_or_pipes_with_the_offset_of_each_cell() -> None:
    for line in (" Nurse \t\t5", "| Nurse ||5|"):
        row = split_row(line, 100)

        assert row.texts == ("Nurse", "", "5")
        assert [line[cell.start - 100 : cell.end - 100] for cell in row.cells] == ["Nurse", "", "5"]


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        (("Role", "Days"), ("Nurse", "5"), "Role: Nurse; Days: 5"),
        (("", "Days"), ("Nurse", "5"), "Nurse: Days: 5"),
        (("", ""), ("Nurse", "5"), "Nurse; 5"),
        (("Role", "Days"), ("", "5"), "Days: 5"),
        (("", ""), ("Aim", "to learn from each other every day"), "Aim: to learn from each other every day"),
    ],
)
def test_a_row_is_said_as_a_person_would_read_it(header: tuple[str, ...], cells: tuple[str, ...], said: str) -> None:
    assert say_row(header, cells) == said
