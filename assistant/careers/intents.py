"""Which careers tool a question is for, by its words; in doubt none, since a page tells a plain fact best."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.types import Tool


@dataclass(frozen=True, slots=True)
class Intent:
    """A tool with the words that ask for it; `roles` different ones must be named, and `known` that one is known at all."""

    tool: Tool
    any: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    roles: int = 0
    known: bool = False

    def fits(self, text: str, roles: Sequence[str], known: bool) -> bool:
        """Whether the words of a question, in lower case, ask for the tool; `roles` are those that it names."""
        enough = len(set(roles)) >= self.roles or (self.known and known)
        return enough and any(each.search(text) for each in self.any) and not any(each.search(text) for each in self.unless)


def tool_for(text: str, roles: Sequence[str], known: bool) -> Tool | None:
    """The tool for a question that names `roles`; `known` says whether the asker's own role is known from elsewhere."""
    plain = text.lower().replace("’", "'")
    return next((intent.tool for intent in _intents() if intent.fits(plain, roles, known)), None)


@cache
def _intents() -> tuple[Intent, ...]:
    table = tomllib.loads(resources.files("assistant.careers").joinpath("intents.toml").read_text(encoding="utf-8"))
    return tuple(_intent(entry) for entry in table["intent"])


def _intent(entry: dict[str, Any]) -> Intent:
    compiled = {key: tuple(re.compile(part) for part in entry.get(key, ())) for key in ("any", "unless")}
    return Intent(entry["tool"], compiled["any"], compiled["unless"], entry.get("roles", 0), entry.get("known", False))
