"""A stretch: a run of neighbouring units that one quote can hold."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.types import Passage, Unit


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
        return sum(length(unit) for unit in self.units)


def length(unit: Unit) -> int:
    """How many words it says."""
    return _words_in(unit.text)


@lru_cache(maxsize=20_000)
def _words_in(text: str) -> int:
    return len(text.split())
