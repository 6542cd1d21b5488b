"""PDF files: pages of placed letters, put back together as they read."""

import pytest

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.pdf import document
from tests.retrieval.reading.pdf_files import Shown, pdf
from tests.retrieval.reading.pdf_prose import LIMITS, PROSE, lines, text_of


def table(*rows: tuple[str, ...], y: float = 600, step: float = 18) -> list[Shown]:
    columns = (72, 220, 400, 480)
    return [
        Shown(cell, columns[place], y - step * number)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
        if cell
    ]


def test_the_lines_of_a_paragraph_become_one() -> None:
    assert text_of(pdf(lines(PROSE))) == " ".join(PROSE) + "\n"


def test_a_gap_or_an_indent_begins_another_paragraph() -> None:
    indented = [Shown(PROSE[0], 90, 600), *lines(PROSE[1:], y=587)]

    text = text_of(pdf([*lines(PROSE), *indented, *lines(PROSE, y=540)]))

    assert text.count("\n\n") == 2
    assert text.count(" ".join(PROSE)) == 3


def test_a_word_cut_at_the_end_of_a_line_is_mended_but_a_compound_keeps_its_hyphen() -> None:
    texts = (
        "The apprenticeship is for those who want to become a regis-",
        "tered nurse, with support in the form of a privacy-preserving, evi-",
        "dence based and self-",
        "directed way of learning, of peer-",
        "reviewed and peer-reviewed work.",
    )

    text = text_of(pdf(lines(texts)))

    assert "a registered nurse" in text
    assert "evidence based" in text
    assert "self-directed" in text
    assert "peer-reviewed and peer-reviewed" in text


def test_larger_and_bold_lines_are_headings_by_their_size() -> None:
    page = [
        Shown("Learning handbook", 72, 780, 22),
        Shown("Study leave", 72, 740, 15),
        *lines(PROSE),
        Shown("Who pays", 72, 640, bold=True),
        *lines(PROSE, y=620),
    ]

    read = document.read(pdf(page), LIMITS)

    assert [line for line in read.text.splitlines() if line.startswith("#")] == [
        "# Learning handbook",
        "## Study leave",
        "### Who pays",
    ]
    assert read.title == "Learning handbook"


def test_list_items_keep_their_numbers_levels_and_wrapped_lines() -> None:
    page = [
        Shown("You need:", 72, 700),
        Shown("-", 80, 680),
        Shown("a certificate in maths and in English at level two, or the promise to get both of", 92, 680),
        Shown("them in the first year", 92, 667),
        Shown("-", 100, 654),
        Shown("GCSE or functional skills", 112, 654),
        Shown("1.", 80, 630),
        Shown("Talk with your manager.", 98, 630),
        Shown("2.", 80, 617),
        Shown("Apply.", 98, 617),
    ]

    assert text_of(pdf(page)) == (
        "You need:\n\n"
        "- a certificate in maths and in English at level two, or the promise to get both of them in the first year\n"
        "  - GCSE or functional skills\n"
        "1. Talk with your manager.\n"
        "2. Apply.\n"
    )


def test_cells_that_stand_in_columns_are_rows_of_a_table() -> None:
    page = [
        *lines(PROSE),
        *table(("Scheme", "Who", "Amount"), ("CPD", "Nurses", "1,000"), ("Levy", "", "27,000")),
        *lines(PROSE, y=500),
    ]

    text = text_of(pdf(page))

    assert "\n\nScheme\tWho\tAmount\nCPD\tNurses\t1,000\nLevy\t\t27,000\n\n" in text


def test_a_cell_of_several_lines_is_one_cell() -> None:
    page = [
        *table(("Scheme", "Who", "Amount"), y=640),
        Shown("Levy", 72, 615),
        Shown("Anyone who has worked", 220, 615),
        Shown("here for six months", 220, 602),
        Shown("27,000", 400, 615),
        *table(("CPD", "Nurses", "1,000"), y=570),
    ]

    text = text_of(pdf(page))

    assert text == "Scheme\tWho\tAmount\nLevy\tAnyone who has worked here for six months\t27,000\nCPD\tNurses\t1,000\n"


def test_a_table_that_runs_over_pages_is_one_table() -> None:
    first = table(("Course", "Weeks"), ("Coaching", "6"), ("Audit", "2"))
    second = table(("Course", "Weeks"), ("Leadership", "12"), ("First aid", "1"), y=700)

    assert text_of(pdf(first, second)) == "Course\tWeeks\nCoaching\t6\nAudit\t2\nLeadership\t12\nFirst aid\t1\n"


def test_a_table_that_the_file_holds_column_by_column_is_read_by_rows() -> None:
    names, weeks = [f"Course {n}" for n in "ABCDEFGHIJKLMNOP"], [str(n) for n in range(10, 26)]
    page = [Shown(name, 72, 700 - 18 * n) for n, name in enumerate(names)]
    page += [Shown(week, 220, 700 - 18 * n) for n, week in enumerate(weeks)]

    text = text_of(pdf(page))

    assert text == "".join(f"{name}\t{week}\n" for name, week in zip(names, weeks, strict=True))


def test_columns_of_prose_are_read_one_after_the_other_however_the_file_orders_them() -> None:
    left = [f"left column line {n} goes on with words and" for n in range(10)]
    right = [f"right column line {n} goes on with words and" for n in range(10)]
    page = [
        Shown(text, x, 700 - 13 * n)
        for n, pair in enumerate(zip(left, right, strict=True))
        for text, x in zip(pair, (72, 320), strict=True)
    ]

    assert text_of(pdf(page)) == " ".join(left) + " " + " ".join(right) + "\n"


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Shown("Trust learning handbook", 72, 810, 9),
            *lines(PROSE, y=760 - 11 * number),
            Shown(f"Page {number} of 6", 280, 30, 9),
        ]
        for number in range(1, 7)
    ]

    text = text_of(pdf(*pages))

    assert text.count(" ".join(PROSE)) == 6
    assert "handbook" not in text
    assert "Page" not in text


def test_a_sentence_that_a_page_break_cuts_is_made_whole() -> None:
    text = text_of(pdf(lines(PROSE[:2], y=120), lines(PROSE[2:], y=760)))

    assert text == " ".join(PROSE) + "\n"


def test_text_that_was_drawn_twice_for_weight_is_read_once() -> None:
    assert text_of(pdf([Shown("Study leave", 72, 700), Shown("Study leave", 72.3, 700)])) == "Study leave\n"


def test_a_page_without_letters_has_no_text() -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        document.read(pdf([]), LIMITS)
