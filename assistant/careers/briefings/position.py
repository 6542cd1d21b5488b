"""Where somebody stands and wants to go, read from words without ever repeating a name.

What is repeated is only what the records know: titles of roles, bands, subjects of learning. All else in the words is dropped, so that
the name of a person whom a coach writes about cannot come back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.careers.learning.programmes import SUBJECTS
from assistant.careers.learning.wishes import GOALS
from assistant.careers.people.circumstances import Between, Circumstances, Value
from assistant.careers.roles.names import RoleNames
from assistant.careers.routes.reading import main_role
from assistant.knowledge.conditions import About

_GOAL = re.compile(
    r"\b(?:wants?|wanting|wanna|would (?:like|love)|hop(?:es?|ing)|aim(?:s|ing)?|wish(?:es)?|becom(?:e|es|ing)|goals?|interested in|into|"
    r"dreams? of|looking to|move to|moving to|keen (?:to|on)|think(?:s|ing) (?:of|about)|considering|next step)\b|[-=]>|→",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame)\.? +[^\W\d_]+", re.IGNORECASE)
_OPENING = re.compile(
    r"^\W*(?:(?:please |pls |can you |could you )?(?:write |make |give )?(?:me )?(?:an? )?brief(?:ing)?(?: me)?\b"
    r"(?: (?:on|about|for)\b)?[\s:,-]*)+",
    re.IGNORECASE,
)
_CAPITAL = r"[^\W\d_a-z][\w'’-]*"
_NAME = re.compile(rf"\s*(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})(?=\s*[,(:;–-]| (?:is|who|an?|band|b\d|wants?)\b)")
_OWN = r"(?:an? |the |my |their )?(?:own )?"
_JOBS_IN_OTHER_WORDS = tuple(
    (re.compile(rf"\b{words}\b", re.IGNORECASE), title)
    for words, title in (
        (r"nursing\b(?! (?:associate|assistant|auxiliary|home|support))", "nurse"),
        (rf"(?:run|manage)(?:ning)? {_OWN}(care home|ward)", r"\1 manager"),
        (rf"(?:run|manage|lead)(?:ning|ing)? {_OWN}(?:team|people|staff)", "leadership"),
    )
)
_SHOWN: tuple[tuple[About, str], ...] = (
    ("sector", "Sector"),
    ("registration", "Register"),
    ("hours", "Hours a week"),
    ("years_registered", "Years on the register"),
    ("years_away", "Years away"),
    ("qualification", "Holds"),
)
_WRITTEN = {
    "nhs": "NHS",
    "nmc": "NMC",
    "hcpc": "HCPC",
    "gphc": "GPhC",
    "swe": "Social Work England",
    "gmc": "GMC",
    "gcse": "GCSE",
}


@dataclass(frozen=True, slots=True)
class Position:
    """What was said of the present job and the goal; empty where nothing was. `facts` are further lines such as "Hours a week: 20"."""

    role: str = ""
    band: str = ""
    goal: str = ""
    facts: tuple[str, ...] = ()
    is_banded: bool = field(default=True, compare=False)  # the job now is on NHS bands, or is not known

    def missing(self) -> tuple[str, ...]:
        """The parts that were not said, as words."""
        parts = (("the job now", self.role), ("the band", self.band), ("the goal", self.goal))
        return tuple(name for name, value in parts if not value and (self.is_banded or name != "the band"))


@dataclass(frozen=True, slots=True)
class PositionRead:
    """What words say: the ids of the roles now and wanted, the band, and the subjects of learning that are wanted."""

    origin: str = ""
    target: str = ""
    band: str = ""
    subjects: tuple[str, ...] = ()

    def position(self, names: RoleNames, of: Circumstances) -> Position:
        """The same in the words of the records."""
        titles = [names.roles[role].title.text if role else "" for role in (self.origin, self.target)]
        goal = titles[1] or _subject(next(iter(self.subjects), ""))
        is_banded = not self.origin or bool(names.roles[self.origin].bands)
        return Position(titles[0], self.band, goal, tuple(_facts(of)), is_banded)


def position_in(names: RoleNames, text: str) -> PositionRead:
    """What the words say, read without the name of the person."""
    before, after = _halves(without_name(names, text))
    after = _in_titles(after)
    now = names.find(before)
    origin, target = main_role(now), main_role(names.find(after))
    subjects = sorted((found.start(), goal) for goal, pattern in GOALS.items() if (found := pattern.search(after)))
    return PositionRead(
        origin, target if target != origin else "", next(iter(now.bands), ""), tuple(goal for _, goal in subjects)
    )


def without_name(names: RoleNames, text: str) -> str:
    """Without titles with a name, and without words with capitals at the start that name no job ("Rose Porter, b5 physio")."""
    rest = _HONORIFIC.sub("", _OPENING.sub("", text))
    found = _NAME.match(rest)
    if found is None:
        return rest
    before, _ = _halves(rest[found.end() :])
    is_job = bool(names.find(found["name"]).mentions) and not names.find(before).mentions
    return rest if is_job or found["name"].isupper() else rest[found.end() :]


def plain(slug: str) -> str:
    """A slug in words."""
    return " ".join(_WRITTEN.get(word, word) for word in slug.replace("-", " ").replace("_", " ").split())


def _in_titles(text: str) -> str:
    for words, title in _JOBS_IN_OTHER_WORDS:
        text = words.sub(title, text)
    return text


def _subject(slug: str) -> str:
    return SUBJECTS.get(slug, plain(slug))


def _halves(text: str) -> tuple[str, str]:
    """What is said of now, and what of the goal."""
    cue = _GOAL.search(text)
    return (text[: cue.start()], text[cue.end() :]) if cue else (text, "")


def _facts(of: Circumstances) -> Iterator[str]:
    for about, label in _SHOWN:
        value = of.get(about)
        if value is not None and not isinstance(value, Between):
            yield f"{label}: {', '.join(_values(value))}"


def _values(value: Value) -> Iterable[str]:
    if isinstance(value, frozenset):
        return (plain(each) for each in sorted(value))
    return (f"{value:g}" if isinstance(value, float | int) else plain(str(value)),)
