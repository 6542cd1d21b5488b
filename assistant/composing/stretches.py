"""The stretches of the evidence in which the answer most likely stands.

A stretch is a run of neighbouring units that one quote can hold. It is chosen for the share of likelihood it gathers within a
word budget; a second one is added when it gathers enough to be worth its words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.composing.stretch import Stretch, length
from assistant.composing.whole_lists import announced, completed
from assistant.types import Asked, Evidence, Findings

WORDS = 110  # of one stretch
MORE_WORDS = 50  # of a further one
TOTAL_WORDS = 125  # of an answer
SIDE_WORDS = 90  # of each side of a comparison
LIST_TOTAL_WORDS = 180
STRETCHES = 3
ENOUGH = 0.45  # of the first stretch's likelihood
ENOUGH_LIKELY = 0.2  # where the page says what the stretch answers: its likelihood is surer
LEAST = 0.06  # likelihood of a stretch worth adding
WORD_COST = 0.0006  # likelihood that a word must bring
SAME = 0.75  # share of words that makes a stretch a repetition
_ROW = 0.1  # of the likeliest row's likelihood: a table's other rows are not context as neighbouring sentences are
_WORD = re.compile(r"\w+")


class _Run(NamedTuple):
    """Units `start` to `end` of a passage, what they gather, and that less the cost of their words."""

    item: Evidence
    start: int
    end: int
    gathered: float
    gain: float


def stretches(findings: Findings) -> Iterator[Stretch]:
    """What to quote, best first; for a comparison one stretch of each side."""
    asked = findings.asked
    if len(findings.sides) > 1:
        yield from _one_each(findings.sides, asked)
        return
    chosen: list[Stretch] = []
    for evidence in findings.sides:
        for stretch in _of_one(evidence, asked):
            if not _repeats(stretch, chosen):
                yield stretch
            chosen.append(stretch)


def _of_one(evidence: Sequence[Evidence], asked: Asked) -> Iterator[Stretch]:
    total = LIST_TOTAL_WORDS if asked.wants_list else TOTAL_WORDS
    chosen: list[Stretch] = []
    while len(chosen) < STRETCHES and (room := total - sum(stretch.words for stretch in chosen)) > 0:
        best = _best(evidence, chosen, min(MORE_WORDS if chosen else WORDS, room))
        if best is None or (chosen and _adds_too_little(best, chosen[0])):
            return
        chosen.append(completed(best, asked, evidence))
        yield chosen[-1]
        listed = announced(chosen[-1], evidence) if asked.wants_list else None
        if listed is not None and len(chosen) < STRETCHES:
            chosen.append(listed)
            yield listed


def _one_each(sides: Sequence[Sequence[Evidence]], asked: Asked) -> Iterator[Stretch]:
    chosen: list[Stretch] = []
    for evidence in sides:
        best = _best(evidence, chosen, SIDE_WORDS)
        if best is not None:
            chosen.append(completed(best, asked, evidence))
            yield chosen[-1]


def _adds_too_little(stretch: Stretch, first: Stretch) -> bool:
    enough = ENOUGH_LIKELY if any(unit.likely for unit in stretch.units) else ENOUGH
    return stretch.likelihood < enough * first.likelihood or stretch.likelihood < LEAST


def _best(evidence: Sequence[Evidence], chosen: Sequence[Stretch], budget: int) -> Stretch | None:
    """The stretch of at most `budget` words (or one unit) that gathers most, none of it chosen before."""
    taken = {(stretch.passage.id, place) for stretch in chosen for place in stretch.places}
    runs = (run for item in evidence for run in _runs(item, taken, budget))
    best = max(runs, key=lambda run: run.gain, default=None)
    if best is None:
        return None
    return Stretch(best.item.passage, tuple(range(best.start, best.end + 1)), best.gathered)


def _runs(item: Evidence, taken: set[tuple[str, int]], budget: int) -> Iterator[_Run]:
    """Every run of joined units within the budget; headings alone only where there is nothing else."""
    units = item.passage.units
    bodied = any(unit.kind != "heading" for unit in units)
    for start in range(len(units)):
        spoken, gathered = 0, 0.0
        for end in range(start, len(units)):
            if (item.passage.id, end) in taken or (end > start and not units[end].joined):
                break
            if units[end].kind == "row" and _ROW * max(item.shares[start : end + 1]) > min(item.shares[start : end + 1]):
                break
            spoken += length(units[end])
            gathered += item.shares[end]
            if spoken > budget and end > start:
                break
            alone = all(unit.kind == "heading" for unit in units[start : end + 1]) and units[start].group == 0
            if not alone or not bodied:
                yield _Run(item, start, end, gathered, gathered - WORD_COST * spoken)


def _repeats(stretch: Stretch, chosen: Iterable[Stretch]) -> bool:
    words = _words(stretch)
    return any(len(words & _words(other)) >= SAME * len(words) for other in chosen)


def _words(stretch: Stretch) -> set[str]:
    return {word for unit in stretch.units for word in _WORD.findall(unit.text.lower())}
