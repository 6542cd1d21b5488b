"""How much of a sentence its quotes hold: words, pairs of words and stretches, anywhere, in a unit and in a window of units."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.grounding.lexicon import meaning
from assistant.grounding.tokens import Token

_NEAR = 3  # content words within which two stand together
_BESIDE = 2  # units on either side that make a window


def key(token: Token) -> str:
    """What two tokens have in common that say the same: the value of a quantity, or the meaning of a word."""
    return token.quantity.value if token.quantity else meaning(token.stem)


@dataclass(frozen=True)
class Coverage:
    """A sentence against all tokens of its quotes; `titles` numbers the units that are headings."""

    said: Sequence[Token]
    known: Sequence[Token]
    titles: frozenset[int] = frozenset()

    @cached_property
    def units(self) -> Mapping[int, frozenset[str]]:
        """The keys of each unit."""
        return {unit: frozenset(map(key, tokens)) for unit, tokens in self._tokens.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the quotes, folded."""
        return frozenset(token.text for token in self.known)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all units."""
        return frozenset().union(*self.units.values())

    @cached_property
    def headings(self) -> frozenset[str]:
        """The keys of the headings."""
        return frozenset().union(*(self.units.get(unit, frozenset()) for unit in self.titles))

    @cached_property
    def _tokens(self) -> Mapping[int, Sequence[Token]]:
        found: dict[int, list[Token]] = defaultdict(list)
        for token in self.known:
            found[token.unit].append(token)
        return found

    @cached_property
    def _rows(self) -> frozenset[int]:
        return frozenset(token.unit for token in self.known if token.column)

    @cached_property
    def present(self) -> float:
        """The share of the sentence that stands anywhere in the quotes, by weight, 0 to 1."""
        return self.fit(self.keys)

    @cached_property
    def stretches(self) -> float:
        """The share of neighbouring words, small ones too, that are neighbours in the quotes, 0 to 1."""
        there = {(one.text, other.text) for one, other in pairwise(self.known) if one.unit == other.unit}
        said = [(one.text, other.text) in there for one, other in pairwise(self.said)]
        return sum(said) / len(said) if said else 0.5

    @cached_property
    def best(self) -> int:
        """The number of the unit that holds most of the sentence."""
        return max(self.units, key=lambda unit: (self.fit(self.units[unit]), -unit), default=0)

    @cached_property
    def window(self) -> range:
        """The numbers of the units around the place that holds most of the sentence."""
        middle = max(self.units, key=lambda unit: (self.fit(self._around(unit)), -unit), default=0)
        return range(max(0, middle - _BESIDE), middle + _BESIDE + 1)

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        content = [token for token in self.known if token.content]
        near = ((one, other) for at, one in enumerate(content) for other in content[at + 1 : at + 1 + _NEAR])
        found = [(key(one), key(other)) for one, other in near if one.unit == other.unit]
        return frozenset(found) | {(other, one) for one, other in found}

    def holds(self, token: Token) -> bool:
        """Whether a word stands anywhere in the quotes."""
        return key(token) in self.keys

    def of_unit(self, unit: int) -> Sequence[Token]:
        """The tokens of a unit; none where there is no such unit."""
        return self._tokens.get(unit, ())

    def is_row(self, unit: int) -> bool:
        """Whether a unit is a row of a table."""
        return unit in self._rows

    def are_near(self, one: Token, other: Token) -> bool:
        """Whether two words stand near each other in a unit of the quotes."""
        return (key(one), key(other)) in self._pairs

    def fit(self, keys: frozenset[str]) -> float:
        """The share of the sentence that is among these keys, by weight, 0 to 1."""
        weights = self._weights
        return sum(weight for each, weight in weights if each in keys) / (sum(weight for _, weight in weights) or 1.0)

    @cached_property
    def _weights(self) -> list[tuple[str, float]]:
        return [(key(token), token.weight) for token in self.said if token.content]

    def _around(self, unit: int) -> frozenset[str]:
        return frozenset().union(*(self.units.get(each, frozenset()) for each in range(unit - _BESIDE, unit + _BESIDE + 1)))
