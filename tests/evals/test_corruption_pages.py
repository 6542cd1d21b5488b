from pathlib import Path

import pytest

from evals.corruptions.pages import Statement, page_statements, statements
from evals.corruptions.pairs import true_pairs
from evals.corruptions.rephrasings import rephrasings, uncapitalised

PAGE = """---
title: Nursing associate
---
# Nursing associate

A nursing associate works in a team. It is a [band 4](bands.md) job.

## At a glance

| Point | Detail | Date of source |
|---|---|---|
| Length | Usually 2 years | 2025 |
| Protected learning | 2,300 hours | No date |

- You can apply to the Nursing and Midwifery Council (NMC) register. The source gives no date.

## Sources

- A page that is not quoted, 2025
"""


@pytest.fixture
def page() -> list[Statement]:
    return page_statements(PAGE, "nursing-associate.md")


def test_a_page_is_read_as_sentences_items_and_rows(page: list[Statement]) -> None:
    told = [(each.form, each.text) for each in page]

    assert told == [
        ("sentence", "A nursing associate works in a team."),
        ("sentence", "It is a band 4 job."),
        ("row", "Point: Length; Detail: Usually 2 years; Date of source: 2025"),
        ("row", "Point: Protected learning; Detail: 2,300 hours; Date of source: No date"),
        ("item", "You can apply to the Nursing and Midwifery Council (NMC) register. The source gives no date."),
    ]


def test_a_row_is_quoted_as_it_stands_with_its_columns_apart(page: list[Statement]) -> None:
    row = page[2]

    assert row.quote == "| Length | Usually 2 years | 2025 |"
    assert row.columns == ("Point", "Detail", "Date of source")
    assert "Date of source" not in row.section.passage


def test_pages_are_read_in_the_order_of_their_paths_and_without_the_readme(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# B\n\nSecond page.\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("# A\n\nFirst page.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# How\n\nNot a page.\n", encoding="utf-8")

    assert [each.text for each in statements(tmp_path)] == ["First page.", "Second page."]


def test_a_row_is_rephrased_as_a_sentence_about_its_topic(page: list[Statement]) -> None:
    said = [each.text for each in rephrasings(page[2])]

    assert said == ["Nursing associate: the length is usually 2 years.", "Point: Length; Detail: Usually 2 years"]


@pytest.mark.parametrize(
    ("text", "way", "expected"),
    [
        ("You need a paid post, and your employer must agree to it.", "shortened", "You need a paid post."),
        ("Staff at that trust took six tests in three months.", "numerals", "Staff at that trust took 6 tests in 3 months."),
        ("You can ask your manager for study leave.", "third person", "Staff can ask their manager for study leave."),
        (
            "As of May 2025, England had 1,400 guardians.",
            "date last",
            "England had 1,400 guardians, as of May 2025.",
        ),
        ("Staff pay nothing for this course (source of May 2025).", "without its aside", "Staff pay nothing for this course."),
    ],
)
def test_a_sentence_is_rephrased_without_changing_what_it_says(text: str, way: str, expected: str) -> None:
    statement = page_statements(f"# Title\n\n{text}\n")[0]

    said = {each.way: each.text for each in rephrasings(statement)}

    assert said[way] == expected


def test_two_sentences_are_joined_where_the_second_goes_on_from_the_first() -> None:
    one, other = page_statements("# Title\n\nThe HCPC checks your papers. There is no practical exam.\n")

    assert [each.text for each in rephrasings(one, other)] == ["The HCPC checks your papers, and there is no practical exam."]


@pytest.mark.parametrize(
    ("text", "expected"), [("Usually 2 years", "usually 2 years"), ("NHS trusts", "NHS trusts"), ("Mary Seacole", "Mary Seacole")]
)
def test_names_keep_their_capital_inside_a_sentence(text: str, expected: str) -> None:
    assert uncapitalised(text) == expected


def test_a_true_pair_comes_alone_with_its_table_and_with_another_section(page: list[Statement]) -> None:
    pairs = {pair.context: pair for pair in true_pairs(page) if pair.sentence == page[2].text}

    columns = "Nursing associate\nAt a glance\nPoint; Detail; Date of source\n"
    assert pairs["alone"].quotes == (f"{columns}Length | Usually 2 years | 2025",)
    assert pairs["passage"].quotes[0].endswith("| Protected learning | 2,300 hours | No date")
    assert len(pairs["passages"].quotes) == 2
    assert "works in a team" in pairs["passages"].quotes[0]


def test_a_sentence_that_goes_on_from_another_is_not_definite(page: list[Statement]) -> None:
    definite = {pair.sentence: pair.definite for pair in true_pairs(page)}

    assert definite["A nursing associate works in a team."]
    assert not definite["It is a band 4 job."]
