"""A briefing as a page of its own, with numbered sources, ready to be written to a file."""

from calendar import month_name
from dataclasses import dataclass
from datetime import date

from assistant.careers.advice import Advice, Line
from assistant.careers.book import Book
from assistant.careers.origins import Origins
from assistant.types import Provenance


@dataclass(frozen=True, slots=True)
class HandoutLine:
    """A line as it is read, with the numbers of its sources."""

    text: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoutSection:
    """A heading, empty for what stands before the first, and the lines under it."""

    heading: str
    lines: tuple[HandoutLine, ...]


@dataclass(frozen=True, slots=True)
class HandoutSource:
    """A source by its number; `as_of` is ISO or `undated`, `url` is empty for a document without address."""

    number: int
    title: str
    url: str
    as_of: str

    @property
    def dated(self) -> str:
        """Its date in words."""
        return "no date" if self.as_of in {"", "undated"} else _in_words(self.as_of)


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole page. `language` is that of its own words; what somebody wrote may be in another."""

    title: str
    made_on: date
    sections: tuple[HandoutSection, ...]
    sources: tuple[HandoutSource, ...]
    assumed: tuple[str, ...] = ()
    language: str = "en-GB"

    @property
    def made(self) -> str:
        """The line under the title: when the page was made, and what to do with its dates."""
        return f"Made on {_in_words(self.made_on.isoformat())}. Check the date of each source before you rely on it."


def _in_words(day: str) -> str:
    """A date of a year, a month or a day: 2026, July 2026, 26 November 2026."""
    year, *rest = day.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join((*words, *([month_name[int(rest[0])]] if rest else []), year))


def handout(advice: Advice, book: Book, made_on: date) -> Briefing:
    """The page of an Advice: first what belongs to no item, then its items; each source is listed once, in the order of first use."""
    origins = Origins.of(book)
    known: dict[tuple[str, str, str], int] = {}
    lines = [(line.item, _line(line, origins, known)) for line in advice.lines]
    numbered = [
        _with_grounds(line, written, [each for _, each in lines]) for line, (_, written) in zip(advice.lines, lines, strict=True)
    ]
    headings = ((None, ""), *((index, item.title) for index, item in enumerate(advice.items)))
    sections = tuple(
        HandoutSection(heading, under)
        for index, heading in headings
        if (under := tuple(line for (of, _), line in zip(lines, numbered, strict=True) if of == index))
    )
    sources = tuple(HandoutSource(number, *key) for key, number in known.items())
    return Briefing(advice.title, made_on, sections, sources, advice.assumed)


def _line(line: Line, origins: Origins, known: dict[tuple[str, str, str], int]) -> HandoutLine:
    if line.quote is None:
        return HandoutLine(line.lead)
    number = _number(origins.provenance(line.quote), known)
    return HandoutLine(f"{line.lead} {line.quote.text}".strip(), (number,) if number else ())


def _number(source: Provenance, known: dict[tuple[str, str, str], int]) -> int:
    if not source.source_title:
        return 0
    return known.setdefault((source.source_title, source.url, source.as_of), len(known) + 1)


def _with_grounds(line: Line, written: HandoutLine, lines: list[HandoutLine]) -> HandoutLine:
    """A line that adds up others carries their sources."""
    grounds = [number for each in line.rests_on for number in lines[each].sources]
    return HandoutLine(written.text, tuple(dict.fromkeys((*written.sources, *grounds))))
