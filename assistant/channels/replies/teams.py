"""An Answer as a Teams message: its text with [n] marks, the citations of these, and an Adaptive Card with the rest.

In a card, what documents and people wrote stands in text runs and on buttons alone, which read no markdown: nothing of theirs
can come alive there, so that nothing has to be escaped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.channels.replies.cards import Card, cards_of
from assistant.channels.replies.cited import Cited
from assistant.channels.replies.escaping import in_markdown
from assistant.channels.replies.pieces import Piece, heading, listed, of_source, pages, paragraphs, quoted, said, short, told_in
from assistant.channels.replies.reply import Reply, reply_of
from assistant.channels.replies.teams_text import written
from assistant.channels.replies.words import one_line
from assistant.types import Answer, Sentence

LONGEST_SHOWN = 3_000  # characters of an answer; the rest is folded into its card
LONGEST_TEXT = 28_000  # bytes of a message
LONGEST_NAME = 80
LONGEST_ABSTRACT = 160


@dataclass(frozen=True, slots=True)
class TeamsCitation:
    """What Teams shows where a [n] mark is opened: `abstract` is the quote, or where that is too long, whole sentences of it."""

    number: int
    name: str
    abstract: str
    url: str


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
    numbers = {run.mark for piece in head for run in piece.runs}
    citations = tuple(_citation(each) for each in told.cited if each.number in numbers)
    if not cards:
        return TeamsReply(written([*head, *_in_place_of_cards(told)]), citations)
    made = cards_of(told, [piece for page in shown[1:] for piece in page])
    return TeamsReply(written(head), citations, made[0] if made else None, tuple(made[1:]))


def streamed(sentence: Sentence) -> str:
    """A sentence in the markdown of Teams, with its [n] marks."""
    return " ".join((in_markdown(one_line(sentence.text)), *(f"[{number}]" for number in sentence.citations)))


def _in_place_of_cards(told: Reply) -> Iterator[Piece]:
    if told.told:
        yield from (heading(told.told.heading), *told_in(told.told))
    for offered in (*told.offered, *([told.asked_next] if told.asked_next else [])):
        yield from (heading(offered.heading), *listed(each.label for each in offered.choices))
    if told.cited:
        yield heading(told.words["sources"])
    for each in told.cited:
        yield from (*of_source(each), *quoted(each))


def _citation(cited: Cited) -> TeamsCitation:
    return TeamsCitation(cited.number, short(cited.title, LONGEST_NAME), _abstract(cited), cited.link)


def _abstract(cited: Cited) -> str:
    """The quote with its date where both fit; a longer quote stands whole in the card."""
    quote = one_line(cited.quote)
    dated = f"{quote} ({cited.facts[0]})"
    if len(dated) <= LONGEST_ABSTRACT:
        return dated
    if len(quote) <= LONGEST_ABSTRACT:
        return quote
    return cited.facts[0]
