"""Dates as they stand in a text: a month with its day and year, as far as they are said, in words or in figures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {name[:3]: at for at, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})\b\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_IN_WORDS = re.compile(
    rf"\b(?:(?P<day>{_DAY})(?: of)? )?(?P<month>{_MONTH})(?!\w)(?: (?P<late>{_DAY})(?!\d)(?=,? ))?(?:,? (?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    r"(?<![\d/.-])(?:(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)?\d\d)"
    r"|(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?)(?![\d/-])"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date: `month` 1 to 12, `day` and `year` 0 where they are not said, `said` as it stands from `start` to `end`."""

    day: int
    month: int
    year: int
    said: str
    start: int
    end: int


def dates(text: str) -> list[Day]:
    """The dates of a plain text, those in words first; a month that stands alone counts if it can be nothing else ("may")."""
    return [*_in_words(text), *_in_figures(text)]


def _in_words(text: str) -> Iterator[Day]:
    for match in _IN_WORDS.finditer(text):
        numbered = match["day"] or match["late"] or match["year"]
        name = match["month"].lower().rstrip(".")
        if match["month"] == "may" or (not numbered and (name in {"may", "march"} or name in _SHORT or match["month"].islower())):
            continue
        day = int(re.sub(r"\D", "", match["day"] or match["late"] or "0"))
        yield Day(day, _SHORT[name if name in _SHORT else name[:3]], int(match["year"] or 0), match.group(), *match.span())


def _in_figures(text: str) -> Iterator[Day]:
    for match in _IN_FIGURES.finditer(text):
        day, month, year = (int(match[one] or match[other] or 0) for one, other in (("day", "d"), ("month", "m"), ("year", "y")))
        if 1 <= month <= 12 and day <= 31:
            yield Day(day, month, year + (2000 if year < 100 else 0), match.group(), *match.span())


def stands_among(date: Day, others: Iterable[Day], numbers: frozenset[str]) -> bool:
    """Whether some other date says the same; a part that the other leaves out has to be among the `numbers` of its text."""
    return any(
        date.month == other.month and _agrees(date.day, other.day, numbers) and _agrees(date.year, other.year, numbers)
        for other in others
    )


def _agrees(part: int, other: int, numbers: frozenset[str]) -> bool:
    return not part or part == other or (not other and str(part) in numbers)
