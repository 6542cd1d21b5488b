"""A sentence held against the units of its quotes: what is linked, held and contradicted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.alignment import Alignment, align, nearest
from assistant.grounding.contradictions import findings
from assistant.grounding.coverage import Coverage
from assistant.grounding.measures import measures
from assistant.grounding.rows import Unit
from assistant.grounding.texts import lines, sentences
from assistant.grounding.tokens import renumbered, short_forms, tokens
from assistant.grounding.verdict import Finding, Reason

_UNITS = 24  # that are aligned
_LONG = 3_000  # characters from which a text says much of one kind
_FOLLOWS = 0.5  # the share of neighbouring words that a sentence keeps of what it repeats
_HOLDS = 0.7  # the share of the sentence that one unit holds where it speaks of the same


@dataclass(frozen=True)
class Comparison:
    """A cleaned sentence against units; the parts are worked out once."""

    said: str
    units: Sequence[Unit]
    coverage: Coverage
    aligned: Alignment

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All that is contradicted."""
        return findings(self.aligned, self.coverage, self.characters > _LONG)

    @cached_property
    def contradiction(self) -> Finding | None:
        """What makes the sentence unsupported whatever else is measured.

        A long text says much of one kind, so there only a sentence that repeats most of a place can be said to contradict it.
        """
        firm = (each for each in self.findings if each.firm)
        return next(firm, None) if self.characters <= _LONG or self._repeats else None

    @property
    def _repeats(self) -> bool:
        return self.coverage.stretches >= _FOLLOWS or self.coverage.fit(self.coverage.units[self.coverage.best]) >= _HOLDS

    @property
    def reason(self) -> Reason:
        """What speaks most against the sentence."""
        return self.findings[0].reason if self.findings else "not_found"

    @property
    def characters(self) -> int:
        """The length of all units."""
        return sum(len(unit.text) for unit in self.units)

    @property
    def unit(self) -> str:
        """The text of the unit that holds most of the sentence."""
        return self.units[self.coverage.best].text

    @property
    def window(self) -> str:
        """The text of the units around it."""
        return " ".join(self.units[unit].text for unit in self.coverage.window if unit < len(self.units))

    def measures(self, unit: float, window: float) -> dict[str, float]:
        """What `Weights` weighs; given the cosines of the sentence with `unit` and `window`."""
        return measures(self.aligned, self.coverage, (unit, window), self.characters)


def compare(said: str, units: Sequence[Unit]) -> Comparison:
    """Compare a cleaned sentence, or a few, with units."""
    short = short_forms(said, *(unit.text for unit in units), *(name for unit in units for name in unit.columns))
    spoken = tokens([Unit(each) for each in sentences(" ".join(lines(said)))], short)
    known = tokens(units, short)
    kept = nearest(spoken, known, _UNITS)
    near = frozenset(place for place, unit in enumerate(kept) if units[unit].heading)
    aligned = align(spoken, renumbered(known, {unit: place for place, unit in enumerate(kept)}), near)
    titles = frozenset(at for at, unit in enumerate(units) if unit.heading)
    return Comparison(said, units, Coverage(spoken, known, titles), aligned)
