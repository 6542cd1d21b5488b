"""Numbers with their units, as they stand in a text: "£1.5m", "two years", "18 to 24 months", "band 5", "3.3 per cent"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: at for at, word in enumerate(_SMALL)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_TIMES = {"hundred": 100, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_SPELLINGS = {
    "%": "% percent",
    "£": "£ pound",
    "$": "$ dollar",
    "€": "€ euro",
    "pence": "pence",
    "am": "am",
    "pm": "pm",
    "second": "second",
    "minute": "minute min",
    "hour": "hour hr",
    "day": "day",
    "week": "week wk",
    "fortnight": "fortnight",
    "month": "month mth",
    "year": "year yr",
}
_UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_LABELS = {"band": "band", "level": "level", "grade": "grade", "stage": "stage", "tier": "tier"}
_ATTRIBUTES = (
    "working|calendar|full|study|practice|protected|more|consecutive|paid|extra|further|additional|whole|clinical|academic|school"
)

_TENS_WORD = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[1:10])}))?"
_NUMBER = re.compile(
    rf"(?:\b(?P<label>{'|'.join(_LABELS)})s?[ -])?(?P<sign>[£$€])? ?"
    rf"(?:(?<![\w.])(?P<digits>(?>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?))(?P<letter>[a-d](?!\w))?(?:st|nd|rd|th|s)?"
    rf"|\b(?P<word>{_TENS_WORD}|{'|'.join(sorted(_SMALL, key=len, reverse=True))})\b)"
    rf"(?: ?(?P<times>k|mn?|bn|hundred|thousand|million|billion)\b)?"
    rf"(?:[ -]?(?P<unit>%|per ?cent\b|(?:(?:{_ATTRIBUTES})[ -])?"
    rf"(?:pounds?|euros?|dollars?|pence|[ap]m|seconds?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?)\b))?(?!\w)",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\ban? (?P<unit>hour|day|week|fortnight|month|year)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|/|to|or|and)\s*(?:from |about |up to )?", re.IGNORECASE)
_SERIES = re.compile(r"\s*(?:-|/|to|or|and|,|,\s*(?:and|or))\s*", re.IGNORECASE)
_YEARS = re.compile(r"\b(20)(\d\d)([/-])(\d\d)\b(?![/-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
MONEY = frozenset("£$€")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: `value` without separators, `unit` a sign, a length of time, or what is numbered ("band"), `said` as it stands."""

    value: str
    unit: str
    said: str


@dataclass(frozen=True, slots=True)
class _Found:
    value: str
    unit: str
    said: str
    start: int
    end: int
    prefixed: bool


def quantities(text: str) -> list[Quantity]:
    """All numbers of a plain text in its order, written in digits or words; a range's or a list's numbers share its unit.

    "one" alone is left out, since it seldom counts anything; "a year" is 1 year; "2025/26" is 2025 and 2026. A number glued to
    letters ("R6") is a name.
    """
    text = _YEARS.sub(_both_years, text)
    found = _shared([*_numbers(text)], text)
    single = [Quantity("1", match["unit"].lower(), match.group()) for match in _SINGLE.finditer(text)]
    return [Quantity(each.value, each.unit, each.said) for each in found] + single


def stands_in(quantity: Quantity, others: Iterable[Quantity], money: bool = True) -> bool:
    """Whether some other says the same: an equal value with an equal unit, or with none said on one side.

    With `money` false, a sum of money or a share is not the same as a bare number.
    """
    for other in others:
        if other.value != quantity.value:
            continue
        if other.unit == quantity.unit or not quantity.unit:
            return True
        if not other.unit and (money or quantity.unit not in MONEY | {"%"}):
            return True
    return False


def _both_years(match: re.Match[str]) -> str:
    century, first, between, second = match.groups()
    return f"{century}{first}{between}{century}{second}" if int(second) == int(first) + 1 else match.group()


def _numbers(text: str) -> Iterator[_Found]:
    for match in _NUMBER.finditer(text):
        unit, prefixed = _unit(match)
        if match["letter"] and not match["label"]:
            continue
        value = _value(match)
        if match["word"] and match["word"].lower() in {"one", "zero"} and not (unit or match["times"]):
            continue
        yield _Found(value, unit, match.group().strip(), match.start(), match.end(), prefixed)


def _value(match: re.Match[str]) -> str:
    if match["digits"]:
        number = Decimal(match["digits"].replace(",", ""))
    else:
        number = Decimal(sum(NUMBER_WORDS[part] for part in re.split(r"[ -]", match["word"].lower())))
    number *= _TIMES[match["times"].lower()] if match["times"] else 1
    whole = f"{number:f}"
    return (whole.rstrip("0").rstrip(".") if "." in whole else whole) + (match["letter"] or "").lower()


def _unit(match: re.Match[str]) -> tuple[str, bool]:
    """The unit, and whether it stands before the number."""
    if match["sign"] or match["label"]:
        return match["sign"] or _LABELS[match["label"].lower()], True
    if not match["unit"]:
        return "", False
    word = re.split(r"[ -]", match["unit"].lower().replace("per cent", "percent"))[-1]
    return _UNITS[word if word in _UNITS else word.removesuffix("s")], False


def _shared(found: Sequence[_Found], text: str) -> list[_Found]:
    """A range's numbers with the unit that only one of them has: "18 to 24 months", "£500 to 1,500", "bands 2, 3 and 4"."""
    shared = list(found)
    for at in range(len(shared) - 1, 0, -1):
        before, after = shared[at - 1], shared[at]
        between = text[before.end : after.start]
        if _RANGE.fullmatch(between) and after.unit and not (before.unit or after.prefixed or _YEAR.fullmatch(before.value)):
            shared[at - 1] = replace(before, unit=after.unit)
    for at in range(1, len(shared)):
        before, after = shared[at - 1], shared[at]
        between = text[before.end : after.start]
        joined = re.fullmatch(r"\s*(?:-|to)\s*", between) if before.unit in MONEY else _SERIES.fullmatch(between)
        if joined and before.prefixed and not after.unit:
            shared[at] = replace(after, unit=before.unit, prefixed=True)
    return shared
