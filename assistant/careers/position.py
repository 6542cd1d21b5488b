"""Where somebody stands and wants to go, read from words without ever repeating a name.

What is repeated is only what the records know: titles of roles, bands, goals of programmes. All else in the words is dropped, so that the
name of a person whom a coach writes about cannot come back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.careers.book import Book
from assistant.careers.circumstances import Circumstances, Value
from assistant.knowledge.conditions import About
from assistant.knowledge.schema import Programme, Role

_BAND = re.compile(r"\b(?:band|b)[ -]?([2-9][a-d]?)\b", re.IGNORECASE)
_GOAL = re.compile(
    r"\b(?:wants?|wanting|wanna|would like|hop(?:es?|ing)|aim(?:s|ing)?|wish(?:es)?|becom(?:e|es|ing)|goals?|interested in|into|"
    r"dreams? of|looking to|move to)\b|[-=]>|→",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame)\.? +[^\W\d_]+", re.IGNORECASE)
_OPENING = re.compile(r"^\W*(?:please )?brief(?:ing)?(?: me)?\b(?: (?:on|about|for))?[\s:,-]*", re.IGNORECASE)
_NAME_ALONE = re.compile(r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2}")  # one to three words with capitals
_SHOWN: tuple[tuple[About, str], ...] = (
    ("sector", "Sector"),
    ("registration", "Register"),
    ("hours", "Hours a week"),
    ("years_registered", "Years on the register"),
    ("years_away", "Years away"),
    ("qualification", "Holds"),
)


@dataclass(frozen=True, slots=True)
class Position:
    """What was said of the present job and the goal; empty where nothing was. `facts` are further lines such as "Hours a week: 20"."""

    role: str = ""
    band: str = ""
    goal: str = ""
    facts: tuple[str, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """The parts that were not said, as words."""
        parts = (("the job now", self.role), ("the band", self.band), ("the goal", self.goal))
        return tuple(name for name, value in parts if not value)


def position(book: Book, text: str, of: Circumstances) -> Position:
    """The position that the words give, in the words of the records."""
    before, _, after = _halves(_without_names(text))
    band = _BAND.search(text)
    return Position(
        _role(book, before), band[1].lower() if band else "", _role(book, after) or _goal(book, after), tuple(_facts(of))
    )


def _halves(text: str) -> tuple[str, str, str]:
    cue = _GOAL.search(text)
    return (text[: cue.start()], cue[0], text[cue.end() :]) if cue else (text, "", "")


def _without_names(text: str) -> str:
    """Without titles with a name, and without a first part that is nothing but words with capitals ("Rose Porter, b5 physio")."""
    rest = _HONORIFIC.sub("", _OPENING.sub("", text))
    first, comma, others = rest.partition(",")
    return others if comma and _NAME_ALONE.fullmatch(first.strip()) and not first.strip().isupper() else rest


def _role(book: Book, text: str) -> str:
    """The title of the role that is named: the one right after a band before others, and the longest name before shorter ones."""
    band = _BAND.search(text)
    tail = text[band.end() :].lstrip(" ,-") if band else ""
    names = [(name, role) for role in book.all(Role) for name in (*role.names, role.title.text)]
    found = [(tail.lower().startswith(name.lower()), len(name), role) for name, role in names if _names(text, name)]
    return max(found, key=lambda each: each[:2])[2].title.text if found else ""


def _goal(book: Book, text: str) -> str:
    goals = sorted({goal for programme in book.all(Programme) for goal in programme.goals}, key=len, reverse=True)
    return next((_plain(goal) for goal in goals if _names(text, _plain(goal))), "")


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.IGNORECASE) is not None


def _facts(of: Circumstances) -> Iterator[str]:
    for about, label in _SHOWN:
        value = of.get(about)
        if value is not None:
            yield f"{label}: {', '.join(_values(value))}"


def _values(value: Value) -> Iterable[str]:
    if isinstance(value, frozenset):
        return (_plain(each) for each in sorted(value))
    return (f"{value:g}" if isinstance(value, float | int) else _plain(str(value)),)


def _plain(slug: str) -> str:
    return slug.replace("-", " ").replace("_", " ")
