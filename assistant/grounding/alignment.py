"""Which word of the quotes stands behind which word of the sentence: a chain with few and short jumps."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.lexicon import meaning, opposite_prefix
from assistant.grounding.quantities import Quantity
from assistant.grounding.tokens import Token

_BACK = 5  # words of the sentence that a chain may skip without counting as a new one
_CANDIDATES, _MENTIONS = 12, 100
_JUMP, _NEAR_JUMP = 1.1, 0.6  # into another sentence; between a row or heading and its neighbour
_STEP, _LONGEST_STEP, _TURN, _AGAIN = 0.06, 8, 0.2, 0.4
_TWICE = 2.0  # one number cannot stand behind two
_BESIDE = 0.12  # what the same word before or after it adds to a link
_SHORT_RUN = 3
_MISSING = 0.1  # the cost of a word that is passed over, beside what it would have given


@dataclass(frozen=True, slots=True)
class Link:
    """A word of the sentence and the word of the quotes behind it; `strength` is 1 for the same stem, less for a relative.

    `opposite` says that one of them carries a negating prefix that the other lacks ("registered", "unregistered").
    """

    said: int
    known: int
    strength: float = 1.0
    opposite: bool = False


@dataclass(frozen=True)
class Alignment:
    """Content words of a sentence linked to those of the quotes; both are counted by place."""

    said: tuple[Token, ...]
    known: tuple[Token, ...]
    links: Mapping[int, Link]

    @cached_property
    def used(self) -> frozenset[int]:
        """The places of the quotes that stand behind a word."""
        return frozenset(link.known for link in self.links.values())

    @cached_property
    def linked(self) -> tuple[int, ...]:
        """The places of the sentence that are linked, in order."""
        return tuple(sorted(self.links))

    @cached_property
    def apart(self) -> frozenset[int]:
        """Linked words whose short stretch stands in another unit than the longer ones before and after it."""
        runs: list[list[int]] = []
        for place in self.linked:
            if runs and self._unit(runs[-1][-1]) == self._unit(place):
                runs[-1].append(place)
            else:
                runs.append([place])
        found: set[int] = set()
        for at, run in enumerate(runs):
            beside = {self._unit(other[0]) for other in (runs[at - 1 : at] if at else []) + runs[at + 1 : at + 2]}
            larger = sum(map(len, runs[max(0, at - 1) : at + 2])) > 2 * len(run)
            if len(run) <= _SHORT_RUN and len(beside) == 1 and larger:
                found.update(run)
        return frozenset(found)

    @cached_property
    def share(self) -> float:
        """The share of the content words that is linked, by weight and strength, 0 to 1."""
        return self.share_of(self.said)

    def share_of(self, tokens: Iterable[Token]) -> float:
        """The share of some words of the sentence that is linked, by weight and strength, 0 to 1."""
        content = [token for token in tokens if token.content]
        linked = sum(token.weight * min(1.0, self.links[token.place].strength) for token in content if token.place in self.links)
        return linked / (sum(token.weight for token in content) or 1.0)

    @cached_property
    def units(self) -> Mapping[int, list[Token]]:
        """The words of the quotes by their unit."""
        found: dict[int, list[Token]] = defaultdict(list)
        for token in self.known:
            found[token.unit].append(token)
        return found

    def _unit(self, place: int) -> int:
        return self.known[self.links[place].known].unit

    def neighbours(self, place: int) -> tuple[Link | None, Link | None]:
        """The nearest linked words before and after a place of the sentence."""
        firm = [at for at in self.linked if place not in self.apart or at not in self.apart]
        before = max((at for at in firm if at < place), default=-1)
        after = min((at for at in firm if at > place), default=-1)
        return self.links.get(before), self.links.get(after)


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are the same value of the same thing; a bare number may be of any unit but money and percent."""
    if one.value != other.value:
        return False
    if one.kind == other.kind:
        return one.unit == other.unit
    if not one.value.isdecimal() and "code" in {one.kind, other.kind}:
        return True
    kinds = {one.kind, other.kind}
    return "count" in kinds and not kinds & {"money", "percent", "rate", "month", "time", "ordinal"}


def _looks(token: Token) -> tuple[str, str, str]:
    """What decides how strongly a token can be linked."""
    quantity = token.quantity
    return (quantity.kind, quantity.value, quantity.unit) if quantity else ("", token.text, token.stem)


def _strength(said: Token, known: Token) -> tuple[float, bool]:
    if said.quantity or known.quantity:
        same = said.quantity and known.quantity and same_quantity(said.quantity, known.quantity)
        return (1.0 if same else 0.0), False
    if said.stem == known.stem:
        return 1.0, False
    if meaning(said.stem) == meaning(known.stem):
        return 0.9, False
    if opposite_prefix(said.text, known.text):
        return 0.8, True
    return (0.75, False) if related(said.text, known.text) else (0.0, False)


def related(one: str, other: str) -> bool:
    """Whether two words share a beginning long enough to be of one family ("transport", "transportation")."""
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer:
        return True
    if len(shorter) < 5 or len(longer) - len(shorter) > 6 or ({one[-2:], other[-2:]} & {"ee", "es"} and one[-2:] != other[-2:]):
        return False
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(shorter))
    return common >= max(5, round(0.75 * len(shorter)))


def align(said: Sequence[Token], known: Sequence[Token], near: frozenset[int]) -> Alignment:
    """The best chain of links; jumps to and from the units of `near` (rows, headings) cost less."""
    chains = _Chains(said, known, near)
    for token in said:
        if token.content:
            chains.lengthen(token)
    return Alignment(tuple(said), tuple(known), {link.said: link for link in chains.best()})


@dataclass(frozen=True, slots=True)
class _Step:
    """A link at the end of a chain, what the chain is worth, and the step before it."""

    link: Link
    score: float
    before: "_Step | None"


class _Chains:
    """All chains of links worth keeping while a sentence is read word by word (Viterbi)."""

    def __init__(self, said: Sequence[Token], known: Sequence[Token], near: frozenset[int]) -> None:
        self._said, self._known, self._near = said, known, near
        content = [token for token in known if token.content]
        self._ranks = {token.place: rank for rank, token in enumerate(content)}
        self._vocabulary: dict[tuple[str, str, str], list[Token]] = defaultdict(list)
        for token in content:
            self._vocabulary[_looks(token)].append(token)
        self._latest: list[list[_Step]] = []
        self._best: _Step | None = None

    def lengthen(self, token: Token) -> None:
        """Go on with the next content word of the sentence."""
        steps = [self._step(token, link) for link in self._options(token)]
        self._latest = [*self._latest[1 - _BACK :], steps]
        self._best = max([self._best, *steps] if self._best else steps, key=lambda step: step.score, default=None)

    def best(self) -> Iterator[Link]:
        """The links of the best chain, from its end."""
        step = self._best
        while step:
            yield step.link
            step = step.before

    def _step(self, token: Token, link: Link) -> _Step:
        score, before = (self._best.score - _JUMP, self._best) if self._best else (0.0, None)
        for back, steps in enumerate(reversed(self._latest), 1):
            for earlier in steps:
                after = earlier.score - self._cost(earlier.link, link, back)
                if after > score:
                    score, before = after, earlier
        return _Step(link, score + token.weight * link.strength + _MISSING, before)

    def _options(self, token: Token) -> list[Link]:
        found = []
        for others in self._vocabulary.values():
            strength, opposite = _strength(token, others[0])
            if strength:
                beside = ((_beside(token, self._said, other, self._known), other.place) for other in others[:_MENTIONS])
                found += [Link(token.place, place, strength + more, opposite) for more, place in beside]
        found.sort(key=lambda link: (-link.strength, link.known))
        return found[:_CANDIDATES]

    def _cost(self, earlier: Link, link: Link, step: int) -> float:
        one, other = self._known[earlier.known], self._known[link.known]
        if one.unit != other.unit:
            return _NEAR_JUMP if one.unit in self._near or other.unit in self._near else _JUMP
        way = self._ranks[other.place] - self._ranks[one.place]
        if way == 0:
            return _TWICE if one.quantity else _AGAIN
        cost = _STEP * min(abs(way - step), _LONGEST_STEP)
        return cost + _TURN if way < 0 else cost


def _beside(token: Token, said: Sequence[Token], other: Token, known: Sequence[Token]) -> float:
    """More where the words beside them are the same too, which tells one mention from another."""
    same = 0.0
    for step in (-1, 1):
        one, two = token.place + step, other.place + step
        if 0 <= one < len(said) and 0 <= two < len(known) and known[two].unit == other.unit:
            same += _BESIDE if said[one].text == known[two].text else 0.0
    return same


def nearest(said: Sequence[Token], known: Sequence[Token], count: int) -> list[int]:
    """The numbers of the units that share most with the sentence, at most `count`, in their order."""
    wanted = {meaning(token.stem): token.weight for token in said if token.content}
    shared: dict[int, set[str]] = defaultdict(set)
    for token in known:
        shared[token.unit].add(meaning(token.stem))
    fit = {unit: sum(wanted.get(stem, 0.0) for stem in stems) for unit, stems in shared.items()}
    return sorted(sorted(fit, key=lambda unit: (-fit[unit], unit))[:count])
