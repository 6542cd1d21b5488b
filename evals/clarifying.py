"""Whether a question that may mean several things is asked back, once, and one that says enough is answered.

    python -m assistant index corpus
    python -m evals.clarifying

Puts the questions of `datasets/clarify.jsonl` to the assistant, and each choice that it gives, as a tap and as its number; and the
answerable questions of the datasets over `corpus/`, of which at most 5 in 100 may be asked back. The exit status is 1 above that.
"""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from assistant.answering import Assistant
from assistant.bootstrap import build_assistant
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Answer, Question, Turn
from evals import facts
from evals.case_rows import TurnRow
from evals.dataset import DATASETS, over_corpus
from evals.dataset_rows import Row, read_as

CASES = DATASETS / "clarify.jsonl"
PROMISE = 0.05
_GIVEN = frozenset({"answered", "partial"})


class Case(Row):
    """A question after its history, and whether it should be asked back."""

    id: str
    question: str = Field(min_length=1)
    ask_back: bool
    history: tuple[TurnRow, ...] = ()

    @property
    def asked(self) -> Question:
        return Question(self.question, tuple(said.turn for said in self.history))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: whether it was asked back, how many choices it gave, and how many of them were then answered."""

    case: Case
    asked_back: bool
    taps: int = 0
    answered: int = 0
    same_by_number: int = 0


async def asked(assistant: Assistant, case: Case) -> Outcome:
    """Put a case, and every choice that it gives."""
    answer = await assistant.answer(case.asked)
    if answer.outcome != "clarify":
        return Outcome(case, asked_back=False)
    before = (*case.asked.history, Turn("user", case.question), Turn("assistant", answer.text))
    taps = [await assistant.answer(Question(choice.value, before)) for choice in answer.choices]
    numbers = [await assistant.answer(Question(str(number), before)) for number in range(1, len(taps) + 1)]
    same = sum(tap.text == number.text for tap, number in zip(taps, numbers, strict=True))
    return Outcome(case, True, len(taps), sum(map(_is_given, taps)), same)


def report(outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each case that went wrong, and the figures."""
    wrong = [each for each in outcomes if each.asked_back != each.case.ask_back]
    lines = [f"{'asked back' if each.asked_back else 'not asked back'}: {each.case.id} {each.case.question!r}" for each in wrong]
    vague, clear = ([each for each in outcomes if each.case.ask_back is back] for back in (True, False))
    taps, answered, same = (sum(getattr(each, name) for each in vague) for name in ("taps", "answered", "same_by_number"))
    right, wrongly = (sum(each.asked_back for each in some) for some in (vague, clear))
    return [
        *lines,
        f"asked back: {right} of {len(vague)} that should be, {wrongly} of {len(clear)} that should not",
        f"choices answered when tapped: {answered} of {taps}; answered alike by their number: {same}",
    ]


async def falsely(assistant: Assistant, questions: Sequence[Question]) -> list[Question]:
    """Those of some answerable questions that were asked back."""
    return [each for each in questions if (await assistant.answer(each)).outcome == "clarify"]


def _is_given(answer: Answer) -> bool:
    return answer.outcome in _GIVEN


def _answerable() -> list[Question]:
    own = [Question(case.question, case.turns) for case in over_corpus() if case.answerable]
    return [*own, *(Question(each.question) for each in facts.read(facts.QUESTIONS))]


async def _measure(assistant: Assistant) -> int:
    outcomes = [await asked(assistant, case) for case in read_as(CASES, Case)]
    questions = _answerable()
    false = await falsely(assistant, questions)
    print("\n".join([*report(outcomes), *(f"asked back though answerable: {each.text!r}" for each in false)]))
    print(f"asked back of {len(questions)} answerable questions: {len(false)}, at most {PROMISE:.0%} is wanted")
    return int(len(false) > PROMISE * len(questions))


def main(environment: Mapping[str, str]) -> int:
    """Ask and print; the exit status."""
    return asyncio.run(_measure(build_assistant(Settings.load(environment))))


if __name__ == "__main__":
    try:
        sys.exit(main(os.environ))
    except AssistantError as error:
        sys.exit(str(error))
