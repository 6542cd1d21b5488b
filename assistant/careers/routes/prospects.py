"""What holds of somebody who stands in a role, now or further along a route, as far as the records show it."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.careers.people.circumstances import Circumstances, Value
from assistant.careers.roles.bands import rung
from assistant.knowledge.conditions import About
from assistant.knowledge.schema import Role, Transition

_NO = "no "
_OF_PROFESSIONS = {"none", "own"}
# Who holds the first holds the others too; who lacks one of the others lacks the first.
_HOLDS: Mapping[str, tuple[str, ...]] = {
    "gcse-english-maths": ("gcse-english", "gcse-maths", "level-2-english-maths"),
    "level-2-english-maths": ("level-2-english", "level-2-maths"),
    "gcse-english": ("level-2-english",),
    "gcse-maths": ("level-2-maths",),
    "a-levels": ("level-3",),
    "btec-level-3": ("level-3",),
    "t-level": ("level-3",),
    "access-to-he": ("level-3",),
    "foundation-degree": ("level-5",),
    "phd": ("doctorate",),
    "masters": ("degree",),
    "doctorate": ("degree",),
}


def starting(of: Circumstances, role: Role) -> Circumstances:
    """Somebody who is in a role today: what they have said, and where they have said nothing, what goes with the role."""
    implied: dict[About, Value] = {"role": role.id, **_group(role)}
    if role.registration not in _OF_PROFESSIONS:
        implied["registration"] = role.registration.lower()
    if len(role.bands) == 1:
        implied |= _band(role)
    known = {**implied, **of.known}
    if "qualification" in known:
        known["qualification"] = _closed(known["qualification"])
    return replace(of, known=known)


def arrived(of: Circumstances, by: Transition, role: Role) -> Circumstances:
    """The same person once a step is made: the new role with its band and register, and what the step has awarded."""
    known: dict[About, Value] = {**of.known, "role": role.id, **_group(role), **_band(role)}
    if role.registration not in _OF_PROFESSIONS:
        register = role.registration.lower()
        if of.get("registration") != register:
            known.pop("years_registered", None)
        known["registration"] = register
    held = of.get("qualification")
    before = held if isinstance(held, frozenset) else frozenset[str]()
    if by.awards:
        lost = {f"{_NO}{each}" for each in by.awards}
        known["qualification"] = _closed((before - lost) | frozenset(by.awards))
    known.pop("experience", None)
    return replace(of, known=known)


def _group(role: Role) -> dict[About, Value]:
    """The staff group, unless people of several hold the role."""
    return {} if role.registration == "own" else {"staff_group": role.staff_group}


def _band(role: Role) -> dict[About, Value]:
    rungs = [found for found in map(rung, role.bands) if found is not None]
    return {"band": min(rungs)} if rungs else {}


def _closed(held: Value) -> Value:
    """Qualifications with those that follow: a GCSE at grade 4 is a level 2, and whoever has no level 2 has no such GCSE."""
    if not isinstance(held, frozenset):
        return held
    found, waiting = set(held), list(held)
    while waiting:
        each = waiting.pop()
        follows = _lacked_with(each[len(_NO) :]) if each.startswith(_NO) else _HOLDS.get(each, ())
        waiting += [new for new in follows if new not in found]
        found.update(follows)
    return frozenset(found)


def _lacked_with(lacked: str) -> tuple[str, ...]:
    return tuple(f"{_NO}{holder}" for holder, held in _HOLDS.items() if lacked in held)
