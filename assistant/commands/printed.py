"""An Answer as it is read in a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from assistant.channels.replies import BOLD, MARK, direction, lines, one_line
from assistant.dates import told_date
from assistant.types import Answer, Citation

_WIDEST = 100  # columns; longer lines are tiring to read
_FROM_RIGHT = "\u200f"  # decides the direction of a line that opens with a number, a mark or a name in Latin letters

_UNDATED = ("", "undated")  # what the corpus writes where a source has no date
_OPENINGS = {"bullet": "• ", "number": "{}. "}  # of list items, by the kind of their line


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph; `indent` is in columns."""

    text: Text
    indent: int = 0


def print_answer(answer: Answer, console: Console) -> None:
    """Print an answer, then what to mind, its sources, and what to ask next."""
    turned = direction(answer.language) == "rtl"
    _print([*_body(answer), *_notices(answer)], console, turned)
    _print(_sources(answer.citations), console)
    _print(_follow_ups(answer), console, turned)


def _print(paragraphs: Iterable[Printed], console: Console, turned: bool = False) -> None:
    """A terminal can turn a line round, but not one that was broken for it; those lines are left whole."""
    for each in paragraphs:
        if turned and _from_right(each.text.plain):
            console.print(Text(_FROM_RIGHT) + each.text, soft_wrap=True)
            continue
        width = min(console.width, _WIDEST) - each.indent
        for line in each.text.wrap(console, width) if console.is_terminal else [each.text]:
            line.rstrip()
            console.print(Text(" " * each.indent) + line, soft_wrap=True)


def _from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def _body(answer: Answer) -> Iterator[Printed]:
    number, before = 0, None
    for line in lines(answer.text):
        number = number + 1 if line.kind == "number" else 0
        if before is not None and not (before == "heading" or (before == line.kind and line.kind in _OPENINGS)):
            yield Printed(Text())
        opening = _OPENINGS.get(line.kind, "").format(number)
        yield Printed(_styled(opening + line.text, "bold" if line.kind == "heading" else ""))
        before = line.kind


def _notices(answer: Answer) -> Iterator[Printed]:
    if answer.notices:
        yield Printed(Text())
    for notice in answer.notices:
        yield Printed(Text(one_line(notice), "italic"))


def _follow_ups(answer: Answer) -> Iterator[Printed]:
    if answer.follow_ups:
        yield from _headed("You could ask next")
    for question in answer.follow_ups:
        yield Printed(Text("• " + one_line(question)))


def _sources(citations: Sequence[Citation]) -> Iterator[Printed]:
    if citations:
        yield from _headed("Sources")
    for citation in citations:
        place = one_line(citation.title) + (f": {one_line(citation.section)}" if citation.section else "")
        yield Printed(_styled(f"[{citation.number}] {place} ({one_line(citation.document)})"))
        yield Printed(Text(f"“{one_line(citation.quote)}”"), 4)
        yield Printed(Text(_dated(citation), "dim"), 4)


def _dated(citation: Citation) -> str:
    source = citation.provenance
    facts = [
        f"As of {told_date(one_line(source.as_of))}" if source.as_of not in _UNDATED else "No date given",
        f"Review by {told_date(one_line(source.review_by))}" if source.review_by else "",
        f"For {one_line(source.applies_to)}" if source.applies_to else "",
        f"Based on {one_line(source.url)}" if source.url else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _headed(heading: str) -> Iterator[Printed]:
    yield Printed(Text())
    yield Printed(Text(heading, "bold"))


def _styled(text: str, style: str = "") -> Text:
    """The text with its **bold** set in bold and its [n] marks in colour."""
    styled = Text(style=style)
    for number, part in enumerate(BOLD.split(text)):
        styled.append(part, "bold" if number % 2 else "")
    styled.highlight_regex(MARK, "cyan")
    return styled
