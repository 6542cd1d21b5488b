"""An Answer as a Teams message: its text with [n] marks, the citations of these, and an Adaptive Card with the rest.

In a card, what documents and people wrote stands in text runs and on buttons alone, which read no markdown: nothing of theirs
can come alive there, so that nothing has to be escaped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.channels.replies.cards import Card, cards_of, quote_card
from assistant.channels.replies.cited import Cited
from assistant.channels.replies.pieces import Piece, heading, listed, of_source, pages, paragraphs, quoted, said, short, told_in
from assistant.channels.replies.reply import Reply, reply_of
from assistant.channels.replies.teams_text import written
from assistant.channels.replies.words import one_line
from assistant.types import Answer

LONGEST_SHOWN = 3_000  # characters of an answer; the rest is folded into its card
LONGEST_TEXT = 28_000  # bytes of a message
LONGEST_NAME = 80
LONGEST_ABSTRACT = 160


@dataclass(frozen=True, slots=True)
class TeamsCitation:
    """What Teams shows where a [n] mark is opened: `abstract` is the quote, or where that is too long, what is known of it.

    `modal` is then the card with the whole quote, which Teams opens from there; it goes into a citation's `text` as JSON.
    """

    number: int
    name: str
    abstract: str
    url: str
    modal: Card | None = None


@dataclass(frozen=True, slots=True)
class TeamsReply:
    """A message; `further` are the cards that found no room in the first, each to be sent as a message of its own."""

    text: str
    citations: tuple[TeamsCitation, ...] = ()
    card: Card | None = None
    further: tuple[Card, ...] = ()


def reply(answer: Answer, *, cards: bool = True, today: date | None = None) -> TeamsReply:
    """The message of an answer; without `cards`, all that they would hold is in its text."""
    told = reply_of(answer, today)
    shown = pages(said(told.lines), LONGEST_SHOWN if cards else LONGEST_TEXT)
    head = [*([heading(told.outcome)] if told.outcome else []), *(shown[0] if shown else []), *paragraphs(told.notices)]
    marks = {run.mark for piece in head for run in piece.runs}
    citations = tuple(_citation(each, told.language) for each in told.cited if each.number in marks)
    numbers = {each.number for each in told.cited}
    if not cards:
        return TeamsReply(written([*head, *_in_place_of_cards(told)], numbers), citations)
    made = cards_of(told, [piece for page in shown[1:] for piece in page])
    return TeamsReply(written(head, numbers), citations, made[0] if made else None, tuple(made[1:]))


def _in_place_of_cards(told: Reply) -> Iterator[Piece]:
    if told.told:
        yield from (heading(told.told.heading), *told_in(told.told))
    for offered in (*told.offered, *([told.asked_next] if told.asked_next else [])):
        yield from (heading(offered.heading), *listed(each.label for each in offered.choices))
    if told.cited:
        yield heading(told.words["sources"])
    for each in told.cited:
        yield from (*of_source(each), *quoted(each))


def _citation(source: Cited, language: str) -> TeamsCitation:
    """A quote is never cut: where it is too long for the abstract, its date and whom it is for stand there."""
    quote = one_line(source.quote)
    dated = f"{quote} ({source.facts[0]})"
    abstract = next((each for each in (dated, quote) if 0 < len(each) <= LONGEST_ABSTRACT), "")
    name = short(source.title or source.document, LONGEST_NAME)
    if abstract:
        return TeamsCitation(source.number, name, abstract, source.link)
    facts = short(" · ".join(source.facts), LONGEST_ABSTRACT)
    return TeamsCitation(source.number, name, facts, source.link, quote_card(source, language))
