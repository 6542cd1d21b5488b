"""Lists given whole: where one is asked for, where words lead in to it, and where a sentence says how many parts it has."""

import re
from collections.abc import Iterator, Sequence

from assistant.composing.stretch import Stretch, length
from assistant.facts import numbers
from assistant.types import Asked, Evidence, Unit

LIST_WORDS = 220  # of a whole list
_TABLE_ROWS = 12
_LABELLED = re.compile(r"([A-Z][a-z]+) \d")


def completed(stretch: Stretch, asked: Asked, evidence: Sequence[Evidence]) -> Stretch:
    """A stretch of a list grown to the whole list where one is asked for, or where the stretch breaks off before its list."""
    units = stretch.passage.units
    shares = next(item.shares for item in evidence if item.passage is stretch.passage)
    likeliest = units[max(stretch.places, key=lambda place: shares[place])]
    if likeliest.group < 0:
        return _outline(stretch, likeliest, asked)
    group = _led_in(stretch, likeliest)
    if group <= 0:
        return stretch
    places = [place for place, unit in enumerate(units) if unit.group == group]
    return _grown(stretch, places) if asked.wants_list or _hangs(stretch, likeliest) else stretch


def announced(stretch: Stretch, evidence: Sequence[Evidence]) -> Stretch | None:
    """The list or table elsewhere on the page that has as many parts as a sentence of the stretch says there are."""
    if any(unit.group for unit in stretch.units):
        return None
    counts = {number for unit in stretch.units for number in numbers(unit.text)}
    for item in evidence:
        if item.passage.document == stretch.passage.document:
            for places in _groups(item.passage.units):
                words = sum(length(item.passage.units[place]) for place in places)
                if len(places) in counts and words <= LIST_WORDS:
                    return Stretch(item.passage, tuple(places), sum(item.shares[place] for place in places))
    return None


def _groups(units: Sequence[Unit]) -> Iterator[list[int]]:
    for group in dict.fromkeys(unit.group for unit in units if unit.group > 0):
        yield [place for place, unit in enumerate(units) if unit.group == group]


def _led_in(stretch: Stretch, likeliest: Unit) -> int:
    """The group of the list that the stretch is of or leads in to; 0 where there is none."""
    units = stretch.passage.units
    if likeliest.group > 0:
        return likeliest.group
    listed = next((place for place in (*stretch.places, stretch.places[-1] + 1) if _begins_list(units, place)), None)
    return 0 if listed is None else units[listed].group


def _begins_list(units: Sequence[Unit], place: int) -> bool:
    """Whether the first item of a list stands there, after what leads in to it."""
    if not 0 < place < len(units) or units[place].kind != "item" or units[place].group < 0:
        return False
    before = units[place - 1]
    return before.group != units[place].group and (before.text.endswith(":") or before.kind == "heading")


def _hangs(stretch: Stretch, likeliest: Unit) -> bool:
    """Whether the stretch, or what is likeliest of it, only leads in to a list."""
    return likeliest.text.endswith(":") or stretch.units[-1].text.endswith(":")


def _grown(stretch: Stretch, group: Sequence[int]) -> Stretch:
    """The stretch with as much of the group as a list may take, from its first place on."""
    units = stretch.passage.units
    if units[group[0]].kind == "row" and len(group) > _TABLE_ROWS:
        return stretch
    places = set(stretch.places)
    spoken = stretch.words
    for place in group:
        spoken += 0 if place in places else length(units[place])
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
