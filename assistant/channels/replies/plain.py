"""An Answer as plain text: in a terminal, or where nothing else is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.channels.replies.cited import Cited
from assistant.channels.replies.markdown import Run
from assistant.channels.replies.noted import noted
from assistant.channels.replies.pieces import Piece, heading, listed, of_items, opening, paragraphs, said_with_facts, stretches
from assistant.channels.replies.reply import Offered, Reply, reply_of
from assistant.types import Answer

_INDENT = 4  # columns, of what belongs to a source


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is read: `opens` where there is a line free above it; `indent` is in columns."""

    runs: tuple[Run, ...]
    indent: int = 0
    opens: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def text(answer: Answer, today: date | None = None) -> str:
    """The whole answer as lines of text."""
    told = paragraphs_of(answer, today)
    return "\n".join(("\n" if each.opens else "") + " " * each.indent + each.text for each in told).strip("\n")


def paragraphs_of(answer: Answer, today: date | None = None) -> Iterator[Paragraph]:
    """The answer, what to mind, what could be answered, its sources, and what to ask next."""
    reply = reply_of(answer, today)
    yield from _paragraphs(_said(reply))
    yield from _paragraphs(list(paragraphs(reply.notices)))
    for offered in reply.offered:
        yield from _paragraphs(_offers(offered))
    if reply.cited:
        yield from _paragraphs([heading(reply.words["sources"])])
    for each in reply.cited:
        yield from _source(each)
    if reply.asked_next:
        yield from _paragraphs(_offers(reply.asked_next))


def _said(reply: Reply) -> list[Piece]:
    told, left = noted(reply.lines, reply.told)
    outcome = [heading(reply.outcome)] if reply.outcome else []
    return [*outcome, *said_with_facts(told), *of_items(left)]


def _offers(offered: Offered) -> list[Piece]:
    return [heading(offered.heading), *listed(each.label for each in offered.choices)]


def _paragraphs(pieces: list[Piece]) -> Iterator[Paragraph]:
    """The pieces with a free line between those that do not belong together."""
    before = ""
    for group in stretches(pieces):
        for at, piece in enumerate(group):
            opens = at == 0 and before != "heading"
            yield Paragraph((Run(opening(piece)), *piece.runs), opens=opens)
        before = group[0].kind


def _source(cited: Cited) -> Iterator[Paragraph]:
    title = (Run(f"[{cited.number}]", mark=cited.number), Run(f" {cited.title} ({cited.document})"))
    yield Paragraph(title)
    yield Paragraph((Run(f"“{' '.join(cited.quote.split())}”"),), _INDENT)
    link = f" ({cited.link})" if cited.link and cited.link not in cited.based_on else ""
    facts = [*cited.facts, *([cited.based_on + link] if cited.based_on else [])]
    yield Paragraph((Run(" · ".join(facts)),), _INDENT)
