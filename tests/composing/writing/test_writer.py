"""Drafts from a language model: what ends a draft, what is tried again, and what the operator is told."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import aclosing

import pytest
import stamina

from assistant.composing.writing.budgets import Budgets
from assistant.composing.writing.circuit import Circuit
from assistant.composing.writing.clock import Patience
from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.lines import Lines
from assistant.composing.writing.pieces import MOST_TOKENS, Piece
from assistant.composing.writing.prompt import prompt
from assistant.composing.writing.writer import LanguageModelWriter
from assistant.drafts import Brief, Drafted
from assistant.errors import ModelUnavailable
from assistant.retrieval.sentences import spans
from tests.composing.writing.chats import FakeChat, Step, chat

BRIEF = Brief("How long is study leave?", "en", ("Study leave is five days.", "Ask your manager."), "p1")
FIVE = Drafted("You get five days.", (1,))
ASK = Drafted("Ask your manager.", (2,))
ONE, TWO = ('{"sentences": [{"quotes": [1], "text": "You get five days."}', ', {"quotes": [2], "text": "Ask your manager."}]}')
SILENCE = 60.0  # seconds
WHOLE: list[Step] = [Piece(ONE), Piece(TWO), Piece("", end="whole"), Piece("", tokens=900)]


@pytest.fixture(autouse=True)
def _without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


def writer(
    fake: FakeChat, first: float = 5, all_: float = 5, at_once: int = 4, budgets: Budgets | None = None, failures: int = 3
) -> LanguageModelWriter:
    lines = Lines(at_once, budgets or Budgets(0, 0), Circuit(failures))
    return LanguageModelWriter(fake, spans, lines, Patience(first, all_))


async def written(by: LanguageModelWriter, brief: Brief = BRIEF) -> list[Drafted | str]:
    """What is drafted, and last the cause of the failure if there is one."""
    found: list[Drafted | str] = []
    try:
        async for drafted in by.write(brief):
            found.append(drafted)
    except ModelFailed as failed:
        found.append(failed.cause)
    return found


async def test_each_sentence_is_given_as_soon_as_it_stands() -> None:
    fake = chat([Piece(ONE), SILENCE])

    async with aclosing(writer(fake).write(BRIEF)) as drafts:
        assert await anext(drafts) == FIVE

    assert fake.ended == 1
    assert json.loads(fake.asked[0].data)["question"] == BRIEF.question


async def test_a_whole_reply_is_a_whole_draft() -> None:
    by = writer(chat(WHOLE))

    assert (by.name, await written(by)) == ("large", [FIVE, ASK])


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([SILENCE], ["too slow"]),
        ([Piece(ONE), SILENCE], [FIVE, "too slow"]),
        ([Piece(ONE), ModelFailed("cut off")], [FIVE, "cut off"]),
        ([Piece("I would say five days."), Piece("", end="whole")], ["no draft"]),
        ([Piece("")], ["no draft"]),
        ([Piece('{"sentences": []}', end="whole")], []),
        ([Piece(ONE), Piece("", end="cut")], [FIVE]),
        ([Piece(ONE[:-2]), Piece("", end="cut")], ["no draft"]),
        ([Piece(ONE[:-2]), Piece("", end="whole")], [FIVE]),
        ([Piece(ONE), *[Piece("and so on " * 100)] * 100, SILENCE], [FIVE]),
        ([*[Piece("and so on " * 100)] * 100, SILENCE], ["no draft"]),
        ([ModelFailed("key refused", 401)], ["key refused"]),
        ([ModelFailed("asked too often", 429, wait=30)], ["asked too often"]),
    ],
)
async def test_whatever_a_model_does_ends_in_a_draft_or_a_failure(steps: list[Step], expected: list[Drafted | str]) -> None:
    fake = chat(steps)

    assert await written(writer(fake, first=0.05, all_=0.1)) == expected
    assert fake.ended == len(fake.asked) == 1


@pytest.mark.parametrize("failure", [ModelFailed("failing", 500), ModelFailed("asked too often", 429, wait=0.01)])
async def test_what_may_pass_is_tried_again_before_anything_is_said(failure: ModelFailed) -> None:
    fake = chat([failure], [failure], WHOLE)

    assert await written(writer(fake)) == [FIVE, ASK]
    assert len(fake.asked) == 3


async def test_what_does_not_pass_in_three_attempts_or_in_the_time_that_is_left_is_given_up() -> None:
    persistent, hurried = chat([ModelFailed("failing", 500)]), chat([ModelFailed("failing", 500)])

    assert await written(writer(persistent)) == ["failing"]
    assert await written(writer(hurried, first=1)) == ["failing"]
    assert (len(persistent.asked), len(hurried.asked)) == (3, 1)


async def test_a_model_that_keeps_failing_is_left_alone() -> None:
    fake = chat([ModelFailed("key refused", 401)])
    by = writer(fake, failures=2)

    causes = [await written(by) for _ in range(3)]

    assert causes == [["key refused"], ["key refused"], ["resting"]]
    assert len(fake.asked) == 2


async def test_a_line_that_does_not_come_free_in_time_is_not_waited_for() -> None:
    by = writer(chat([Piece(ONE), 0.3]), first=0.1, all_=0.5, at_once=1)

    both = await asyncio.gather(written(by), written(by))

    assert sorted(map(len, both)) == [1, 1]
    assert ["all lines busy"] in both


async def test_a_line_is_free_again_after_every_end() -> None:
    fake = chat([Piece(ONE), SILENCE], [ModelFailed("key refused", 401)], [SILENCE], WHOLE)
    by = writer(fake, first=0.05, all_=0.1, at_once=1, failures=9)
    async with aclosing(by.write(BRIEF)) as drafts:
        await anext(drafts)

    rest = [await written(by) for _ in range(3)]

    assert rest == [["key refused"], ["too slow"], [FIVE, ASK]]


async def test_a_budget_counts_what_the_endpoint_says_or_about_what_was_said() -> None:
    fake = chat(WHOLE, [ModelFailed("key refused")], [Piece(ONE, end="whole")], WHOLE)
    most = prompt(BRIEF).tokens + MOST_TOKENS
    by = writer(fake, budgets=Budgets(per_person=900 + most + prompt(BRIEF).tokens // 2, per_day=0))

    told = [await written(by) for _ in range(4)]

    assert told == [[FIVE, ASK], ["key refused"], [FIVE], ["person's budget spent"]]
    assert await written(by, Brief(BRIEF.question, "en", BRIEF.quotes, "p2")) == [FIVE, ASK]


async def test_a_failure_is_one_line_of_the_log_with_the_remedy_and_nothing_of_the_question(
    caplog: pytest.LogCaptureFixture,
) -> None:
    by = writer(chat([ModelFailed("not found", 404)]))

    with pytest.raises(ModelUnavailable, match="check ASSISTANT_LLM_MODEL"):
        await anext(by.write(BRIEF))

    (record,) = caplog.records
    told = json.loads(record.getMessage().removeprefix("language model unavailable: "))
    assert (told["cause"], told["status"], told["model"]) == ("not found", 404, "large")
    assert "ASSISTANT_LLM_MODEL" in told["remedy"]
    assert (record.levelno, record.name) == (logging.WARNING, "assistant.composing.writing.report")
    assert "leave" not in record.getMessage()
    assert "p1" not in record.getMessage()
