"""What kind of fact a text holds: a length of time, a date, money, a number, a name; and how many things a list has."""

import re
from collections import Counter

from assistant.types import Passage

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_HOLDS = {
    "duration": re.compile(
        r"\b(?:\d+|one|two|three|four|five|six|twelve|monthly|weekly|annual\w*|yearly|daily)\b.{0,12}"
        r"\b(?:day|week|month|hour|year|minute)s?\b|\b(?:monthly|annually|weekly)\b",
        re.I,
    ),
    "date": re.compile(rf"\b(?:\d{{4}}|\d{{2}}/\d{{2}}|{_MONTHS}|autumn|spring|summer|winter|annual\w*|q[1-4])\b", re.I),
    "money": re.compile(r"[£$€]\s?\d|\d+\s?(?:k|m|million)\b"),
    "cost": re.compile(r"[£$€]\s?\d|\b(?:free|nothing)\b|\bno (?:cost|charge|fee)", re.I),
    "number": re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.I),
    "rate": re.compile(r"\d\s?%|per cent"),
    "band": re.compile(r"\bbands? ?\d|\bbanding", re.I),
    "contact": re.compile(r"@|https?://|www\.|\b\d{4,}[ \d]{4,}\b|\b[a-z-]+\.(?:org|co|nhs|gov)\b"),
    "name": re.compile(r"(?:[A-Z][\w'&-]+ )+[A-Z][\w'&-]+|\b[A-Z]{2,}\b"),
}
_NUMBER_WORDS = {
    word: value for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
_COUNTED = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)}|[1-9]\d?)\b", re.I)
_ENUMERATED = re.compile(r"(?<!\w)(?:\(?\d\)|\((?:i+v?|iv|vi*)\))")


def holds(kind: str, text: str) -> bool:
    """Whether the text holds that kind of fact."""
    return bool(_HOLDS[kind].search(text))


def fits(wants: frozenset[str], text: str) -> bool:
    """Whether the text holds any of the kinds of fact that are wanted."""
    return any(_HOLDS[kind].search(text) for kind in wants)


def missing(wants: frozenset[str], text: str) -> float:
    """The share of the wanted kinds that the text does not hold; 0 when none is wanted."""
    return sum(not _HOLDS[kind].search(text) for kind in wants) / len(wants) if wants else 0.0


def numbers(text: str) -> set[int]:
    """The whole numbers that a text states, in figures or as words up to twelve."""
    return {_NUMBER_WORDS.get(word.lower()) or int(word) for word in _COUNTED.findall(text)}


def group_sizes(passage: Passage) -> list[set[int]]:
    """For each unit, the sizes of the lists it belongs to, leads in to or spells out."""
    sizes = Counter(unit.group for unit in passage.units if unit.group and not (unit.group < 0 and unit.text == unit.heading))
    found = []
    for place, unit in enumerate(passage.units):
        if unit.group:
            found.append({sizes[unit.group]})
            continue
        spelt = len(_ENUMERATED.findall(unit.text))
        following = passage.units[place + 1] if place + 1 < len(passage.units) else None
        leads = {sizes[following.group]} if following is not None and following.group else set()
        found.append(leads | ({spelt} if spelt > 1 else set()))
    return found
