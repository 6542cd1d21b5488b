"""Whether an answer states the points that a right answer states."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from evals.answers import SaidAnswer
from evals.dataset import Case, Point
from evals.metrics.denial import denied
from evals.metrics.measured import Measured
from evals.metrics.plain_text import plain_text, without_form
from evals.metrics.quantities import stands_in
from evals.metrics.wording import Said, Wanted, held, said, wanted

_SHARE, _STRICT_SHARE = 0.6, 0.8
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?![a-z])")
_LABEL = re.compile(r"[^.!?:;]{2,80}:(?=\s|$)")
_SIDE = re.compile(r"^[\w/&' ]{2,20}: (?=.{4})")  # "SEL: ": which side of a comparison a point is about


def nuggets(case: Case, answer: SaidAnswer) -> Measured:
    """`nugget_vital`, `nugget_all` and `nugget_strict` of an answerable case, each 0 to 1; 0 where it was not answered.

    The share of its vital points, or of vital and okay ones, that the answer states: nuggets as in the TREC 2024 RAG track
    (Pradeep et al. 2024, AutoNuggetizer), matched by words instead of a model. A point is stated where all its numbers, dates
    and amounts, its denial, and 60% of its content stems stand in one sentence, item or row of the answer or in two that
    follow each other, under their label, half of those that the question does not have among them; for `nugget_strict`, over
    vital points, 80%. What denies a point does not state it. Where question or answer is not in English, each quote counts as
    well.
    """
    vital = [point for point in case.points if point.vital]
    if not vital:
        return Measured()
    texts, asked = _texts(case, answer) if answer.given else [], plain_text(case.question)
    unstated = [point.text for point in vital if not stated(point, texts, question=asked)]
    values = {
        "nugget_vital": 1 - len(unstated) / len(vital),
        "nugget_all": sum(stated(point, texts, question=asked) for point in case.points) / len(case.points),
        "nugget_strict": sum(stated(point, texts, _STRICT_SHARE, asked) for point in vital) / len(vital),
    }
    return Measured(values, tuple(f"does not state {text!r}" for text in unstated) if answer.given else ())


def stated(point: Point, texts: Sequence[str], share: float = _SHARE, question: str = "") -> bool:
    """Whether one of the plain texts states the point within a sentence, item or row, or within two that follow each other.

    `share` is that of its stems; what only repeats the `question` states nothing, nor does what denies the point.
    """
    point_wanted, asked = wanted(plain_text(_SIDE.sub("", point.text))), said(question)
    return any(
        _covers(said(stretch), point_wanted, share)
        and _tells(said(stretch), point_wanted, asked)
        and not denied(stretch, point_wanted)
        for text in texts
        for stretch in _stretches(text)
    )


def _texts(case: Case, answer: SaidAnswer) -> list[str]:
    english = case.language == "en" and answer.language in {"en", ""}
    quotes = [] if english else [f"{' '.join((each.section, *each.columns))}:\n{each.quote}" for each in answer.citations]
    return [without_form(answer.answer), *map(plain_text, quotes)]


@lru_cache(maxsize=5_000)
def _stretches(text: str) -> tuple[str, ...]:
    """Each sentence, item or row, alone and with the one after it, below the label that stands above it."""
    pieces = _labelled(text)
    pairs = [(label, f"{one}\n{other}") for (label, one), (_, other) in pairwise(pieces)]
    return tuple(f"{label}\n{piece}" for label, piece in (*pieces, *pairs))


def _labelled(text: str) -> list[tuple[str, str]]:
    """The sentences, items and rows in order, each with the last line that leads in ("Pay:"), or its own line's beginning."""
    pieces, above = [], ""
    for line in filter(None, map(str.strip, text.splitlines())):
        first, *others = _SENTENCE.split(line)
        own = _LABEL.match(line)
        pieces += [(above, first), *((own.group() if own else above, other) for other in others)]
        above = line if line.endswith(":") else above
    return pieces


def _covers(window: Said, point: Wanted, share: float) -> bool:
    if point.denies and not window.denies:
        return False
    if not all(stands_in(each, window.quantities, money=False) for each in point.quantities):
        return False
    return held(window, point.words) >= share * len(point.words) - 1e-9


def _tells(window: Said, point: Wanted, question: Said) -> bool:
    """Whether half of the words that the question does not have are there; numbers tell something by themselves."""
    new = [ways for ways in point.words if not any(way <= question.stems for way in ways)]
    return bool(point.quantities) or held(window, new) >= len(new) / 2
