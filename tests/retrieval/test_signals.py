"""How well the corpus fits a question, over one page that lists its questions and one that does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.retrieval.ranking import Weights
from assistant.retrieval.search import Search
from assistant.types import Findings, Turn
from tests.retrieval.fakes import FakeEmbedder, index

LISTED = """---
title: Study leave
source_title: Study leave policy of a trust (2026)
as_of: 2026-08
review_by: 2027-02-01
owner: Education team
status: offered
applies_to:
  nation: England
audience: [frontline]
topics: [study-leave]
---
# Study leave

Nurses may take five days of paid study leave.

## Questions this page answers

- `Nurses may take`
  - how many days off to study

## Questions this page does not answer

- does unused leave roll over to april
"""
OTHER = "# Car parking\n\nThe multi storey car park opens before dawn, and a permit is cheap.\n"


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    folder: Path = tmp_path_factory.mktemp("signals")
    (folder / "pages").mkdir()
    (folder / "pages" / "leave.md").write_text(LISTED)
    (folder / "pages" / "parking.md").write_text(OTHER)
    index(folder / "data", folder / "pages")
    found = Search(folder / "data", FakeEmbedder(), Weights.load())
    yield found
    found.open().close()


def find(search: Search, text: str, *history: Turn) -> Findings:
    return search.find(text, history, True, search.vector(text, True))


def test_a_question_that_a_page_answers_is_told_from_one_that_it_leaves_open(search: Search) -> None:
    answered = find(search, "how many days off to study").signals
    left = find(search, "does unused leave roll over to april").signals

    assert answered["left_open"] < 0.5 < left["left_open"]
    assert answered["nearest_answered"] == pytest.approx(1, abs=0.01)


def test_only_a_page_that_lists_its_questions_is_judged_by_them(search: Search) -> None:
    listed, other = (
        find(search, text)
        for text in ("nurses may take five days of paid study leave", "the multi storey car park opens before dawn")
    )

    assert (listed.matches[0].passage.document, listed.signals["says_what_it_answers"]) == ("leave.md", 1.0)
    assert (other.matches[0].passage.document, other.signals["says_what_it_answers"]) == ("parking.md", 0.0)


def test_what_was_asked_before_does_not_make_a_question_one_that_a_page_answers(search: Search) -> None:
    before = (Turn("user", "how many days off to study"), Turn("assistant", "Five."))

    assert find(search, "and when?", *before).signals["nearest_answered"] < 0.95


def test_a_word_that_no_passage_has_tells_most(search: Search) -> None:
    telling = find(search, "study zebra").telling

    assert telling["zebra"] > telling["studi"] > 0
