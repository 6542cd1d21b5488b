"""What records say of each other: the roles, schemes and transitions that they name have to exist."""

import difflib
from collections.abc import Container, Iterator, Sequence

from assistant.corpus.content import Entry
from assistant.corpus.faults import Fault, Level
from assistant.knowledge.conditions import Condition
from assistant.knowledge.schema import Journey, Programme, Record, Role, Scheme, Transition


def faults_of(entries: Sequence[Entry], refused: Container[str]) -> Iterator[Fault]:
    """Ids that records name and that no record has, not even one that is refused; each with the one that is most like it."""
    ids = {kind: [e.record.id for e in entries if isinstance(e.record, kind)] for kind in (Role, Scheme, Transition)}
    for entry in entries:
        for key, kind, named, level in _named(entry.record):
            if named not in ids[kind] and named not in refused:
                problem = f"there is no {kind.__name__.lower()} {named!r}"
                yield Fault(entry.shown, f"{entry.key}: {key}", problem, _remedy(named, kind, ids[kind]), level)


def _remedy(named: str, kind: type[Record], known: Sequence[str]) -> str:
    nearest = difflib.get_close_matches(named, known, n=1, cutoff=0)
    return f"the nearest is {nearest[0]!r}; name that, or add the record" if nearest else f"add the {kind.__name__.lower()}"


_Named = tuple[str, type[Role | Scheme | Transition], str, Level]


def _named(record: Record) -> Iterator[_Named]:
    """What a record names: the key, the kind of record, the id, and how grave it is that it is missing."""
    if isinstance(record, Transition):
        yield "origin", Role, record.origin, "error"
        yield "target", Role, record.target, "error"
        yield from (("within", Transition, each, "error") for each in record.within)
        yield from _roles_of_conditions(record.requires, "requires")
    if isinstance(record, Transition | Programme):
        yield from (("schemes", Scheme, each, "error") for each in record.schemes)
    if isinstance(record, Programme | Journey):
        yield from (("roles", Role, each, "error") for each in record.roles)
    if isinstance(record, Scheme):
        yield from _roles_of_conditions(record.conditions, "conditions")


def _roles_of_conditions(conditions: Sequence[Condition], key: str) -> Iterator[_Named]:
    """A role that a condition names and that is none is never met, or met by everybody."""
    for condition in conditions:
        if condition.about == "role":
            yield from ((key, Role, each, "warning") for each in (*condition.among, *condition.none_of))
        yield from _roles_of_conditions((*condition.any, *condition.all), key)
