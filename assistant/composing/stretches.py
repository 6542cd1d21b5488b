"""The stretches of the evidence in which the answer most likely stands.

A stretch is a run of neighbouring units that one quote can hold. It is chosen for the share of likelihood it gathers within a
word budget; a second one is added when it gathers enough to be worth its words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.types import Asked, Evidence, Findings, Passage, Unit

WORDS = 110  # of one stretch
TOTAL_WORDS = 125  # of an answer
SIDE_WORDS = 90  # of each side of a comparison
LIST_WORDS = 220  # of a whole list
LIST_TOTAL_WORDS = 180
STRETCHES = 2
ENOUGH = 0.45  # of the first stretch's likelihood
LEAST = 0.06  # likelihood of a stretch worth adding
WORD_COST = 0.0003  # likelihood that a word must bring
SAME = 0.75  # share of words that makes a stretch a repetition
_ROW = 0.35  # of the likeliest row's likelihood: a table's other rows are not context as neighbouring sentences are
_TABLE_ROWS = 12
_LABELLED = re.compile(r"([A-Z][a-z]+) \d")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units of one passage, by their places in it; `apart` when each is quoted on its own."""

    passage: Passage
    places: tuple[int, ...]
    likelihood: float
    apart: bool = False

    @property
    def units(self) -> list[Unit]:
        return [self.passage.units[place] for place in self.places]

    @property
    def words(self) -> int:
        return sum(_length(unit) for unit in self.units)


class _Run(NamedTuple):
    """Units `start` to `end` of a passage, what they gather, and that less the cost of their words."""

    item: Evidence
    start: int
    end: int
    gathered: float
    gain: float


def stretches(findings: Findings) -> Iterator[Stretch]:
    asked = findings.asked
    if len(findings.sides) > 1:
        yield from _one_each(findings.sides, asked)
        return
    chosen: list[Stretch] = []
    total = LIST_TOTAL_WORDS if asked.wants_list else TOTAL_WORDS
    spoken = 0
    for evidence in findings.sides:
        while len(chosen) < STRETCHES:
            best = _best(evidence, chosen, min(WORDS, max(1, total - spoken)))
            if best is None or (chosen and _adds_too_little(best, chosen[0])):
                break
            whole = _completed(best, asked, evidence)
            if not _repeats(whole, chosen):
                yield whole
            chosen.append(whole)
            spoken += whole.words
            if spoken >= total:
                break


def _one_each(sides: Sequence[Sequence[Evidence]], asked: Asked) -> Iterator[Stretch]:
    chosen: list[Stretch] = []
    for evidence in sides:
        best = _best(evidence, chosen, SIDE_WORDS)
        if best is not None:
            whole = _completed(best, asked, evidence)
            chosen.append(whole)
            yield whole


def _adds_too_little(stretch: Stretch, first: Stretch) -> bool:
    return stretch.likelihood < ENOUGH * first.likelihood or stretch.likelihood < LEAST


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
            spoken += _length(units[end])
            gathered += item.shares[end]
            if spoken > budget and end > start:
                break
            alone = all(unit.kind == "heading" for unit in units[start : end + 1]) and units[start].group == 0
            if not alone or not bodied:
                yield _Run(item, start, end, gathered, gathered - WORD_COST * spoken)


def _completed(stretch: Stretch, asked: Asked, evidence: Sequence[Evidence]) -> Stretch:
    """A stretch of a list grown to the whole list where one is asked for."""
    units = stretch.passage.units
    shares = next(item.shares for item in evidence if item.passage is stretch.passage)
    likeliest = units[max(stretch.places, key=lambda place: shares[place])]
    if likeliest.group < 0:
        return _outline(stretch, likeliest, asked)
    if not asked.wants_list:
        return stretch
    listed = next((place for place in (*stretch.places, stretch.places[-1] + 1) if _begins_list(units, place)), None)
    if likeliest.group == 0 and listed is not None:
        return _grown(stretch, [place for place in range(listed, len(units)) if units[place].group == units[listed].group])
    if likeliest.group > 0:
        return _grown(stretch, [place for place, unit in enumerate(units) if unit.group == likeliest.group])
    return stretch


def _begins_list(units: Sequence[Unit], place: int) -> bool:
    """Whether the first item of a list stands there, after what leads in to it."""
    if not 0 < place < len(units) or units[place].kind != "item" or units[place].group < 0:
        return False
    before = units[place - 1]
    return before.group != units[place].group and (before.text.endswith(":") or before.kind == "heading")


def _grown(stretch: Stretch, group: Sequence[int]) -> Stretch:
    """The stretch with as much of the group as a list may take, from its first place on."""
    units = stretch.passage.units
    if units[group[0]].kind == "row" and len(group) > _TABLE_ROWS:
        return stretch
    places = set(stretch.places)
    spoken = stretch.words
    for place in group:
        spoken += 0 if place in places else _length(units[place])
        if spoken > LIST_WORDS:
            break
        places.add(place)
    first, last = min(places), max(places)
    return Stretch(stretch.passage, tuple(range(first, last + 1)), stretch.likelihood)


def _outline(stretch: Stretch, likeliest: Unit, asked: Asked) -> Stretch:
    """The sub-headings of a section: all for a list, only those of the asked kind ("action 1" to "action 6") if any."""
    units = stretch.passage.units
    children = [place for place, unit in enumerate(units) if unit.group == likeliest.group and unit.text != unit.heading]
    if not asked.wants_list and likeliest.text != likeliest.heading:
        children = [place for place in stretch.places if place in children]
    labelled = [place for place in children if _is_labelled(units[place].text, asked)]
    return Stretch(stretch.passage, tuple(labelled if len(labelled) > 1 else children), stretch.likelihood, apart=True)


def _is_labelled(text: str, asked: Asked) -> bool:
    match = _LABELLED.match(text)
    return bool(match) and any(match.group(1).lower().startswith(stem) for stem in asked.stems if match)


def _repeats(stretch: Stretch, chosen: Iterable[Stretch]) -> bool:
    words = _words(stretch)
    return any(len(words & _words(other)) >= SAME * len(words) for other in chosen)


def _words(stretch: Stretch) -> set[str]:
    return {word for unit in stretch.units for word in _WORD.findall(unit.text.lower())}


def _length(unit: Unit) -> int:
    return _words_in(unit.text)


@lru_cache(maxsize=20_000)
def _words_in(text: str) -> int:
    return len(text.split())
