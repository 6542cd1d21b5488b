"""Whether an answer states the points that a right answer states."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from evals.answers import SaidAnswer
from evals.dataset import Case, Point
from evals.metrics.measured import Measured
from evals.metrics.plain_text import plain_text, without_form
from evals.metrics.quantities import stands_in
from evals.metrics.wording import Said, Wanted, Way, said, wanted

_WINDOW, _STEP = 60, 15  # words: what stands further apart is not one statement
_SHARE, _STRICT_SHARE = 0.6, 0.8
_SIDE = re.compile(r"^[\w/&' ]{2,20}: (?=.{4})")  # "SEL: ": which side of a comparison a point is about


def nuggets(case: Case, answer: SaidAnswer) -> Measured:
    """`nugget_vital`, `nugget_all` and `nugget_strict` of an answerable case, each 0 to 1; 0 where it was not answered.

    The share of its vital points, or of vital and okay ones, that the answer states: nuggets as in the TREC 2024 RAG track
    (Pradeep et al. 2024, AutoNuggetizer), matched by words instead of a model. A point is stated where all its numbers, dates
    and amounts, its denial, and 60% of its content stems stand within about 60 words of the answer's text, half of those that
    the question does not have among them; for `nugget_strict`, over vital points, 80%. Where question or answer is not in
    English, each quote counts as well.
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
    """Whether one of the plain texts states the point within one stretch of about 60 words.

    `share` is that of its stems; what only repeats the `question` states nothing.
    """
    text = plain_text(_SIDE.sub("", point.text))
    length = max(_WINDOW, 2 * len(text.split()))
    stretches = (said(window) for each in texts for window in _windows(each, length))
    return any(_covers(window, wanted(text), share) and _tells(window, wanted(text), said(question)) for window in stretches)


def _texts(case: Case, answer: SaidAnswer) -> list[str]:
    english = case.language == "en" and answer.language in {"en", ""}
    quotes = [] if english else [" ".join((each.section, *each.columns, each.quote)) for each in answer.citations]
    return [without_form(answer.answer), *map(plain_text, quotes)]


@lru_cache(maxsize=5_000)
def _windows(text: str, length: int) -> tuple[str, ...]:
    words = text.split()
    starts = range(0, max(1, len(words) - length + _STEP), _STEP)
    return tuple(" ".join(words[start : start + length]) for start in starts)


def _covers(window: Said, point: Wanted, share: float) -> bool:
    if point.denies and not window.denies:
        return False
    if not all(stands_in(each, window.quantities, money=False) for each in point.quantities):
        return False
    return _held(window, point.words) >= share * len(point.words) - 1e-9


def _tells(window: Said, point: Wanted, question: Said) -> bool:
    """Whether half of the words that the question does not have are there; numbers tell something by themselves."""
    new = [ways for ways in point.words if not any(way <= question.stems for way in ways)]
    return bool(point.quantities) or _held(window, new) >= len(new) / 2


def _held(window: Said, words: Iterable[tuple[Way, ...]]) -> int:
    return sum(any(way <= window.stems for way in ways) for ways in words)
