"""A briefing as a page of its own, with numbered sources, ready to be written to a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.dates import told_date
from assistant.errors import QuestionError
from assistant.types import Answer, Provenance, Step


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
        return "no date" if self.as_of in {"", "undated"} else told_date(self.as_of)


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
        return f"Made on {told_date(self.made_on.isoformat())}. Check the date of each source before you rely on it."


def handout(answer: Answer, made_on: date) -> Briefing:
    """The page of a briefing that was released: its parts with what each quotes; each source once, in the order of first use.

    Raises:
        QuestionError: the answer is no briefing.
    """
    if answer.details is None or answer.details.type != "briefing":
        raise QuestionError("There is no briefing to write down: say which job it is about, and which job is wanted.")
    known: dict[tuple[str, str, str], int] = {}
    numbers = {each.number: _number(each.provenance, known) for each in answer.citations}
    sections = tuple(
        HandoutSection(item.title, tuple(_line(step, numbers) for step in item.steps)) for item in answer.details.items
    )
    sources = tuple(HandoutSource(number, *key) for key, number in known.items())
    return Briefing(answer.details.title, made_on, sections, sources, answer.details.assumed)


def _line(step: Step, numbers: Mapping[int, int]) -> HandoutLine:
    return HandoutLine(step.text, tuple(dict.fromkeys(numbers[each] for each in step.citations if numbers[each])))


def _number(source: Provenance, known: dict[tuple[str, str, str], int]) -> int:
    if not source.source_title:
        return 0
    return known.setdefault((source.source_title, source.url, source.as_of), len(known) + 1)
