"""Whether questions that are a careers tool's reach it, and plain facts are left to the pages.

    python -m assistant index corpus
    python -m evals.conversation

Asks the questions of `evals/datasets/career_questions.yaml` and prints each that is answered by another kind than is right, lacks
a word that a good answer holds, or holds one that it must not; then the shares that are right. The exit status is 1 where a kind is right
for fewer than 9 in 10, or an answer holds a word that it must not.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.answering import Assistant
from assistant.bootstrap import build_assistant
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Answer, Question
from evals.dataset import DATASETS
from evals.errors import DatasetError

QUESTIONS = DATASETS / "career_questions.yaml"
PROMISE = 0.9


class CareerQuestion(BaseModel):
    """A question as it is typed; each of `must` is words of a good answer, with `|` between those of which one suffices."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    kind: str
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with an answer: its kind, the words it lacks, and those it must not hold."""

    asked: CareerQuestion
    kind: str
    lacks: tuple[str, ...]
    forbidden: tuple[str, ...]


def read(path: Path) -> tuple[CareerQuestion, ...]:
    """The questions of a file.

    Raises:
        DatasetError: it cannot be read, or an entry has another form.
    """
    try:
        return TypeAdapter(tuple[CareerQuestion, ...]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise DatasetError(f"{path.name} cannot be read: {error}") from error


def judged(asked: CareerQuestion, answer: Answer) -> Judged:
    """Hold an answer against what is expected of it."""
    said = " ".join((answer.text, *answer.notices, *(citation.quote for citation in answer.citations))).lower()
    lacks = tuple(words for words in asked.must if not any(word.lower() in said for word in words.split("|")))
    forbidden = tuple(words for words in asked.never if words.lower() in answer.text.lower())
    return Judged(asked, answer.kind, lacks, forbidden)


def report(results: Sequence[Judged]) -> list[str]:
    """A line for each answer that is not as expected, then the shares of kinds and of words that are right."""
    return [*(_line(each) for each in results if not _fine(each)), *_shares(results)]


def right_kinds(results: Sequence[Judged]) -> float:
    """The share of questions that were answered by the kind that is right."""
    return sum(each.kind == each.asked.kind for each in results) / max(1, len(results))


def _fine(each: Judged) -> bool:
    return each.kind == each.asked.kind and not each.lacks and not each.forbidden


def _line(each: Judged) -> str:
    kind = "" if each.kind == each.asked.kind else f" {each.kind} and not {each.asked.kind};"
    return f"{each.asked.question!r}:{kind} lacks {list(each.lacks)}, holds {list(each.forbidden)}"


def _shares(results: Sequence[Judged]) -> list[str]:
    wanted = sum(len(each.asked.must) for each in results)
    said = wanted - sum(len(each.lacks) for each in results)
    return [
        f"kinds right {right_kinds(results):.3f} of {len(results)}, promised {PROMISE}",
        f"words of a good answer held {said / max(1, wanted):.3f} of {wanted}",
        f"answers that hold a word they must not: {sum(bool(each.forbidden) for each in results)}",
    ]


async def _asked(assistant: Assistant, questions: Sequence[CareerQuestion]) -> list[Judged]:
    return [judged(each, await assistant.answer(Question(each.question))) for each in questions]


def main() -> int:
    """Run over the index of the settings; returns the exit status."""
    try:
        assistant = build_assistant(Settings.load(os.environ))
        results = asyncio.run(_asked(assistant, read(QUESTIONS)))
    except (AssistantError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(report(results)))
    return 0 if right_kinds(results) >= PROMISE and not any(each.forbidden for each in results) else 1


if __name__ == "__main__":
    sys.exit(main())
