from dataclasses import dataclass, replace

import pytest

from assistant.advice import Advice, AdviceItem, Line
from assistant.advising import advised
from assistant.careers.book import Book
from assistant.knowledge.records import read_records
from assistant.knowledge.schema import Guidance
from assistant.phrases import Phrases
from assistant.types import Source

RECORDS = """
kind: guidance
records:
- {id: money, title: Money, source: {title: A page of 2026, as_of: 2026}, review_by: 2027-05-26, owner: Education team, status: offered,
  confidence: verified, text: Money helps., points: [One pound is paid., Two pounds are paid., Ask early.]}
"""
BOOK = Book.of([read_records("records/guidance.yaml", RECORDS)])
FOUND = BOOK.get(Guidance, "money")
CHANGED = "May have changed, check:"


@dataclass(frozen=True)
class Supported:
    supported: bool = True
    score: float = 1.0


def line(place: int, lead: str = "") -> Line:
    assert FOUND
    return Line(lead, BOOK.said(FOUND, FOUND.points[place].text), level=1, item=0)


def text_of(*lines: Line, title: str = "Funding") -> list[str]:
    advice = Advice("funding", "answered", title, lines, "schemes", (AdviceItem("Money"),))
    sources = {"records/guidance.yaml": Source("records/guidance.yaml", "Records", RECORDS, ())}
    told = advised(advice, sources, lambda text, quotes: Supported(), Phrases.load("en"))
    return [each for each in told.words.text.split("\n") if each]


def test_words_that_lines_of_a_list_share_are_said_once() -> None:
    told = text_of(line(0, CHANGED), line(1, CHANGED), line(2, "Next step:"))

    assert told[2:] == [
        "These may have changed, check:",
        "- One pound is paid. [1]",
        "- Two pounds are paid. [2]",
        "Next step: Ask early. [3]",
    ]


def test_a_line_of_its_own_keeps_its_words() -> None:
    assert text_of(line(0, CHANGED), line(2, "Next step:"))[2:] == [
        "- May have changed, check: One pound is paid. [1]",
        "- Next step: Ask early. [2]",
    ]


def test_an_item_that_the_answer_is_named_after_has_no_heading_of_its_own() -> None:
    assert text_of(line(0), title="Funding: Money") == ["**Funding: Money**", "- One pound is paid. [1]"]


@pytest.mark.parametrize(("total", "told"), [((3, 3), True), ((4, 4), False), ((3, None), True), ((3, 5), False)])
def test_a_sum_is_reckoned_again_before_it_is_told(total: tuple[int, int | None], told: bool) -> None:
    parts = [replace(line(0), months=(1, 1)), replace(line(1), months=(2, 2))]
    added = Line("In all so much.", rests_on=(0, 1), item=0, adds_up_to=total)

    assert ("In all so much. [1] [2]" in text_of(*parts, added)) == told
