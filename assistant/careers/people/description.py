"""A person's circumstances from their profile and what they type; nonsense is complained of and not used."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import get_args

from assistant.careers.people.circumstances import Circumstances, Value
from assistant.careers.people.dates import start_in, start_of
from assistant.careers.people.mentions import Mention, mentions
from assistant.careers.people.numbers import RANGES, number_of, numbers
from assistant.careers.people.qualifications import completed, held_by_field, held_in
from assistant.knowledge.conditions import About
from assistant.knowledge.schema import Role
from assistant.types import Profile

Known = dict[About, Value]
_FIELDS: Mapping[str, About] = {"prior_qualification": "qualification"}
_LEFT_OUT = {"role", "other"}
_SETS: frozenset[About] = frozenset({"qualification", "residence", "employer_type"})
_NUMBERS = {*RANGES, "band"}
_FLAGS = {"yes", "no"}
_REGISTERS = {"NMC": "nmc", "HCPC": "hcpc", "GPhC": "gphc", "SWE": "swe", "GMC": "gmc"}
_UNREGISTERED = {"support", "care_staff", "admin"}
CHOICES: Mapping[About, tuple[str, ...]] = {
    "sector": ("NHS", "general practice", "social care", "voluntary", "independent"),
    "nation": ("England", "Scotland", "Wales", "Northern Ireland"),
    "employer_type": (
        "levy payer",
        "small employer",
        "NHS trust",
        "GP practice",
        "care provider",
        "council",
        "charity",
        "university",
    ),
    "staff_group": (
        "nurse",
        "nursing associate",
        "midwife",
        "AHP",
        "social worker",
        "care staff",
        "support",
        "admin",
        "student",
        "pharmacy",
        "healthcare science",
        "doctor",
        "manager",
    ),
    "registration": ("NMC", "HCPC", "GPhC", "SWE", "GMC", "none", "lapsed NMC", "lapsed HCPC"),
}
"""The values that a field of a profile can have, as people read them; in small letters with _ for blanks they are its slugs."""
_NAMES: Mapping[str, str] = {
    "sector": "sector",
    "nation": "nation",
    "employer_type": "type of employer",
    "staff_group": "staff group",
    "registration": "registration",
    "start_date": "start",
}


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What somebody has said of themselves; `complaints` are plain sentences on what could not be used."""

    circumstances: Circumstances
    complaints: tuple[str, ...] = ()


def described(
    profile: Profile,
    text: str,
    today: date,
    role: Role | None = None,
    extra: Mapping[About, str] | None = None,
    history: Sequence[str] = (),
) -> SelfDescription:
    """The facts of a profile, of what is typed, of a role's record and of further fields (`extra`).

    What is typed says more than the profile, which was given earlier, and both say more than what follows from the role. `history`
    is what the same person typed before, oldest first; only the newest text is complained of.
    """
    complaints: list[str] = []
    known: Known = _of_role(role)
    for about, value in {**_fields_of(profile), **(extra or {})}.items():
        if value:
            _put(known, _field(about, _plain(value), today, complaints))
    for earlier in history:
        _put(known, _typed(_plain(earlier), today, []))
    _put(known, _typed(_plain(text), today, complaints))
    return SelfDescription(Circumstances(today, _with_consequences(known)), tuple(dict.fromkeys(complaints)))


def _fields_of(profile: Profile) -> dict[About, str]:
    named = {_FIELDS.get(each.name, each.name): str(getattr(profile, each.name)) for each in fields(Profile)}
    return {about: named[about] for about in get_args(About) if about in named and about not in _LEFT_OUT}


def _plain(text: str) -> str:
    """In small letters, with plain apostrophes, and without the commas of thousands and the lines that join words."""
    text = re.sub(r"[\u2018\u2019`]", "'", text.lower()).replace("\u2013", "-").replace("_", " ")
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return " ".join(re.sub(r"(?<=[a-z0-9])-(?=[a-z])", " ", text).split())


def _of_role(role: Role | None) -> Known:
    """A job that needs no registration may be held by somebody who has one, such as a manager or a returner.

    A job of several professions, each with a register of its own, does not tell which one somebody is of.
    """
    if role is None:
        return {}
    known: Known = {"role": role.id}
    if role.staff_group != "student" and role.registration != "own":
        known["staff_group"] = role.staff_group.replace("-", "_")
    if role.registration in _REGISTERS or (role.registration == "none" and role.staff_group in _UNREGISTERED):
        known["registration"] = _REGISTERS.get(role.registration, "none")
    return known


def _field(about: About, text: str, today: date, complaints: list[str]) -> Known:
    value, complaint = _of_field(about, text, today)
    if value is None:
        complaints.append(complaint or _unknown(about))
        return {}
    return {about: value}


def _unknown(about: About) -> str:
    name = _NAMES.get(about, about.replace("_", " "))
    known = f" Known are {', '.join(CHOICES[about])}." if about in CHOICES else ""
    return f"What you gave for {name} is not one we know.{known}"


def _of_field(about: About, text: str, today: date) -> tuple[Value | None, str]:
    if about in _NUMBERS:
        return number_of(about, text)
    if about == "start_date":
        return start_of(text, today), ""
    if about == "qualification":
        return held_by_field(text) or None, ""
    slugs = {each.lower(): each if about == "nation" else each.lower().replace(" ", "_") for each in CHOICES.get(about, ())}
    if text in slugs or text in _FLAGS:
        found = slugs.get(text, text)
        return (frozenset({found}) if about in _SETS else found), ""
    if about == "course":
        return next((each.value for each in mentions(f"{text} course") if each.about == about), _slug(text)), ""
    return _settled([each for each in mentions(text) if each.about == about], about), ""


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def _typed(text: str, today: date, complaints: list[str]) -> Known:
    known: Known = {}
    found = [
        each
        for each in mentions(text)
        if not (each.wished and each.about in {"staff_group", "registration", "sector", "employer_type"})
    ]
    for about in dict.fromkeys(each.about for each in found):
        if value := _settled([each for each in found if each.about == about], about):
            known[about] = int(value) if about in _NUMBERS and isinstance(value, str) else value
    for about, number, complaint in numbers(text):
        if number is None:
            complaints.append(complaint)
        else:
            known.setdefault(about, number)
    if start := start_in(text, today):
        known["start_date"] = start
    if held := held_in(text):
        known["qualification"] = held
    return known


def _settled(found: Iterable[Mention], about: About) -> Value | None:
    """One value, of several the one that is surely the writer's; None where they contradict each other."""
    found = list(found)
    if about in _SETS:
        return frozenset(f"no {each.value}" if each.negated else each.value for each in found) or None
    values = {each.value for each in found if not each.negated}
    if values & {"lapsed_nmc", "lapsed_hcpc"}:
        values -= {"lapsed"}
    own = {each.value for each in found if each.own and not each.negated}
    if len(own) == 1 or len(values) == 1:
        return next(iter(own if len(own) == 1 else values))
    denied = {each.value for each in found if each.negated}
    if values or not denied:
        return None
    return _opposite(denied) if denied <= _FLAGS else frozenset(f"no {each}" for each in denied)


def _opposite(flags: set[str]) -> str | None:
    return None if len(flags) > 1 else "no" if flags == {"yes"} else "yes"


def _put(known: Known, more: Known) -> None:
    """What is said later counts; sets grow by it."""
    for about, value in more.items():
        before = known.get(about)
        if isinstance(before, frozenset) and isinstance(value, frozenset):
            denied = {each.removeprefix("no ") for each in value if each.startswith("no ")}
            kept = {each for each in before if each not in denied and each.removeprefix("no ") not in value}
            known[about] = value | kept
        else:
            known[about] = value


def _with_consequences(known: Known) -> Known:
    """What follows for certain from what is known."""
    employer, held, residence = known.get("employer_type"), known.get("qualification"), known.get("residence")
    if known.get("registration") == "lapsed":
        _lapse(known)
    if isinstance(employer, frozenset):
        known["employer_type"] = employer | _of_levy(employer)
    if isinstance(residence, frozenset) and {"settled", "resident-3-years"} <= residence:
        known["residence"] = residence | {"settled-resident"}
    if isinstance(held, frozenset):
        known["qualification"] = completed(held)
    return known


def _lapse(known: Known) -> None:
    """Whose registration it was that has lapsed follows from the profession."""
    group = known.get("staff_group")
    if group in {"nurse", "midwife", "nursing_associate"}:
        known["registration"] = "lapsed_nmc"
    elif group == "ahp":
        known["registration"] = "lapsed_hcpc"
    else:
        del known["registration"]


def _of_levy(employer: frozenset[str]) -> frozenset[str]:
    """An employer pays the levy or is a smaller one."""
    if "levy_payer" in employer:
        return frozenset({"no small_employer"})
    if employer & {"small_employer", "no levy_payer"}:
        return frozenset({"small_employer", "no levy_payer"})
    return frozenset()
