"""What a follow-up asks of the routes that were just told: who pays, how long they take, or what they ask for."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from assistant.advice import Advice, Line, Part
from assistant.careers.routes.headings import tells_routes
from assistant.types import Question

_WORD = re.compile(r"[\w']+")
_HIDDEN = re.compile(  # what stands before a question, says who asks, and was masked
    r"^(?:my (?:(?:nhs|phone|mobile|staff|payroll|employee|email|home) )?(?:number|no|email|e-mail|name|address|dob|postcode)"
    r"(?: is|:)? |i am |i'?m )?\[[^\]]*\][.,;:]?\s*"
)

LENGTH: frozenset[Part] = frozenset({"step", "total", "wait"})
"""The parts of a route that say how long it takes."""


@dataclass(frozen=True, slots=True)
class _Asks:
    """The words that ask for some parts of a route, and words that may stand beside them."""

    parts: frozenset[Part]
    any: tuple[re.Pattern[str], ...]
    beside: frozenset[str]

    def found_in(self, text: str) -> bool:
        return any(each.search(text) for each in self.any)


def parts_asked(text: str) -> frozenset[Part]:
    """The parts of a route that a question asks for which names nothing of its own; none where it asks for anything else."""
    plain = _HIDDEN.sub("", text.lower().replace("’", "'").strip())
    asked = [each for each in _asks() if each.found_in(plain)]
    known = frozenset[str]().union(*(each.beside for each in asked))
    return frozenset[Part]().union(*(each.parts for each in asked)) if set(_WORD.findall(plain)) <= known else frozenset()


def asked_of_routes(question: Question) -> frozenset[Part]:
    """The parts that a question asks for of the routes that the answer before it told; none where that told none."""
    last = question.history[-1] if question.history and question.tool is None else None
    told = last is not None and last.role == "assistant" and tells_routes(last.content)
    return parts_asked(question.text) if told else frozenset()


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
def _asks() -> tuple[_Asks, ...]:
    text = resources.files("assistant.careers.routes").joinpath("parts.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return tuple(
        _Asks(
            frozenset(entry["is"]),
            tuple(re.compile(each) for each in entry["any"]),
            frozenset(f"{table['beside']} {entry['beside']}".split()),
        )
        for entry in table["part"]
    )
