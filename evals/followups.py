"""Whether a question that goes on from another finds what the same question finds that stands alone.

    python -m assistant index corpus
    python -m evals.followups

Each row of `datasets/followups.jsonl` is a short conversation over `corpus/`, its last question, the same question standing alone,
and the documents that answer it. Prints how often one of them is among the first five passages, for the one and the other, and
how often a change of topic, a correction, and a turn that does not count are told apart. The exit status is 1 where less is found
than is promised: .92 of what the question finds that stands alone.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from assistant.bootstrap import Ranker, build_search
from assistant.errors import AssistantError
from assistant.following import counting, stand_alone
from assistant.routing import Router
from assistant.settings import Settings
from assistant.types import Turn
from evals.case_rows import TurnRow
from evals.dataset import DATASETS
from evals.dataset_rows import Row, read_as

CONVERSATIONS = DATASETS / "followups.jsonl"
PROMISE = 0.92
DEPTH = 5

Kind = Literal["follow_up", "change", "correction", "guarded", "fact"]


class Conversation(Row):
    """A conversation and its last question; `twin` is that question standing alone, `documents` are those that answer it.

    Nothing was, and nothing may be, tuned to those that are `held_out`.
    """

    id: str
    kind: Kind
    history: tuple[TurnRow, ...] = Field(min_length=1)
    question: str = Field(min_length=1)
    twin: str = Field(min_length=1)
    documents: tuple[str, ...] = Field(min_length=1)
    held_out: bool = False

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(said.turn for said in self.history)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found for the twin and for the question after its history, and how the question was read."""

    conversation: Conversation
    twin_found: bool
    found: bool
    changed_topic: bool
    corrected: bool
    counted: int  # turns

    @property
    def read_right(self) -> bool:
        """Whether a change, a correction and turns that do not count were told for what they are."""
        kind, turns = self.conversation.kind, len(self.conversation.history)
        wanted = (kind == "change", kind == "correction", turns - 2 * (kind == "guarded"))
        return (self.changed_topic, self.corrected, self.counted) == wanted


def report(outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each conversation that was misread or found less, a table by kind, and the ratio."""
    lines = [f"{_trouble(each)}: {each.conversation.id} {each.conversation.question!r}" for each in outcomes if _trouble(each)]
    kinds = dict.fromkeys(each.conversation.kind for each in outcomes)
    lines += [_counted(kind, [each for each in outcomes if each.conversation.kind == kind]) for kind in kinds]
    held = [each for each in outcomes if each.conversation.held_out]
    lines += [_counted(name, some) for name, some in (("held out", held), ("all", outcomes)) if some]
    return [*lines, f"follow-ups find {ratio(outcomes):.3f} of what their twins find, promised {PROMISE}"]


def ratio(outcomes: Sequence[Outcome]) -> float:
    """Recall of the questions after their history, over that of their twins."""
    return sum(each.found for each in outcomes) / max(1, sum(each.twin_found for each in outcomes))


def _trouble(outcome: Outcome) -> str:
    return ", ".join(
        name
        for name, is_so in (
            ("twin missed", not outcome.twin_found),
            ("missed", not outcome.found),
            ("misread", not outcome.read_right),
        )
        if is_so
    )


def _counted(name: str, outcomes: Sequence[Outcome]) -> str:
    size = max(1, len(outcomes))
    twins, found, right = (
        sum(values) / size for values in zip(*((each.twin_found, each.found, each.read_right) for each in outcomes), strict=True)
    )
    return (
        f"{name:<10} {len(outcomes):>3}  recall@{DEPTH} alone {twins:.3f}, after its history {found:.3f}; read right {right:.3f}"
    )


def _ask(ranker: Ranker, router: Router, asked: Conversation) -> Outcome:
    counted = counting(asked.turns, lambda text: _is_guarded(router, text))
    followed = stand_alone(asked.question, counted)
    twin, after = _documents(ranker, asked.twin, ()), _documents(ranker, followed.asked, followed.history)
    answering = set(asked.documents)
    return Outcome(
        asked,
        bool(answering & set(twin)),
        bool(answering & set(after)),
        followed.changed_topic,
        followed.corrected,
        len(counted),
    )


def _is_guarded(router: Router, text: str) -> bool:
    told = router.by_words(text)
    return told is not None and told.kind not in {"information", "stress", "unclear"}


def _documents(ranker: Ranker, text: str, history: Sequence[Turn]) -> list[str]:
    search = ranker.search
    found = search.find(text, history, True, search.vector(text, True), DEPTH)
    return [match.passage.document for match in found.matches]


def main(environment: Mapping[str, str]) -> int:
    """Ask and print; the exit status."""
    ranker, router = build_search(Settings.load(environment)), Router.load()
    outcomes = [_ask(ranker, router, asked) for asked in read_as(CONVERSATIONS, Conversation)]
    print("\n".join(report(outcomes)))
    return int(ratio(outcomes) < PROMISE)


if __name__ == "__main__":
    try:
        sys.exit(main(os.environ))
    except AssistantError as error:
        sys.exit(str(error))
