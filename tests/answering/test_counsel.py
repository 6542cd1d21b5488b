"""A language model's say on how a question is read: a vote where its kind is unsure, and a follow-up written out."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from assistant.answering import Assistant, Counsel, Rewording
from assistant.answering.parts import Vector
from assistant.errors import ModelUnavailable
from assistant.routing import Kind, Routing
from assistant.types import Question, Turn
from tests.answering.fakes import FakeRouter, Parts
from tests.answering.test_rewording import FakeGate, FakeWriter

HISTORY = (Turn("user", "how long is the nurse degree apprenticeship"), Turn("assistant", "Usually 4 years."))
FOLLOW_UP = Question("and how much does it cost?", HISTORY, person="someone")
WRITTEN = "How much does it cost to do the nurse degree apprenticeship?"


@dataclass
class UnsureRouter(FakeRouter):
    """Leaves every question to the sources, unsure between these kinds."""

    likely: tuple[Kind, ...] = ("information", "clinical")
    plain: bool = False

    def route(self, text: str, vector: Vector) -> Routing:  # noqa: ARG002
        return Routing("information", 0.5, self.likely)


@dataclass
class FakeModel:
    """Votes for `kind` and writes `written`, after `seconds`, or raises `error`; remembers what it was told, and for whom."""

    kind: Kind | None = "clinical"
    written: str = WRITTEN
    seconds: float = 0.0
    error: Exception | None = None
    voted_on: list[str] = field(default_factory=list)
    rewrote: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)

    async def vote(self, text: str, likely: Sequence[Kind], person: str, /) -> Kind | None:  # noqa: ARG002
        self.voted_on.append(text)
        await self._think(person)
        return self.kind

    async def rewrite(self, text: str, history: Sequence[Turn], person: str, /) -> str:
        self.rewrote.append((text, tuple(history)))
        await self._think(person)
        return self.written

    async def _think(self, person: str) -> None:
        self.people.add(person)
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error


@pytest.fixture
def model() -> FakeModel:
    return FakeModel()


@pytest.fixture
def assistant(our: Parts, model: FakeModel) -> Assistant:
    return replace(our.assistant(UnsureRouter()), counsel=Counsel(model, model))


async def test_a_vote_decides_on_a_question_whose_kind_is_unsure(assistant: Assistant, our: Parts, model: FakeModel) -> None:
    our.judge.known = False

    answer = await assistant.answer(Question("is it too much", person="someone"))

    assert (answer.outcome, answer.kind) == ("declined", "clinical")
    assert (model.voted_on, model.people) == (["is it too much"], {"someone"})


async def test_no_vote_takes_an_answer_away(assistant: Assistant, model: FakeModel) -> None:
    answer = await assistant.answer(Question("is it too much leave", person="someone"))

    assert (answer.outcome, len(model.voted_on)) == ("answered", 1)


async def test_a_sure_router_and_one_without_a_second_kind_ask_for_no_vote(our: Parts, model: FakeModel) -> None:
    counsel = Counsel(model, model)

    await replace(our.assistant(), counsel=counsel).answer(Question("How much leave?"))
    await replace(our.assistant(UnsureRouter(likely=("information",))), counsel=counsel).answer(Question("How much leave?"))
    await replace(our.assistant(UnsureRouter(likely=("information", "danger"))), counsel=counsel).answer(Question("How much?"))

    assert model.voted_on == []


async def test_a_follow_up_is_searched_by_its_stand_alone_form(assistant: Assistant, our: Parts, model: FakeModel) -> None:
    model.kind = "information"

    answer = await assistant.answer(FOLLOW_UP)

    assert our.library.searched == [(WRITTEN, True)]
    assert our.library.history == ()
    assert answer.question == FOLLOW_UP.text
    assert model.rewrote == [(FOLLOW_UP.text, HISTORY)]


async def test_a_draft_is_asked_for_by_the_stand_alone_form(our: Parts, model: FakeModel) -> None:
    writer = FakeWriter()
    from_model = our.assistant()

    await replace(from_model, counsel=Counsel(model, model), rewording=rewording(writer)).answer(FOLLOW_UP)

    assert [brief.question for brief in writer.briefs] == [WRITTEN]


async def test_what_the_model_was_waited_for_is_taken_off_the_time_of_a_draft(our: Parts, model: FakeModel) -> None:
    model.seconds = 0.15
    writer = FakeWriter((0.15, *FakeWriter().script))

    answer = await replace(our.assistant(), counsel=Counsel(model, model), rewording=rewording(writer)).answer(FOLLOW_UP)

    assert [brief.waited >= 0.15 for brief in writer.briefs] == [True]
    assert answer.composer == "fake"


@pytest.mark.parametrize(
    "failing",
    [
        FakeModel(error=ModelUnavailable("no")),
        FakeModel(kind=None, written=""),
        FakeModel(kind="legal", written="Which visa does a nurse need?"),
    ],
)
async def test_without_a_usable_reply_the_rules_stand(our: Parts, failing: FakeModel) -> None:
    plain = our.assistant(UnsureRouter())
    without = await plain.answer(FOLLOW_UP)

    answer = await replace(plain, counsel=Counsel(failing, failing)).answer(FOLLOW_UP)

    assert replace(answer, timings_ms={}) == replace(without, timings_ms={})
    assert our.library.searched[0] == our.library.searched[1]


async def test_a_vote_and_a_stand_alone_form_are_waited_for_at_once(assistant: Assistant, model: FakeModel) -> None:
    model.seconds = 0.3

    started = time.perf_counter()
    await assistant.answer(FOLLOW_UP)

    assert len(model.voted_on) == len(model.rewrote) == 1
    assert time.perf_counter() - started < 0.55


async def test_neither_age_nor_residence_reaches_the_model(assistant: Assistant, model: FakeModel) -> None:
    told = (Turn("user", "im 24, how long is the nurse degree apprenticeship"), HISTORY[1])

    await assistant.answer(Question("and how much does it cost?", told))
    await assistant.answer(Question("and how much is it if im 24?", HISTORY))

    assert [history[0].content for _, history in model.rewrote] == ["im [age], how long is the nurse degree apprenticeship"]
    assert "24" not in str(model.voted_on)


async def test_a_model_is_not_asked_about_help_lines_and_tools(our: Parts, model: FakeModel) -> None:
    assistant = replace(our.assistant(), counsel=Counsel(model, model))
    await assistant.answer(replace(FOLLOW_UP, tool="pathway"))
    our.router.kind = "danger_to_life"
    await assistant.answer(FOLLOW_UP)

    assert (model.voted_on, model.rewrote) == ([], [])


def rewording(writer: FakeWriter) -> Rewording:
    return Rewording(writer, FakeGate(), first_within=0.25, all_within=0.4)
