"""The quantities of a text: numbers with the unit that they count, as values that can be compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from assistant.grounding.numerals import STEPS, TIMES, plain, singular, value_at

Kind = Literal["money", "percent", "time", "band", "date", "month", "year", "age", "ordinal", "rate", "count", "code"]

MONTHS = dict(
    zip(
        "january february march april may june july august september october november december".split(), range(1, 13), strict=True
    )
) | {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
ORDINALS = dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), range(1, 13), strict=True)
)
_RATES = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "annually": "year",
    "annual": "year",
    "yearly": "year",
    "hourly": "hour",
}
_CURRENCIES = {"pound": "£", "gbp": "£", "euro": "€", "dollar": "$"}
_LETTERED = re.compile(r"\d{1,2}[a-d]")  # a band or a grade within a step: 8a
_TIED = {"to", "and", "or", "-", "/", "&", ","}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts; `unit` is a currency, a unit of time, the word before a band or level, or empty.

    `start` and `end` are the words of the text that state it, those of a unit of time too.
    """

    kind: Kind
    value: str
    unit: str
    start: int
    end: int


def quantities(words: Sequence[str]) -> list[Quantity]:
    """The quantities of folded words in their order; marks that join numbers ("-", "/") are words here."""
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        read = _quantity(words, place)
        if read:
            found.append(read)
        place = read.end if read else place + 1
    return _shared_units(words, found)


def _quantity(words: Sequence[str], place: int) -> Quantity | None:
    read = _in_words(words, place)
    if read:
        return read
    if _LETTERED.fullmatch(words[place]):
        return _lettered(words, place)
    if end := _dialled(words, place):
        return Quantity("code", "".join(words[place:end]), "", place, end)
    value, end, mark = value_at(words, place)
    return None if value is None else _with_unit(words, place, end, value, mark)


def _in_words(words: Sequence[str], place: int) -> Quantity | None:
    """A month, a rate or an ordinal."""
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    if word in MONTHS and (word not in {"may", "march", "mar", "dec"} or _dated(words, place)):
        return Quantity("month", str(MONTHS[word]), "", place, place + 1)
    if word in _RATES:
        return Quantity("rate", _RATES[word], "", place, place + 1)
    if word in {"a", "an", "per", "each", "every"} and after in TIMES:
        before = words[place - 1] if place else ""
        if word != "a" or before not in {"", "for", "in", "after", "about", "over", "within", "once"}:
            return Quantity("rate", after, "", place, place + 2)
    if word in ORDINALS and not (word == "second" and after in {"s", "hand"}):
        return Quantity("ordinal", str(ORDINALS[word]), "", place, place + 1)
    return None


def _lettered(words: Sequence[str], place: int) -> Quantity:
    before = singular(words[place - 1]) if place else ""
    if before in STEPS:
        return Quantity("band", words[place], before, place, place + 1)
    return Quantity("code", words[place], "", place, place + 1)


def _dialled(words: Sequence[str], place: int) -> int:
    """The place after the groups of a telephone number, or 0 where none stands here."""
    end = place
    while end < len(words) and words[end].isdecimal() and 2 < len(words[end]) < 7 and not _is_year(words[end]):
        end += 1
    return end if end - place > 1 else 0


def _dated(words: Sequence[str], place: int) -> bool:
    near = [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
    return any(word[:1].isdigit() for word in near)


def _with_unit(words: Sequence[str], start: int, end: int, value: str, mark: str) -> Quantity:
    """The value with what the words on either side say that it counts."""
    after = [word for word in words[end : end + 3] if word != "-"]
    following = singular(after[0]) if after else ""
    before = words[start - 1] if start else ""
    if following in TIMES and not mark and singular(before) not in STEPS:
        return _lasting(value, following, start, words.index(after[0], end) + 1)
    kind, unit = _by_mark(mark, after, following) or _by_neighbours(words[start], value, mark, before, after)
    return Quantity(kind, value, unit, start, end)


def _by_mark(mark: str, after: Sequence[str], following: str) -> tuple[Kind, str] | None:
    if mark in _CURRENCIES.values():
        return "money", mark
    if mark == "%" or following in {"percent", "pc"} or after[:2] == ["per", "cent"]:
        return "percent", "%"
    if mark == "code":
        return "code", ""
    return ("money", _CURRENCIES[following]) if following in _CURRENCIES else None


def _by_neighbours(written: str, value: str, mark: str, before: str, after: Sequence[str]) -> tuple[Kind, str]:
    following = after[0] if after else ""
    dated = following in MONTHS or before in MONTHS
    if mark in {"st", "nd", "rd", "th"} and not dated:
        return "ordinal", ""
    if dated or (following == "of" and len(after) > 1 and after[1] in MONTHS):
        return ("date" if len(value) < 3 else "year"), ""
    if singular(before) in STEPS and mark != "time":
        return "band", singular(before)
    if _is_year(value) and written.isdigit():
        return "year", ""
    return ("age" if singular(following) in {"aged", "age"} or before in {"age", "ages", "aged"} else "count"), ""


def _lasting(value: str, unit: str, start: int, end: int) -> Quantity:
    base, factor = TIMES[unit]
    try:
        value = plain(Decimal(value) * factor)
    except InvalidOperation:
        return Quantity("count", value, "", start, end)
    return Quantity("time", value, base, start, end)


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isdigit() and "1700" <= value <= "2150"


def _shared_units(words: Sequence[str], found: list[Quantity]) -> list[Quantity]:
    """ "15 to 21 months", "bands 5 and 6", "£3 to 4 million": a number without a unit takes its neighbour's."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        one, other = shared[at], shared[at + 1]
        if one.kind == "count" and other.kind in {"time", "percent", "age", "date"} and _tied(words, one, other):
            shared[at] = _like(one, other, words)
    for at in range(1, len(shared)):
        one, other = shared[at], shared[at - 1]
        if one.kind in {"count", "code"} and other.kind in {"band", "age", "money"} and _tied(words, other, one):
            shared[at] = Quantity(other.kind, one.value, other.unit, one.start, one.end)
    return shared


def _like(one: Quantity, other: Quantity, words: Sequence[str]) -> Quantity:
    if other.kind != "time":
        return Quantity(other.kind, one.value, other.unit, one.start, one.end)
    unit = next((singular(word) for word in words[other.start : other.end] if singular(word) in TIMES), "month")
    return _lasting(one.value, unit, one.start, one.end)


def _tied(words: Sequence[str], one: Quantity, other: Quantity) -> bool:
    between = words[one.end : other.start]
    return 0 < len(between) <= 2 and all(word in _TIED or singular(word) in STEPS for word in between)
