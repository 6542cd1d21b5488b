"""Transitions that make no sense together: rounds that lead nowhere, and two that say different things of the same move.

A transition is idle where it gains nothing: it takes no stated time, asks for nothing, and does not raise the highest band. Roles
that idle transitions join in a round are a cycle without progress: whoever follows them comes back to where they began.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.corpus.content import Entry
from assistant.corpus.faults import Fault
from assistant.knowledge.schema import Role, Transition

_BAND = re.compile(r"(\d)\s*([a-d])?", re.IGNORECASE)


def faults_of(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Rounds without progress and contradictions among the transitions."""
    moves = [(entry, entry.record) for entry in entries if isinstance(entry.record, Transition)]
    roles = {entry.record.id: entry.record for entry in entries if isinstance(entry.record, Role)}
    yield from _rounds(moves, roles)
    yield from _contradictions(moves)


_Moves = Sequence[tuple[Entry, Transition]]


def _rounds(moves: _Moves, roles: Mapping[str, Role]) -> Iterator[Fault]:
    onward = defaultdict[str, set[str]](set)
    idle = [(entry, move) for entry, move in moves if _is_idle(move, roles)]
    for _, move in idle:
        onward[move.origin].add(move.target)
    told = set[frozenset[str]]()
    for entry, move in reversed(idle):  # it is told of what came last, which a local folder does
        way = _way(onward, move.target, move.origin)
        if way and frozenset(way) not in told:
            told.add(frozenset(way))
            problem = f"{' -> '.join([move.origin, *way])} leads round to where it began, and no step of it gains anything"
            remedy = "give months, a requirement or roles with bands to what is a step forward, or take one out"
            yield Fault(entry.shown, f"{entry.key}: target", problem, remedy)


def _is_idle(move: Transition, roles: Mapping[str, Role]) -> bool:
    takes_time = move.months is not None and (move.months.least or move.months.most)
    return not (takes_time or move.requires or _rises(roles.get(move.origin), roles.get(move.target)))


def _rises(origin: Role | None, target: Role | None) -> bool:
    bands = [_highest(role) if role else 0.0 for role in (origin, target)]
    return all(bands) and bands[1] > bands[0]


def _highest(role: Role) -> float:
    """The highest band of a role, 8a to 8d as 8.1 to 8.4; 0 where none is given."""
    found = [_BAND.search(band) for band in role.bands]
    return max((int(each[1]) + ("abcd".index(each[2].lower()) + 1 if each[2] else 0) / 10 for each in found if each), default=0.0)


def _way(onward: Mapping[str, set[str]], start: str, end: str) -> list[str]:
    """A shortest way from one role to another, both named; empty where there is none."""
    ways = {start: [start]}
    waiting = [start]
    for role in waiting:
        if role == end:
            return ways[role]
        for following in sorted(onward.get(role, ())):
            if following not in ways:
                ways[following] = [*ways[role], following]
                waiting.append(following)
    return []


def _contradictions(moves: _Moves) -> Iterator[Fault]:
    first: dict[tuple[str, str, str], tuple[Entry, Transition]] = {}
    for entry, move in moves:
        other_entry, other = first.setdefault((move.origin, move.target, move.by.casefold()), (entry, move))
        replaces = move.id == other.id and (move.overrides or other.overrides)
        for key in ("months", "confidence"):
            if not replaces and getattr(move, key) != getattr(other, key):
                problem = (
                    f"its {key} differ from those of {other.id!r} in {other_entry.shown}, which is the same move by the same way"
                )
                yield Fault(entry.shown, f"{entry.key}: {key}", problem, "keep one, or say in `by` how they differ")
