"""How far a dataset is a test of matching words: what questions and their evidence have in common."""

from collections.abc import Sequence

from assistant.words import tokens
from evals.dataset import Case
from evals.intervals import Interval, interval, means


def word_overlap(cases: Sequence[Case]) -> Interval | None:
    """Mean share of a question's content stems that stand in its evidence, 0 to 1, over English questions with evidence.

    Follow-ups count with their own words alone. None where there is no such question. Lexical overlap of question and
    evidence as in Lewis et al. 2021; definition of this project.
    """
    shares = {case.id: _share(case) for case in cases if case.evidence and case.language == "en" and tokens(case.question)}
    return interval(means(shares, shares))


def _share(case: Case) -> float:
    asked = set(tokens(case.question))
    held = set(tokens(" ".join(piece.text for piece in case.evidence if not piece.also)))
    return len(asked & held) / len(asked)
