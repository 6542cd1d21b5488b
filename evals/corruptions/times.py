"""Dates and lengths of time."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from evals.corruptions.values import DIGITS, WORD, Family, Value, number, written_like

_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = "spring summer autumn winter".split()
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)})(?: (?P<year>(?:19|20)\d\d))?\b(?!/)"
    rf"|\b(?P<season>{'|'.join(_SEASONS)}) (?P<of>20\d\d)\b"
    r"|(?<![£\d,.])\b(?P<from>20\d\d)/(?P<to>\d\d)\b|(?<![£\d,.])\b(?P<alone>(?:19|20)\d\d)\b(?![,/]?\d)"
)
_LENGTH = re.compile(
    rf"\b(?:(?P<low>{DIGITS}|{WORD}) to )?(?P<high>{DIGITS}|{WORD})"
    r"(?P<gap>[ -](?:working )?)(?P<unit>minute|hour|day|week|month|year)s?\b(?! Health Plan)"
)
_MINUTES = {"minute": 1, "hour": 60, "day": 1_440, "week": 10_080, "month": 43_800, "year": 525_600}
_UNITS = {"minute": "hour", "hour": "day", "day": "week", "week": "month", "month": "week", "year": "month"}


def dates(text: str) -> list[Value]:
    """Days, months, seasons, years and financial years."""
    found = []
    for match in _DATE.finditer(text):
        parts = match.groupdict()
        if parts["month"] in {"May", "March"} and not (parts["day"] or parts["year"]):
            continue  # a verb
        shape = "+".join(name for name, part in parts.items() if part)
        key = tuple(part or "" for part in parts.values())
        found.append(Value(*match.span(), match[0], key, shape))
    return found


def other_dates(value: Value) -> list[str]:
    """The same date in another year, month or on another day."""
    day, month, year, season, of, since, to, alone = map(str, value.key)
    if alone:
        return [str(int(alone) + step) for step in (-1, 1, -2, 3)]
    if since:
        return [f"{int(since) + step}/{int(to) + step:02d}" for step in (-1, 1, -2, 2)]
    if season:
        return [f"{other} {of}" for other in _SEASONS if other != season] + [f"{season} {int(of) - 1}"]
    place = _MONTHS.index(month)
    months = [_MONTHS[(place + step) % 12] for step in (-1, 2, -3, 5)]
    said = [(day, other, year) for other in months]
    said += [(day, month, str(int(year) + step)) for step in (-1, 1, -2) if year]
    said += [(other, month, year) for other in ("3", "12", "24") if day]
    return [" ".join(filter(None, parts)) for parts in said if _exists(*parts)]


def _exists(day: str, month: str, year: str) -> bool:
    try:
        date(int(year or 2024), _MONTHS.index(month) + 1, int(day or 1))
    except ValueError:
        return False
    return True


def lengths(text: str) -> list[Value]:
    """Lengths of time, one or from one to another."""
    found = []
    for match in _LENGTH.finditer(text):
        minutes = _MINUTES[match["unit"]]
        low, high = number(match["low"] or match["high"]) * minutes, number(match["high"]) * minutes
        shape = "hyphen" if match["gap"].startswith("-") else "length"
        found.append(Value(match.start(), match.end(), match[0], (low, high), shape))
    return found


def other_lengths(length: Value) -> list[str]:
    """More or less of the same unit, or as many of another."""
    match = _LENGTH.fullmatch(length.text)
    if match is None:
        return []
    counts = [number(match["low"] or match["high"]), number(match["high"])]
    stepped = [[step(count) for count in counts] for step in _STEPS]
    said = [_length(match, each, match["unit"]) for each in stepped if not match["low"] or each[0] < each[1]]
    return [*said, _length(match, counts, _UNITS[match["unit"]])]


_STEPS: tuple[Callable[[float], float], ...] = (
    lambda count: count * 2,
    lambda count: count + max(1, round(count / 3)),
    lambda count: max(1.0, round(count / 2)) if count > 2 else count + 3,
)


def _length(match: re.Match[str], counts: Sequence[float], unit: str) -> str:
    said = [written_like(count, match["high"]) for count in counts]
    range_ = f"{said[0]} to {said[1]}" if match["low"] else said[1]
    plural = "s" if counts[1] != 1 and not match["gap"].startswith("-") else ""
    return f"{range_}{match['gap']}{unit}{plural}"


DATES = Family(dates, other_dates)
LENGTHS = Family(lengths, other_lengths)
