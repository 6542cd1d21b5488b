from dataclasses import replace

import pytest

from assistant.errors import CorpusError
from assistant.retrieval.front_matter import split
from assistant.types import Provenance

A_SHORT_MESSAGE = 2_000

PAGE = """---
title: Who pays for a course
source_url: https://www.example.org/cpd
source_title: Paying for courses
as_of: 2024
review_by: 2027-05-22
owner: Education team
status: unknown
applies_to:
  nation: England
  employer_type: NHS
audience: [frontline, coach]
topics: [cpd-funding]
---
# Who pays for a course

Ask your manager.
"""


def with_line(key: str, line: str) -> str:
    lines = [line if each.startswith(f"{key}:") else each for each in PAGE.splitlines(keepends=False)]
    return "\n".join(each for each in lines if each) + "\n"


def provenance_of(text: str) -> Provenance:
    found = split(text)

    assert found is not None
    return found.provenance


def test_the_block_becomes_the_title_and_the_provenance_of_the_page() -> None:
    found = split(PAGE)

    assert found is not None
    assert found.title == "Who pays for a course"
    assert found.provenance == Provenance(
        url="https://www.example.org/cpd",
        source_title="Paying for courses",
        as_of="2024",
        review_by="2027-05-22",
        owner="Education team",
        status="unknown",
        applies_to="England, NHS",
        audience=("frontline", "coach"),
        topics=("cpd-funding",),
    )


@pytest.mark.parametrize("text", [PAGE, "\ufeff" + PAGE, PAGE.replace("\n", "\r\n"), PAGE + "\n---\nmore\n"])
def test_the_body_starts_right_after_the_closing_line(text: str) -> None:
    found = split(text)

    assert found is not None
    assert text[found.body_start :].startswith("# Who pays for a course")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A page\n",
        "---\nA line of prose between two rules.\n---\n",
        "----\ntitle: x\n----\n",
        "text\n---\na: b\n---\n",
    ],
)
def test_a_file_without_front_matter_has_none(text: str) -> None:
    assert split(text) is None


def test_staff_groups_bands_and_the_employer_are_part_of_whom_the_page_applies_to() -> None:
    narrow = "applies_to: {nation: England, staff_groups: [nurses, midwives], bands: [2, 3, 4]}\nemployer: A Trust"

    applies_to = provenance_of(
        with_line("applies_to", narrow).replace("  nation: England\n  employer_type: NHS\n", "")
    ).applies_to

    assert applies_to == "England, nurses and midwives, bands 2, 3 and 4, A Trust"


@pytest.mark.parametrize("as_of", ["2024", "2024-02", "2024-02-29", "undated"])
def test_a_fact_is_dated_by_year_month_or_day_or_said_to_be_undated(as_of: str) -> None:
    dated = provenance_of(with_line("as_of", f"as_of: {as_of}"))

    assert dated == replace(provenance_of(PAGE), as_of=as_of)


def test_a_document_without_an_address_is_named_with_its_year() -> None:
    text = with_line("source_url", "").replace("Paying for courses", "Report of a trust (10 June 2022)")

    assert provenance_of(text).url == ""


@pytest.mark.parametrize(
    ("key", "line", "said"),
    [
        ("title", "title:", "title is ''"),
        ("title", 'title: "a \\0 b"', "title is 'a \\x00 b'"),
        ("owner", "", "owner is missing"),
        ("source_url", "", "source_url is missing and source_title 'Paying for courses' has no year"),
        ("source_url", "source_url: javascript:alert(1)", "source_url is 'javascript:alert(1)'"),
        ("as_of", "as_of: last spring", "as_of is 'last spring'"),
        ("as_of", "as_of: 2023-02-29", "as_of is '2023-02-29'"),
        ("review_by", "review_by: 2027-05", "review_by is '2027-05'"),
        ("status", "status: live", "status is 'live'"),
        ("audience", "audience: [frontline, everyone]", "audience.1 is 'everyone'"),
        ("topics", "topics: []", "topics is []"),
        ("topics", "topics: [CPD Funding]", "topics.0 is 'CPD Funding'"),
        ("owner", "owner: A\nphone: 1", "'phone', given as '1', is not a known key"),
        ("owner", "owner: A\nowner: B", "'owner' is given twice"),
        ("owner", "owner: [A", "not YAML"),
    ],
)
def test_a_wrong_key_is_named_with_its_value_and_the_remedy(key: str, line: str, said: str) -> None:
    with pytest.raises(CorpusError) as caught:
        split(with_line(key, line))

    assert said in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_block_that_is_never_closed_is_an_error() -> None:
    with pytest.raises(CorpusError, match="no closing line"):
        split("---\ntitle: A page\n\n# A page\n")


@pytest.mark.integration
@pytest.mark.parametrize(
    "block",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "title: !!python/object/apply:os.system [ls]",
        "!!python/object/apply:os.system [ls]",
        "topics: " + "[" * 4_000,
        "topics: " + "[" * 4_000 + "]" * 4_000,
        "- " * 3_000 + "\ntitle: x",
        "title: " + "x" * 1_000_000,
        "as_of: " + "9" * 5_000,
        "\n".join(f"k{number}: v" for number in range(900)),
        "title: \x00",
        "? {a: b}\n: c",
        "title: \ud800",
    ],
    ids=range(12),
)
def test_hostile_yaml_is_an_error_in_a_moment(block: str) -> None:
    text = f"---\ntitle: A page\n{block}\n---\nBody\n" if block.startswith("- ") else f"---\n{block}\n---\nBody\n"

    with pytest.raises(CorpusError) as caught:
        split(text)

    assert len(str(caught.value)) < A_SHORT_MESSAGE
