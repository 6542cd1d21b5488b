"""An Answer as Slack blocks, and what its buttons open."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from typing import Any

from assistant.channels.labels import labels
from assistant.channels.replies.cited import cited
from assistant.channels.replies.escaping import in_mrkdwn
from assistant.channels.replies.markdown import lines
from assistant.channels.replies.noted import noted
from assistant.channels.replies.pieces import (
    heading,
    listed,
    of_items,
    of_source,
    pages,
    paragraphs,
    quoted,
    rows,
    said,
    said_with_facts,
)
from assistant.channels.replies.reply import Offered, Reply, reply_of
from assistant.channels.replies.slack_parts import (
    LONGEST_LABEL,
    LONGEST_TEXT,
    LONGEST_VALUE,
    MOST_BLOCKS,
    MOST_BOXES,
    MOST_BUTTONS,
    MOST_MODAL_BLOCKS,
    Block,
    actions,
    button,
    checkboxes,
    context,
    folded,
    modal,
    packed,
    rating,
    rich_text,
)
from assistant.types import Answer, Citation

LONGEST_FALLBACK = 3_900  # Slack cuts what is over 4,000

Group = list[Block]


def messages(answer: Answer, *, only_you: bool = False, today: date | None = None) -> list[list[Block]]:
    """The blocks of an answer's messages, most often of one; with a button to show it to all where it is shown to `only_you`.

    What is longer than a block ends with a button to show the rest, which `rest` makes of the kept turn.
    """
    reply = reply_of(answer, today)
    return packed([*_said(reply), *_beside(reply, only_you=only_you)], MOST_BLOCKS) or [[]]


def beside(answer: Answer, today: date | None = None) -> list[Block]:
    """The blocks that go below an answer whose sentences have been streamed already: all but these."""
    reply = reply_of(answer, today)
    return next(iter(packed([*_notices(reply), *_beside(reply, only_you=False)], MOST_BLOCKS)), [])


def rest(
    answer_markdown: str, citations: Sequence[Citation], language: str = "en", today: date | None = None
) -> list[list[Block]]:
    """The whole text of a kept turn with its quotes, in as many blocks as a modal or message holds."""
    sources = [cited(citation, language, today or date.today()) for citation in citations]
    told = [*said(lines(answer_markdown)), *(piece for each in sources for piece in (*of_source(each), *quoted(each)))]
    return packed(([rich_text(page)] for page in pages(told, LONGEST_TEXT)), MOST_BLOCKS)


def fallback(answer: Answer) -> str:
    """The text of a message where blocks are not shown, such as in a notification: whole lines, as many as fit."""
    told = [in_mrkdwn(piece.text) for page in pages(said(lines(answer.text)), LONGEST_FALLBACK // 2) for piece in page]
    while sum(map(len, told)) + len(told) > LONGEST_FALLBACK:
        told.pop()
    return "\n".join(told)


def quote_view(citation: Citation, language: str = "en", today: date | None = None) -> dict[str, Any]:
    """The modal with a quote, its title, dates and link."""
    words = labels(language)
    source = cited(citation, language, today or date.today())
    shown = [rich_text(page) for page in pages([*of_source(source), *quoted(source)], LONGEST_TEXT)]
    return modal(words["quote_number"].format(number=source.number), shown[:MOST_MODAL_BLOCKS], words["close"])


def _said(reply: Reply) -> Iterator[Group]:
    """The text of an answer with what its details know of each line, and what they know besides."""
    if reply.outcome:
        yield [context(reply.outcome)]
    told, left = noted(reply.lines, reply.told)
    first, *more = pages([*said_with_facts(told), *of_items(left)], LONGEST_TEXT) or [[]]
    if first:
        yield [rich_text(first)]
    # A kept turn knows nothing of details: what they say of the rest would be lost behind the button.
    if more and reply.turn and not reply.told:
        yield [actions([button(reply.words["show_rest"], "rest", reply.turn)])]
    else:
        yield from ([folded(page)] for page in more)
    yield from _notices(reply)


def _notices(reply: Reply) -> Iterator[Group]:
    yield from ([rich_text(page)] for page in pages(paragraphs(reply.notices), LONGEST_TEXT))


def _beside(reply: Reply, *, only_you: bool) -> Iterator[Group]:
    yield from _boxes(reply)
    numbers = count()
    yield from (_offers(offered, numbers) for offered in reply.tapped)
    yield from _sources(reply)
    if reply.asked_next:
        yield _offers(reply.asked_next, numbers)
    if reply.turn:
        yield list(_last(reply, only_you=only_you))


def _boxes(reply: Reply) -> Iterator[Group]:
    if reply.told and reply.told.boxes:
        done = {step.id for step in reply.told.boxes if step.is_done}
        boxes = [actions([checkboxes(reply.told.journey, some, done)]) for some in rows(reply.told.boxes, MOST_BOXES)]
        yield [rich_text([heading(reply.words["tick_off"])]), *boxes]


def _offers(offered: Offered, numbers: Iterator[int]) -> Group:
    """A heading, in full what is too long for its button, and the buttons."""
    long = [each.label for each in offered.choices if len(each.label) > LONGEST_LABEL or len(each.value) > LONGEST_VALUE]
    sent = [each for each in offered.choices if 0 < len(each.value) <= LONGEST_VALUE]
    buttons = [button(each.label, f"ask:{next(numbers)}", each.value) for each in sent]
    told = pages([heading(offered.heading), *listed(long)], LONGEST_TEXT)
    return [*map(rich_text, told), *map(actions, rows(buttons, MOST_BUTTONS))]


def _sources(reply: Reply) -> Iterator[Group]:
    if not reply.cited:
        return
    # Without a kept turn there is nothing to open a quote from: it stands with its source.
    told = [piece for each in reply.cited for piece in (*of_source(each), *(() if reply.turn else quoted(each)))]
    told.insert(0, heading(reply.words["sources"]))
    quotes = [
        button(reply.words["quote_number"].format(number=each.number), f"quote:{each.number}", f"{reply.turn}:{each.number}")
        for each in reply.cited
    ]
    yield [*map(rich_text, pages(told, LONGEST_TEXT)), *(map(actions, rows(quotes, MOST_BUTTONS)) if reply.turn else ())]


def _last(reply: Reply, *, only_you: bool) -> Iterator[Block]:
    share = [button(reply.words["show_everyone"], "share", reply.turn)] if only_you else []
    yield actions([button(reply.words["ask_a_person"], "person", reply.turn), *share])
    yield rating(reply.turn, reply.words["rate_useful"], reply.words["rate_not_useful"])
