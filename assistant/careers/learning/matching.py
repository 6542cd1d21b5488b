"""How well something to learn fits somebody: one verdict for each thing that matters, never a shut door for what is not known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.careers.learning.askers import Asker
from assistant.careers.learning.wishes import Wish
from assistant.knowledge.schema import Programme
from assistant.types import Standing

Aspect = Literal["goal", "time", "delivery", "cost", "setting", "role", "staff", "registration", "place", "level"]

# What a verdict is worth: met, not known, not met.
WORTH: Mapping[Aspect, tuple[float, float, float]] = {
    "goal": (8, 0, -9),
    "time": (4, 0, -6),
    "delivery": (3, -1, -4),
    "cost": (3, -2, -4),
    "setting": (2, 0, -5),
    "role": (4, -1, -4),
    "staff": (2, 0, -3),
    "registration": (1, 0, -6),
    "place": (2, -1, -3),
    "level": (2, 0, -2),
}
_VERIFIED = 2.0  # what a source confirms comes before what none does
_FREE = 1.0  # what is free is not buried, asked for or not
_ABOUT_THIS = 3.0  # what is about the subject alone comes before what is about many
_BREADTH = 0.25  # for each subject, where none is asked for
_CHOICE_OF_JOB = -3.0  # pages about jobs teach no skill: they come later where they are not asked for
_ABOUT_JOBS = frozenset({"careers-advice", "apprenticeship", "international", "advanced-practice"})

_SETTING_NAMES = {
    "nhs": "the NHS",
    "general_practice": "general practice",
    "social_care": "social care",
    "voluntary": "the voluntary sector",
    "council": "councils",
    "independent": "independent employers",
}
_REASONS = {"online": "Online.", "self_paced": "At your own pace.", "in_person": "In person.", "work_based": "At work."}
_LONG = "qualification"  # nobody starts one between two patients
_IS_FREE = "Free."
_TO_ALL = "Open to all staff."
_OVER_THE_WIRE = frozenset({"online", "self_paced"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one aspect stands; `reason` says it in a few words where it is worth saying."""

    aspect: Aspect
    standing: Standing
    reason: str = ""


@dataclass(frozen=True)
class Fit:
    """A programme and how it stands for somebody who asks."""

    programme: Programme
    verdicts: tuple[Verdict, ...]
    extra: float = 0.0

    @cached_property
    def score(self) -> float:
        """Higher is better; it orders programmes and shuts out none."""
        place = {"met": 0, "unknown": 1, "not_met": 2}
        return self.extra + sum(WORTH[each.aspect][place[each.standing]] for each in self.verdicts)

    @property
    def suits(self) -> bool:
        """Nothing that matters speaks against it."""
        return all(each.standing != "not_met" for each in self.verdicts)

    @property
    def is_of_subject(self) -> bool:
        """It is about what is asked."""
        return self._meets("goal")

    @property
    def is_timed(self) -> bool:
        """Its length is known, and short enough."""
        return self._meets("time")

    def _meets(self, aspect: Aspect) -> bool:
        return any(each.aspect == aspect and each.standing == "met" for each in self.verdicts)

    @property
    def reasons_for(self) -> tuple[str, ...]:
        """What is good about it, in a few words each; that something is free is worth saying unasked.

        Of what no source confirms nothing is said but how and how fast it is learnt.
        """
        good = [each for each in self.verdicts if each.standing == "met"]
        free = [_IS_FREE] if self.programme.cost == "free" and self.programme.confidence == "verified" else []
        if self.programme.confidence == "unverified":
            good = [each for each in good if each.aspect in {"delivery", "time"}]
        reasons = dict.fromkeys([*free, *(each.reason for each in good if each.reason)])
        return tuple(each for each in reasons if not (each.startswith("Open to") and _TO_ALL in reasons and each != _TO_ALL))

    @property
    def reasons_against(self) -> tuple[str, ...]:
        """What speaks against it, in a few words each."""
        return tuple(each.reason for each in self.verdicts if each.standing == "not_met")


def fit(programme: Programme, wish: Wish, asker: Asker) -> Fit:
    """How a programme fits a wish of somebody."""
    verdicts = tuple(verdict for judge in _JUDGES for verdict in judge(programme, wish, asker))
    return Fit(programme, verdicts, _extra(programme, wish))


def _extra(programme: Programme, wish: Wish) -> float:
    """What speaks for a programme whoever asks."""
    matched = len(set(wish.goals) & set(programme.goals))
    breadth = matched + _ABOUT_THIS / len(programme.goals) if wish.goals else _BREADTH * len(programme.goals)
    about_jobs = not wish.goals and _ABOUT_JOBS.issuperset(programme.goals)
    return (
        _VERIFIED * (programme.confidence == "verified")
        + _FREE * (programme.cost == "free")
        + breadth
        + _CHOICE_OF_JOB * about_jobs
    )


def _cost(programme: Programme, wish: Wish, _: Asker) -> Iterator[Verdict]:
    if wish.free:
        confirmed = programme.cost == "free" and programme.confidence == "verified"
        yield Verdict(
            "cost", "met" if confirmed else "not_met" if programme.cost == "fee" else "unknown", "" if confirmed else "not free"
        )


def _delivery(programme: Programme, wish: Wish, _: Asker) -> Iterator[Verdict]:
    if wish.at_once and _LONG in programme.goals:
        yield Verdict("delivery", "not_met", "nothing to start at once")
    elif wish.delivery or wish.at_once:
        wanted = (wish.delivery or {"online"}) | (_OVER_THE_WIRE if "online" in wish.delivery or wish.at_once else set())
        found = [way for way in programme.delivery if way in wanted]
        mixed = not programme.delivery or "blended" in programme.delivery
        standing: Standing = "met" if found else "unknown" if mixed else "not_met"
        yield Verdict("delivery", standing, _REASONS[found[0]] if found else "not done that way")


def _time(programme: Programme, wish: Wish, _: Asker) -> Iterator[Verdict]:
    minutes, monthly = programme.minutes, programme.monthly_hours
    if wish.minutes is not None and (minutes or monthly):
        needed = float(minutes.least) if minutes else 60.0 * (monthly.least if monthly else 0)
        yield _held(needed <= wish.minutes, length(wish.minutes))
    elif wish.monthly is not None and (minutes or monthly):
        hours = float(monthly.least) if monthly else (minutes.least if minutes else 0) / 60
        yield _held(hours <= wish.monthly, f"{length(wish.monthly * 60)} a month")
    elif wish.minutes is not None or wish.monthly is not None:
        yield Verdict("time", "unknown")


def _held(fits: bool, time: str) -> Verdict:
    return Verdict("time", "met", f"Fits {time}.") if fits else Verdict("time", "not_met", f"more than {time}")


def length(minutes: float) -> str:
    """A length of time as people say it: "10 minutes", "1 hour", "3.5 hours"."""
    amount, unit = (minutes, "minute") if minutes < 60 else (round(minutes / 60, 1), "hour")
    return f"{amount:g} {unit}{'' if amount == 1 else 's'}"


def _goal(programme: Programme, wish: Wish, _: Asker) -> Iterator[Verdict]:
    if wish.goals:
        fits = bool(set(wish.goals) & set(programme.goals))
        yield Verdict("goal", "met" if fits else "not_met", "" if fits else "about something else")


def _setting(programme: Programme, _: Wish, asker: Asker) -> Iterator[Verdict]:
    shared = [each for each in programme.settings if each in asker.settings]
    if shared:
        yield Verdict("setting", "met", f"Open to {_SETTING_NAMES[shared[0]]}." if len(asker.settings) == 1 else "")
    elif asker.settings and programme.settings:
        yield Verdict("setting", "not_met", f"for {' and '.join(_SETTING_NAMES[each] for each in programme.settings)}")


def _role(programme: Programme, _: Wish, asker: Asker) -> Iterator[Verdict]:
    if programme.roles and not asker.role:
        yield Verdict("role", "unknown")
    elif programme.roles:
        fits = asker.role in programme.roles
        yield Verdict("role", "met" if fits else "not_met", "For your role." if fits else "for other roles")


def _staff(programme: Programme, _: Wish, asker: Asker) -> Iterator[Verdict]:
    if "anyone" in programme.staff_groups:
        yield Verdict("staff", "met", _TO_ALL)
    elif asker.staff_groups and programme.staff_groups:
        fits = bool(asker.staff_groups.intersection(programme.staff_groups))
        other = fits or asker.role in programme.roles
        yield Verdict("staff", "met" if fits else "unknown" if other else "not_met", "" if other else "for other staff")


def _registration(programme: Programme, _: Wish, asker: Asker) -> Iterator[Verdict]:
    if programme.registered is not None and asker.registered is not None:
        fits = programme.registered == asker.registered
        who = "registered staff" if programme.registered else "staff who are not on a register"
        yield Verdict("registration", "met" if fits else "not_met", "" if fits else f"for {who}")


def _place(programme: Programme, wish: Wish, _: Asker) -> Iterator[Verdict]:
    if programme.place:
        told = " ".join(wish.words)
        near = any(place.strip().lower() in told for place in programme.place.split(","))
        yield Verdict("place", "met" if near else "unknown", "In your area." if near else "")


def _level(programme: Programme, wish: Wish, _: Asker) -> Iterator[Verdict]:
    if wish.level and programme.level != "none":
        yield Verdict("level", "met" if wish.level == programme.level else "unknown")


_JUDGES: tuple[Callable[[Programme, Wish, Asker], Iterator[Verdict]], ...] = (
    _cost,
    _delivery,
    _time,
    _goal,
    _setting,
    _role,
    _staff,
    _registration,
    _place,
    _level,
)
