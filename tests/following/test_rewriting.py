import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from assistant.errors import ModelUnavailable
from assistant.following import rewritten, stand_alone
from assistant.types import Turn

HISTORY = (Turn("user", "how long is the nurse degree apprenticeship"), Turn("assistant", "Usually 4 years."))
RULES = "how long is the nurse degree apprenticeship, not full time"


@dataclass
class FakeRewriter:
    """Writes `text`, after `seconds`, or raises `error`; counts how often it was asked."""

    text: str = ""
    seconds: float = 0.0
    error: Exception | None = None
    asked: int = 0

    async def rewrite(self, text: str, history: Sequence[Turn], person: str) -> str:  # noqa: ARG002
        self.asked += 1
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error
        return self.text


async def searched(rewriter: FakeRewriter | None, question: str = "and if not full time?") -> str:
    return await rewritten(stand_alone(question, HISTORY), rewriter, within=0.05)


async def test_a_model_writes_out_what_goes_on() -> None:
    text = "How long is the nurse degree apprenticeship if it is not full time?"

    assert await searched(FakeRewriter(text)) == text


@pytest.mark.parametrize(
    "rewriter",
    [
        None,
        FakeRewriter("How long is it not full time?", seconds=1),
        FakeRewriter(error=ModelUnavailable("no answer")),
        FakeRewriter(""),
        FakeRewriter("How long is the nurse degree apprenticeship full time?"),
        FakeRewriter("How long is the 2 year nurse degree apprenticeship if not full time?"),
        FakeRewriter("See https://example.org if not full time"),
        FakeRewriter("not full time " * 50),
        FakeRewriter("Which visa do nurses from other countries need if not full time?"),
        FakeRewriter("How long is the nurse degree apprenticeship, not asked?"),
    ],
)
async def test_the_rules_speak_where_the_model_is_late_or_fails_or_says_something_else(rewriter: FakeRewriter | None) -> None:
    said = await searched(rewriter)

    assert said.startswith("how long is the nurse degree apprenticeship")
    assert said.endswith("not full time")


async def test_a_number_of_the_question_must_be_kept() -> None:
    assert await searched(FakeRewriter("how long is it for band 6"), "and for band 5?") != "how long is it for band 6"


async def test_a_question_that_stands_alone_costs_no_call() -> None:
    rewriter = FakeRewriter("something else")

    assert await searched(rewriter, "What is the OSCE?") == "What is the OSCE?"
    assert rewriter.asked == 0
