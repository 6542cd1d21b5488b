"""What a coach, or somebody for themselves, asks a briefing about, and what the tools are asked for it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.advice import Advice, Understood
from assistant.careers.bookshelf import Shelf
from assistant.careers.briefings.money import route_money
from assistant.careers.briefings.page import TITLES, Advised, Voice, briefing
from assistant.careers.briefings.position import Position, PositionRead, position_in, without_name
from assistant.careers.learning.programmes import learning_advice
from assistant.careers.learning.wishes import Wish, wish_of
from assistant.careers.people.circumstances import Circumstances, Value
from assistant.careers.people.description import described
from assistant.careers.roles.titles import in_sentence
from assistant.careers.routes.graph import RouteMap
from assistant.careers.routes.pathways import plan
from assistant.careers.routes.reading import asked_in
from assistant.careers.routes.telling import PathwayAsked
from assistant.careers.schemes.funding import funding
from assistant.knowledge.schema import Role, Transition
from assistant.types import Profile

_OWN_PLAN = re.compile(r"\b(?:(?:my|own|an?) )?(?:\w+ )?development plan\b[\s:,-]*", re.IGNORECASE)
_MY_PLAN = re.compile(r"\b(?:my|own) (?:\w+ )?development plan\b", re.IGNORECASE)
_BRIEF = re.compile(r"\bbrief", re.IGNORECASE)
# Jobs that fit a subject which somebody wants to work in, the nearest first.
_JOBS_OF: Mapping[str, tuple[str, ...]] = {
    "teaching": ("nurse-educator", "learning-coach"),
    "research": ("research-delivery", "intern-research", "predoc"),
    "advanced-practice": ("acp",),
    "management": ("ward-mgr", "ahp-lead", "midwife-mgr", "sw-manager", "reg-mgr", "team-leader"),
    "leadership": ("ward-mgr", "ahp-lead", "midwife-mgr", "sw-manager", "senior-care", "team-leader"),
}
# What helps on the way to a job, where its title names no subject of learning.
_SUBJECTS_OF: Mapping[str, tuple[str, ...]] = {
    "research": ("research",),
    "advanced-practice": ("advanced-practice",),
    "admin-management": ("leadership", "management"),
    "leadership": ("leadership", "management"),
}
_ANY_LEADER = "team-leader"  # a job of administrators, by a name that all professions use
_GROWS = ("preceptorship", "clinical-skills")
_NO_JOB = "No route to this goal is on record; these are next steps:"
_TRAINS = ("apprenticeship",)
_LEADS = re.compile(r"manager|lead|matron|director|supervisor|senior", re.IGNORECASE)
_TEACHES = re.compile(r"educator|coach", re.IGNORECASE)


def voice_of(text: str, called: bool = False) -> Voice:
    """Whether the page is for a coach or the asker's own; one that is `called` for by name is a coach's unless it says whose it is."""
    own = _MY_PLAN if called else _OWN_PLAN
    return "own" if own.search(text) and not is_for_coach(text) else "coach"


def is_for_coach(text: str) -> bool:
    """Whether a briefing is asked for by that name."""
    return _BRIEF.search(text) is not None


def shown(shelf: Shelf, text: str, called: bool = False) -> Understood:
    """How the request is repeated: in the words of the records, without any name."""
    where = _read(shelf, text, "").position(shelf.names, Circumstances(date.min))
    parts = (where.role, f"band {where.band}" if where.band else "", f"wants: {where.goal}" if where.goal else "")
    told = ", ".join(part for part in parts if part)
    if voice_of(text, called) == "own":
        told = f"{TITLES['own']}: {told}" if told else text
    else:
        told = f"Briefing: {told or 'the job now and the goal are not known'}"
    return Understood(told, told)


def coaching(shelf: Shelf, text: str, profile: Profile, today: date, own: str = "", called: bool = False) -> Advice:
    """The page for a text; `own` is the role that its writer is known to have, which counts for their own plan alone."""
    voice = voice_of(text, called)
    read = _read(shelf, text, own if voice == "own" else "")
    plain = _OWN_PLAN.sub("", without_name(shelf.names, text))
    role = shelf.book.get(Role, read.origin) if read.origin else None
    of = described(profile, plain, today, role)
    said = described(profile, plain, today).circumstances
    where = read.position(shelf.names, said)
    asked = _asked(shelf, read, plain, of.circumstances)
    advised = _advised(shelf, of.circumstances, where, asked, read)
    assumed = (*_of_goal(shelf, read, asked), *_of_register(role, said))
    made = briefing(shelf.book, where, replace(advised, assumed=assumed), voice)
    return replace(made, notices=tuple(dict.fromkeys((*of.complaints, *made.notices))))


def _read(shelf: Shelf, text: str, own: str) -> PositionRead:
    plain = _OWN_PLAN.sub("", text)
    read = position_in(shelf.names, plain)
    if not (read.target or read.subjects):
        asked = asked_in(shelf.names, without_name(shelf.names, plain))
        read = replace(read, target=asked.target if asked.target != read.origin else "")
    if read.target == _ANY_LEADER and not RouteMap.of(shelf.book).leads(read.origin, read.target):
        read = replace(read, target="")
    return read if read.origin else replace(read, origin=own)


def _asked(shelf: Shelf, read: PositionRead, text: str, of: Circumstances) -> PathwayAsked:
    """What the planner is asked: the way to the job that is wanted, or to one that fits the subject that is."""
    target = read.target or _job_of(shelf, read, of)
    return replace(asked_in(shelf.names, text), origin=read.origin, target=target, second="", no_such_role=False)


def _job_of(shelf: Shelf, read: PositionRead, of: Circumstances) -> str:
    routes = RouteMap.of(shelf.book)
    jobs = (job for subject in read.subjects for job in _JOBS_OF.get(subject, ()))
    return next((job for job in jobs if read.origin and job != read.origin and routes.routes(read.origin, job, of)), "")


def _advised(shelf: Shelf, of: Circumstances, where: Position, asked: PathwayAsked, read: PositionRead) -> Advised:
    routes = plan(shelf.book, of, asked) if asked.origin or asked.target else None
    return Advised(
        routes,
        funding(shelf.book, of),
        learning_advice(shelf.book, of, _wish(shelf, where, asked, read)),
        route_money(shelf.book, of, _steps(shelf, routes, asked, of)),
        note=_NO_JOB if asked.origin and not asked.target and set(read.subjects) & set(_JOBS_OF) else "",
        on_visa=any(each.endswith("visa") for each in _held(of.get("residence"))),
        to_goal=bool(asked.origin and asked.target),
    )


def _held(value: Value | None) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def _steps(shelf: Shelf, routes: Advice | None, asked: PathwayAsked, of: Circumstances) -> list[Transition]:
    """The steps of the best route, whose id holds theirs; where no route leads to the goal, the last step into it."""
    keys = routes.items[0].id.split("+") if routes and routes.items else ()
    if not keys and asked.target:
        into = RouteMap.of(shelf.book).into(asked.target, of)
        return [into[0].steps[0].transition] if into else []
    return [step for key in keys if (step := shelf.book.get(Transition, key)) is not None]


def _wish(shelf: Shelf, where: Position, asked: PathwayAsked, read: PositionRead) -> Wish:
    """What there is to learn on the way: the subject that is wanted, or what the job that is wanted asks for."""
    wish = wish_of(where.goal)
    target = shelf.book.get(Role, asked.target) if asked.target else None
    if target is None:
        return replace(wish, goals=read.subjects or ("careers-advice",))
    subjects = wish.goals or _subjects_of(target, shelf.book.get(Role, asked.origin))
    named = f"{target.title.text} apprenticeship" if subjects == _TRAINS else wish.text
    return replace(wish, text=named, goals=subjects)


def _subjects_of(role: Role, now: Role | None) -> tuple[str, ...]:
    title = role.title.text
    if _TEACHES.search(title):
        return ("teaching",)
    if _LEADS.search(title):
        return ("leadership", "management")
    stays = now is not None and now.registration != "none" and now.staff_group == role.staff_group
    return _SUBJECTS_OF.get(role.family, _GROWS if stays else _TRAINS)


def _of_goal(shelf: Shelf, read: PositionRead, asked: PathwayAsked) -> tuple[str, ...]:
    if read.target or not asked.target:
        return ()
    return (f"The goal is taken to be the job of {in_sentence(shelf.names.roles[asked.target].title.text)}.",)


def _of_register(role: Role | None, said: Circumstances) -> tuple[str, ...]:
    """The planner takes it that whoever has a job is on the register that it asks for."""
    on_one = role is not None and role.registration not in {"none", "own"}
    return ("You have the registration that the job now asks for.",) if on_one and said.get("registration") is None else ()
