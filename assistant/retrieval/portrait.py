"""What stays the same about a passage from question to question: its words, its shape, the kinds of fact its units hold."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant import facts
from assistant.retrieval.embedding import Floats
from assistant.retrieval.store import Halves
from assistant.types import Passage
from assistant.words import tokens

SHAPE = ("is_heading", "is_row", "is_item", "length", "short", "asks")
_SHORT_PASSAGE, _SHORT_UNIT = 30, 4  # words


@dataclass(frozen=True, slots=True)
class Portrait:
    """A passage made ready for weighing.

    `said` holds the stems of each unit, `under` those of the unit, its heading and the questions it answers, `stems` those of
    the passage and its title, `opening` those of its path and first unit. `shape` is (units, SHAPE); `holds` caches which
    units hold a kind of fact.
    """

    passage: Passage
    vectors: Halves
    said: tuple[frozenset[str], ...]
    under: tuple[frozenset[str], ...]
    stems: frozenset[str]
    opening: frozenset[str]
    shape: Floats
    sizes: tuple[frozenset[int], ...]
    is_outline: bool
    is_short: bool
    holds: dict[str, NDArray[np.bool_]] = field(default_factory=dict)

    def fits(self, wants: Collection[str]) -> NDArray[np.bool_]:
        """For each unit, whether it holds any of the wanted kinds of fact."""
        found = np.zeros(len(self.said), np.bool_)
        for kind in wants:
            if kind not in self.holds:
                units = self.passage.units
                self.holds[kind] = np.array([facts.holds(kind, unit.text) for unit in units], np.bool_)
            found |= self.holds[kind]
        return found


def portray(passage: Passage, vectors: Halves) -> Portrait:
    """Make a passage ready."""
    said = tuple(frozenset(tokens(unit.text)) for unit in passage.units)
    headings = {unit.heading: frozenset(tokens(unit.heading)) for unit in passage.units}
    under = tuple(
        words.union(headings[unit.heading], *(tokens(question) for question in unit.likely))
        for unit, words in zip(passage.units, said, strict=True)
    )
    return Portrait(
        passage=passage,
        vectors=vectors,
        said=said,
        under=under,
        stems=frozenset(tokens(f"{passage.title} {passage.text}")),
        opening=frozenset(tokens(passage.section)).union(*said[:1]),
        shape=_shape(passage),
        sizes=tuple(frozenset(sizes) for sizes in facts.group_sizes(passage)),
        is_outline=any(unit.group < 0 for unit in passage.units),
        is_short=len(passage.text.split()) < _SHORT_PASSAGE,
    )


def _shape(passage: Passage) -> Floats:
    rows = []
    for unit in passage.units:
        length = len(unit.text.split())
        kinds = [float(unit.kind == kind) for kind in ("heading", "row", "item")]
        rows.append([*kinds, float(np.log(max(1, length))), float(length < _SHORT_UNIT), float(unit.text.endswith("?"))])
    return np.array(rows, np.float32).reshape(-1, len(SHAPE))
