"""What is released of a language model's drafts, and what that costs: every sentence with its quotes, and the points still told.

    python -m assistant index corpus
    python -m evals.released --out released.jsonl

Asks the questions of `evals/datasets/questions_corpus.jsonl`, once without a model and once with one: the hostile generator
(`evals.hostile`), or with `--configured` the model of `ASSISTANT_LLM_*`. `--limit N` asks the first N only, `--pages N` besides N of the
questions that pages say they answer, which have no points. The exit status is 1 where a released sentence is not carried by its quotes,
or its numbers and names are not theirs, or more than .03 of the vital points are lost.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path

from assistant.bootstrap import build_checker
from assistant.channels.replies import answer_object
from assistant.errors import AssistantError
from assistant.releasing import Check
from assistant.settings import Settings
from assistant.types import Answer
from evals.answers import SaidAnswer
from evals.audit import unquoted
from evals.career_examples import page_questions
from evals.dataset import Case, over_corpus
from evals.errors import EvaluationError
from evals.hostile import served
from evals.metrics.nuggets import nuggets
from evals.watched import PATIENCE, Asked, Said, Trial, trial

MOST_LOST = 0.03  # of the vital points, against the answers in the sources' own words


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of it; the shares of vital points are means over the questions that have any."""

    asked: int
    answered: int
    drafted: int
    released: int
    unsupported: tuple[Said, ...]
    strange: tuple[Said, ...]
    worded: int
    points_plain: float
    points_worded: float

    @property
    def holds(self) -> bool:
        """Whether nothing unsupported was released and few points were lost."""
        return not self.unsupported and not self.strange and self.points_plain - self.points_worded <= MOST_LOST

    def lines(self) -> list[str]:
        """What is printed."""
        return [
            f"questions {self.asked}, answered from pages {self.answered}",
            f"sentences drafted {self.drafted}, let through {self.released}",
            f"of these not carried by their quotes, by the checker: {len(self.unsupported)}",
            f"of these with a number or a name that is not in their quotes, by the audit: {len(self.strange)}",
            f"answers in the model's words {self.worded}, as they stood {self.answered - self.worded}",
            f"vital points told without the model {self.points_plain:.3f}, with it {self.points_worded:.3f}",
            *(f"NOT CARRIED: {said.sentence!r} by {said.quotes}" for said in (*self.unsupported, *self.strange)),
        ]


def figures(asked: Sequence[Asked], drafted: int, check: Check) -> Figures:
    """Judge what was released, by the checker for quotes in English and by the audit that shares nothing with it."""
    released = [said for each in asked for said in each.released]
    pages = [each for each in asked if each.plain.outcome == "answered" and each.plain.kind == "information"]
    return Figures(
        asked=len(asked),
        answered=len(pages),
        drafted=drafted,
        released=len(released),
        unsupported=tuple(said for said in released if not check(said.sentence, said.quotes).supported),
        strange=tuple(said for said in released if unquoted(said.sentence, said.quotes)),
        worded=sum(each.worded.composer != each.plain.composer for each in asked),
        points_plain=_points((each.case, each.plain) for each in asked if each.case),
        points_worded=_points((each.case, each.worded) for each in asked if each.case),
    )


def _points(told: Iterator[tuple[Case, Answer]]) -> float:
    values = [nuggets(case, SaidAnswer.model_validate(answer_object(answer))).values.get("nugget_vital") for case, answer in told]
    known = [value for value in values if value is not None]
    return sum(known) / max(1, len(known))


def rows(asked: Asked) -> Iterator[str]:
    """A line of JSON for each sentence that was let through, for a reader to label."""
    for said in asked.released:
        row = {"question": asked.plain.question, "sentence": said.sentence, "quotes": said.quotes}
        yield json.dumps(row, ensure_ascii=False)


@contextmanager
def _settings(configured: bool) -> Iterator[Settings]:
    environment = dict(os.environ)
    if configured:
        yield Settings.load(environment)
        return
    with served() as model:
        seconds = str(int(PATIENCE))
        yield Settings.load(
            environment
            | {
                "ASSISTANT_LLM_URL": model.url,
                "ASSISTANT_LLM_MODEL": model.model,
                "ASSISTANT_LLM_API_KEY": model.key,
                "ASSISTANT_LLM_FIRST_SECONDS": seconds,
                "ASSISTANT_LLM_SECONDS": seconds,
                "ASSISTANT_LLM_TOKENS_PER_PERSON": "0",
                "ASSISTANT_LLM_TOKENS_PER_DAY": "0",
            }
        )


async def _asked(tried: Trial, given: argparse.Namespace) -> list[Asked]:
    """Each sentence is on the disk before the next question, so that a run that is ended leaves what it has found."""
    asked = []
    with given.out.open("w", encoding="utf-8") as out:
        async for each in tried.ask(over_corpus()[: given.limit], page_questions()[: given.pages], given.seconds):
            asked.append(each)
            out.writelines(f"{row}\n" for row in rows(each))
            out.flush()
    return asked


def main() -> int:
    """Run over the index of the settings; returns the exit status."""
    parser = argparse.ArgumentParser(description="Release what a language model drafts, and judge it.")
    parser.add_argument("--out", type=Path, default=Path(os.devnull), help="file for the sentences that were let through")
    parser.add_argument("--seconds", type=float, default=inf, help="ask no more after so many seconds")
    parser.add_argument("--limit", type=int, help="ask the first N questions only")
    parser.add_argument("--pages", type=int, default=0, help="ask N questions of pages besides")
    parser.add_argument("--configured", action="store_true", help="ask the model of ASSISTANT_LLM_*")
    given = parser.parse_args()
    try:
        with _settings(given.configured) as settings:
            tried = trial(settings)
            asked = asyncio.run(_asked(tried, given))
            found = figures(asked, tried.writer.drafted, build_checker(settings).check)
    except (AssistantError, EvaluationError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n" + "\n".join(found.lines()))
    return 0 if found.holds else 1


if __name__ == "__main__":
    sys.exit(main())
