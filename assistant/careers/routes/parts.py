"""What a follow-up asks of the routes that were just told: who pays, how long they take, or what they ask for."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from assistant.advice import Advice, Line, Part

_WORD = re.compile(r"[\w']+")
_HIDDEN = re.compile(r"^[^.,;?!]*\[[^\]]*\][.,;]?\s*")  # what stands before a question and was masked

LENGTH: frozenset[Part] = frozenset({"step", "total", "wait"})
"""The parts of a route that say how long it takes."""


@dataclass(frozen=True, slots=True)
class _Asks:
    """The words that ask for some parts of a route."""

    parts: frozenset[Part]
    any: tuple[re.Pattern[str], ...]

    def found_in(self, text: str) -> bool:
        return any(each.search(text) for each in self.any)


@dataclass(frozen=True, slots=True)
class _Table:
    asks: tuple[_Asks, ...]
    beside: frozenset[str]  # words that name nothing but a route


def parts_asked(text: str) -> frozenset[Part]:
    """The parts of a route that a question asks for which names nothing of its own; none where it asks for more or for others."""
    plain = _HIDDEN.sub("", text.lower().replace("’", "'").strip())
    asked = [each.parts for each in _table().asks if each.found_in(plain)]
    return asked[0] if len(asked) == 1 and set(_WORD.findall(plain)) <= _table().beside else frozenset()


def only(advice: Advice, parts: frozenset[Part]) -> Advice | None:
    """What an Advice on routes says of some parts, under the headings of their routes; None where it says nothing of them."""
    kept = [place for place, line in enumerate(advice.lines) if line.part in parts]
    if not kept or advice.outcome not in {"answered", "partial"}:
        return None
    lines = [advice.lines[place] for place in kept]
    items = sorted({line.item for line in lines if line.item is not None})
    return replace(
        advice,
        lines=tuple(_moved(line, kept, items) for line in lines),
        items=tuple(advice.items[item] for item in items),
    )


def _moved(line: Line, kept: Sequence[int], items: Sequence[int]) -> Line:
    """A line with its place among those that are kept."""
    rests_on = tuple(kept.index(place) for place in line.rests_on if place in kept)
    return replace(line, rests_on=rests_on, item=None if line.item is None else items.index(line.item))


@cache
def _table() -> _Table:
    table: dict[str, Any] = tomllib.loads(
        resources.files("assistant.careers.routes").joinpath("parts.toml").read_text(encoding="utf-8")
    )
    asks = (_Asks(frozenset(entry["is"]), tuple(re.compile(each) for each in entry["any"])) for entry in table["part"])
    return _Table(tuple(asks), frozenset(table["beside"].split()))
