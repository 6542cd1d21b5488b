"""What a text names of its writer, and whether it is so, is not so, or is only wished for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.careers.people.words import ALL, NOT_OF_THE_ASKER
from assistant.knowledge.conditions import About

_FILLER = (
    r"(?:(?:an?|the|in|on|of|with|for|at|work|works|working|employed|by|currently|any|my|our|got|have|even|from|get|use|am|im|i'm|part)"
    r"\s+)"
)
_NEGATED = re.compile(
    r"(?:\b(?:not|cannot|no|never|without|neither|nor|outside|left|former|formerly|non|was|were|used to be)|"
    rf"\b(?:do|does|did|is|are|was|have|has|had|would|could|ai|wo|ca)n'?t)[\s-]+{_FILLER}{{0,4}}$"
)
_WISHED = re.compile(
    r"\b(?:become|becoming|to be|want|wanting|train as|training as|retrain as|qualify as|get into|go into|going into|move to|move into|"
    r"moving to|moving into|to|into|future|be|aspiring|apply for|apply to|applying for)\s+"
    r"(?:(?:an?|the|my|in|registered|qualified|band \w+)\s+){0,3}$"
)
_OWN = re.compile(
    r"\b(?:work(?:ing|s)?|employed|based|live|living|i'?m|i am|job|now|currently)\s+(?:(?:in|at|for|by|an?|the|as|currently)\s+){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One fact that the words of a text name: `negated` ("not nhs"), `wished` ("become a nurse") or surely `own` ("work in a ...")."""

    about: About
    value: str
    start: int
    negated: bool
    wished: bool
    own: bool


def mentions(text: str) -> Iterator[Mention]:
    """What a text in small letters names, longer words before the shorter ones that they hold."""
    text = NOT_OF_THE_ASKER.sub(lambda found: " " * len(found[0]), text)
    found = [(match.start(), match.end(), words) for words in ALL for match in words.pattern.finditer(text)]
    taken: list[tuple[int, int]] = []
    for start, end, words in sorted(found, key=lambda each: (each[0] - each[1], each[0])):
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        before = text[:start]
        said = bool(_NEGATED.search(before)), bool(_WISHED.search(before)), bool(_OWN.search(before))
        yield from (Mention(about, value, start, *said) for about, value in words.facts.items())
