"""Whether the records are opened at all; what the tools say stands in their own tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pytest

from assistant.advice import Signs
from assistant.careers.bookshelf import Bookshelf
from assistant.careers.desk import CareersDesk
from assistant.careers.kinds import KINDS, TOOLS, Classifier, Kinds, Vector
from assistant.errors import IndexNotReady, ModelUnavailable
from assistant.types import Question, Turn

TODAY = date(2026, 11, 26)
A_FACT, FOR_FUNDING = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index("information"), KINDS.index("funding")]]

DOUBTFUL = 0.2 * (FOR_FUNDING + A_FACT)


@dataclass
class Records:
    """An index without records, and how often it was asked for."""

    opened: int = 0
    read: int = 0
    indexed: str = "1"
    known: dict[str, Vector] = field(default_factory=dict)

    def generation(self) -> str:
        if not self.indexed:
            raise IndexNotReady("There is no index.")
        self.opened += 1
        return self.indexed

    def record_files(self) -> Mapping[str, str]:
        self.read += 1
        return {}

    def vector_of(self, text: str) -> Vector:
        if text not in self.known:
            raise ModelUnavailable("No model answers.")
        return self.known[text]


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture
def desk(records: Records) -> CareersDesk:
    classifier = Classifier(
        9 * np.eye(len(KINDS), dtype=np.float32), np.zeros(len(KINDS), dtype=np.float32), np.full(len(TOOLS), 0.5, np.float32)
    )
    return CareersDesk(Bookshelf(records), Kinds(classifier), lambda _: None, records.vector_of)


async def test_a_plain_fact_opens_no_records(desk: CareersDesk, records: Records) -> None:
    assert await desk.advise(Question("How much is the OSCE?"), Signs(A_FACT), TODAY) is None
    assert records.opened == 0


async def test_a_question_that_looks_like_a_tools_opens_the_records(desk: CareersDesk, records: Records) -> None:
    await desk.advise(Question("Skint, any help?"), Signs(FOR_FUNDING), TODAY)

    assert records.opened == 1


async def test_the_records_are_read_again_only_after_an_indexing_run(desk: CareersDesk, records: Records) -> None:
    for indexed in ("1", "1", "2"):
        records.indexed = indexed
        await desk.advise(Question("Skint, any help?"), Signs(FOR_FUNDING), TODAY)

    assert (records.opened, records.read) == (3, 2)


async def test_a_fact_that_the_asker_adds_goes_on_with_what_was_asked_before(desk: CareersDesk, records: Records) -> None:
    records.known["Skint, any help?"] = FOR_FUNDING
    history = (Turn("user", "Skint, any help?"), Turn("assistant", "How old are you?"))

    await desk.advise(Question("I am 19", history), Signs(A_FACT), TODAY)

    assert records.opened == 1


async def test_without_the_model_words_alone_decide(desk: CareersDesk, records: Records) -> None:
    await desk.advise(Question("I am 19", (Turn("user", "Skint, any help?"),)), Signs(), TODAY)
    assert records.opened == 0

    await desk.advise(Question("I am 19", (Turn("user", "who pays for my course"),)), Signs(), TODAY)
    assert records.opened == 1


@pytest.mark.parametrize("signs", [Signs(DOUBTFUL, published=0.96), Signs(FOR_FUNDING, left_open=0.5)])
async def test_what_a_page_answers_or_leaves_open_is_taken_by_no_tool_for_its_vector(
    desk: CareersDesk, records: Records, signs: Signs
) -> None:
    assert await desk.advise(Question("Skint, any help?"), signs, TODAY) is None
    assert records.opened == 0


async def test_a_request_for_a_briefing_is_taken_as_it_stands_until_there_is_an_index(
    desk: CareersDesk, records: Records
) -> None:
    records.indexed = ""

    assert (await desk.understood(Question("brief me: I cannot go on"))).asked == "brief me: I cannot go on"
