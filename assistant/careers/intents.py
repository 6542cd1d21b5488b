"""Which careers tool a question is for, where its words alone say so."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.types import Tool

WHOLE: Mapping[Tool, str] = {
    "pathway": "All routes",
    "funding": "All funding",
    "learning": "All learning",
    "journey": "The whole checklist",
    "study_leave": "The whole study leave kit",
    "briefing": "Briefing",
}
"""What stands before a question, with a colon, where all that a tool says is wanted."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Any of these, unless one of those stands there too."""

    any: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def found_in(self, text: str) -> bool:
        return any(each.search(text) for each in self.any) and not any(each.search(text) for each in self.unless)


@dataclass(frozen=True, slots=True)
class _Intent:
    """A tool with the words that ask for it; `roles` different ones must be named, and `known` that one is known at all."""

    tool: Tool
    words: _Words
    roles: int = 0
    known: bool = False

    def fits(self, text: str, roles: Sequence[str], known: bool) -> bool:
        """Whether the words of a question, in lower case, ask for the tool; `roles` are those that it names."""
        enough = len(set(roles)) >= self.roles or (self.known and known)
        return enough and self.words.found_in(text)


@dataclass(frozen=True, slots=True)
class _Table:
    intents: tuple[_Intent, ...]
    fact: _Words


def tool_for(text: str, roles: Sequence[str], known: bool) -> Tool | None:
    """The tool for a question that names `roles`; `known` says whether the asker's own role is known from elsewhere."""
    plain = _plain(text)
    return next((intent.tool for intent in _table().intents if intent.fits(plain, roles, known)), None)


def may_be_for_a_tool(text: str) -> bool:
    """Whether some tool is asked for, whatever roles the question names: what is not need not be looked at further."""
    plain = _plain(text)
    return any(intent.words.found_in(plain) for intent in _table().intents)


def asks_for_all(text: str) -> bool:
    """Whether a question asks by name for all that a tool says."""
    return any(_plain(text).startswith(f"{opening.lower()}:") for opening in WHOLE.values())


def is_a_plain_fact(text: str) -> bool:
    """Whether a question opens like one that a sentence of a page answers, and is about nobody's own case."""
    return _table().fact.found_in(_plain(text))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").strip()


@cache
def _table() -> _Table:
    table = tomllib.loads(resources.files("assistant.careers").joinpath("intents.toml").read_text(encoding="utf-8"))
    called = (_intent({"tool": tool, "any": [f"^{opening.lower()}:"]}) for tool, opening in WHOLE.items())
    return _Table((*called, *(_intent(entry) for entry in table["intent"])), _words(table["fact"]))


def _intent(entry: dict[str, Any]) -> _Intent:
    return _Intent(entry["tool"], _words(entry), entry.get("roles", 0), entry.get("known", False))


def _words(entry: dict[str, Any]) -> _Words:
    compiled = {key: tuple(re.compile(part) for part in entry.get(key, ())) for key in ("any", "unless")}
    return _Words(compiled["any"], compiled["unless"])
