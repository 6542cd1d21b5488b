"""An Answer as Slack blocks.

What documents and people wrote stands in rich text and plain text alone, which Slack shows as it is: no mention, link or
emphasis of theirs can come alive there, so that nothing has to be escaped. Only what Slack reads as markup is escaped: the
text of a notification and what is streamed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import Any

from assistant.channels.labels import labels
from assistant.channels.replies.cited import Cited, cited
from assistant.channels.replies.escaping import in_markdown, in_mrkdwn
from assistant.channels.replies.markdown import Run, lines
from assistant.channels.replies.pieces import Piece, of_source, pages, quoted, rows, said, short, stretches, told_in
from assistant.channels.replies.reply import Offered, Reply, reply_of, step_of
from assistant.channels.replies.words import one_line
from assistant.types import Answer, Choice, Citation, Sentence

Block = dict[str, Any]

LONGEST_TEXT = 3_000
MOST_BLOCKS = 50
MOST_MODAL_BLOCKS = 100
LONGEST_FALLBACK = 3_900  # Slack cuts what is over 4,000

_LONGEST_LABEL = 75
_LONGEST_VALUE = 2_000
_LONGEST_TITLE = 24
_MOST_BUTTONS = 25
_MOST_BOXES = 10
_LONGEST_OPTION = 150
# How many blocks each part of a message may take up, so that all of them are MOST_BLOCKS at most.
_MOST_SAID, _MOST_NOTICES, _MOST_TOLD, _MOST_OFFERED, _MOST_SOURCES = 12, 2, 10, 10, 8


def blocks(answer: Answer, *, only_you: bool = False, today: date | None = None) -> list[Block]:
    """The blocks of a message with the answer; with a button to show it to all where it is shown to `only_you`.

    What is longer than a block ends with a button to show the rest, which `rest` makes of the kept turn.
    """
    reply = reply_of(answer, today)
    return [*_said(reply), *_beside(reply, only_you)]


def beside(answer: Answer, *, only_you: bool = False, today: date | None = None) -> list[Block]:
    """The blocks that go below an answer whose text has been streamed already."""
    reply = reply_of(answer, today)
    return [*_notices(reply), *_beside(reply, only_you)]


def rest(
    answer_markdown: str, citations: Sequence[Citation], language: str = "en", today: date | None = None
) -> list[list[Block]]:
    """The whole text of a kept turn and its quotes, in pages of as many blocks as a modal holds."""
    words = labels(language)
    sources = [cited(citation, words, today or date.today()) for citation in citations]
    told = [*said(lines(answer_markdown)), *(piece for each in sources for piece in (*of_source(each), *quoted(each)))]
    return [list(page) for page in rows([_rich_text(each) for each in pages(told, LONGEST_TEXT)], MOST_MODAL_BLOCKS)]


def fallback(answer: Answer) -> str:
    """The text of a message where blocks are not shown, such as in a notification: whole lines, as many as fit."""
    told: list[str] = []
    room = LONGEST_FALLBACK
    for piece in said(lines(answer.text)):
        line = in_mrkdwn(piece.text)
        room -= len(line) + 1
        if room < 0:
            break
        told.append(line)
    return "\n".join(told) or labels(answer.language)["too_long"]


def streamed(sentence: Sentence) -> str:
    """A sentence in the markdown that Slack's streams take, with its [n] marks."""
    return " ".join((in_markdown(one_line(sentence.text)), *(f"[{number}]" for number in sentence.citations)))


def quote_view(citation: Citation, language: str = "en", today: date | None = None) -> dict[str, Any]:
    """The modal with a quote, its title, dates and link."""
    words = labels(language)
    source = cited(citation, words, today or date.today())
    shown = pages([*of_source(source), *quoted(source)], LONGEST_TEXT)
    return view(words["quote"].format(number=source.number), map(_rich_text, shown), words["close"])


def view(title: str, shown: Iterable[Block], close: str) -> dict[str, Any]:
    """A modal of some blocks, with a button to close it."""
    return {
        "type": "modal",
        "title": _plain(short(title, _LONGEST_TITLE)),
        "close": _plain(short(close, _LONGEST_TITLE)),
        "blocks": list(shown)[:MOST_MODAL_BLOCKS],
    }


def _said(reply: Reply) -> Iterator[Block]:
    if reply.outcome:
        yield _context([reply.outcome])
    shown = pages(said(reply.lines), LONGEST_TEXT)
    folded = bool(reply.turn) and len(shown) > 1
    yield from map(_rich_text, shown[:1] if folded else shown[:_MOST_SAID])
    if folded:
        yield _actions([_button(reply.words["show_rest"], "rest", reply.turn)])
    yield from _notices(reply)


def _notices(reply: Reply) -> Iterator[Block]:
    if reply.notices:
        shown = pages((Piece("paragraph", (Run(notice),)) for notice in reply.notices), LONGEST_TEXT)
        yield from map(_rich_text, shown[:_MOST_NOTICES])


def _beside(reply: Reply, only_you: bool) -> Iterator[Block]:
    yield from _told(reply)
    numbers = count()
    offers = [*reply.offered, *([reply.asked_next] if reply.asked_next else [])]
    yield from [block for offered in offers for block in _offers(offered, numbers)][:_MOST_OFFERED]
    yield from _sources(reply)
    yield from _last(reply, only_you)


def _told(reply: Reply) -> Iterator[Block]:
    if reply.told:
        heading = Piece("heading", (Run(reply.told.heading, bold=True),))
        yield from map(_rich_text, pages([heading, *told_in(reply.told)], LONGEST_TEXT)[:_MOST_TOLD])
    for ticks in rows(reply.ticks, _MOST_BOXES)[:2]:
        yield _checkboxes(ticks)


def _offers(offered: Offered, numbers: Iterator[int]) -> Iterator[Block]:
    """A heading, in full what is too long for its button, and the buttons."""
    long = [
        choice.label for choice in offered.choices if len(choice.label) > _LONGEST_LABEL or len(choice.value) > _LONGEST_VALUE
    ]
    told = [Piece("heading", (Run(offered.heading, bold=True),)), *(Piece("bullet", (Run(label),)) for label in long)]
    yield from map(_rich_text, pages(told, LONGEST_TEXT))
    sent = [choice for choice in offered.choices if 0 < len(choice.value) <= _LONGEST_VALUE]
    for some in rows(sent, _MOST_BUTTONS):
        yield _actions([_button(choice.label, f"ask:{next(numbers)}", choice.value) for choice in some])


def _sources(reply: Reply) -> Iterator[Block]:
    if not reply.cited:
        return
    heading = Piece("heading", (Run(reply.words["sources"], bold=True),))
    told = [heading, *(piece for each in reply.cited for piece in of_source(each))]
    yield from map(_rich_text, pages(told, LONGEST_TEXT)[:_MOST_SOURCES])
    if reply.turn:
        for some in rows(reply.cited, _MOST_BUTTONS)[:4]:
            yield _actions([_quote_button(each, reply) for each in some])


def _quote_button(source: Cited, reply: Reply) -> dict[str, Any]:
    label = reply.words["quote"].format(number=source.number)
    return _button(label, f"quote:{source.number}", f"{reply.turn}:{source.number}")


def _last(reply: Reply, only_you: bool) -> Iterator[Block]:
    if not reply.turn:
        return
    buttons = [_button(reply.words["ask_a_person"], "person", reply.turn)]
    if only_you:
        buttons.append(_button(reply.words["share"], "share", reply.turn))
    yield _actions(buttons)
    yield {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "rate",
                "positive_button": {"text": _plain(reply.words["useful"]), "value": f"yes:{reply.turn}"},
                "negative_button": {"text": _plain(reply.words["not_useful"]), "value": f"no:{reply.turn}"},
            }
        ],
    }


def _checkboxes(ticks: Sequence[Choice]) -> Block:
    options = [{"text": _plain(short(tick.label, _LONGEST_LABEL)), "value": step_of(tick)[:_LONGEST_OPTION]} for tick in ticks]
    boxes = {"type": "checkboxes", "action_id": "tick", "options": options}
    return {"type": "actions", "elements": [boxes]}


def _rich_text(pieces: Sequence[Piece]) -> Block:
    found = list(stretches(pieces))
    elements = [_element(group, is_last=group is found[-1]) for group in found]
    return {"type": "rich_text", "elements": elements}


def _element(group: Sequence[Piece], *, is_last: bool) -> dict[str, Any]:
    first = group[0]
    if first.kind in {"bullet", "number"}:
        items = [{"type": "rich_text_section", "elements": _runs(piece)} for piece in group]
        style = "ordered" if first.kind == "number" else "bullet"
        offset = {"offset": first.number - 1} if first.number > 1 else {}
        return {"type": "rich_text_list", "style": style, "elements": items} | offset
    kind = "rich_text_quote" if first.kind == "quote" else "rich_text_section"
    # Sections stand below each other without a gap: the line end is the space between paragraphs.
    end = [] if is_last or kind == "rich_text_quote" else [{"type": "text", "text": "\n"}]
    return {"type": kind, "elements": [*_runs(first), *end]}


def _runs(piece: Piece) -> list[dict[str, Any]]:
    return [_run(run) for run in piece.runs if run.text]


def _run(run: Run) -> dict[str, Any]:
    style = {"style": {"bold": True}} if run.bold else {}
    return ({"type": "link", "url": run.link, "text": run.text} if run.link else {"type": "text", "text": run.text}) | style


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _context(texts: Sequence[str]) -> Block:
    return {"type": "context", "elements": [_plain(text) for text in texts]}


def _actions(elements: Sequence[dict[str, Any]]) -> Block:
    return {"type": "actions", "elements": list(elements)}


def _button(label: str, action: str, value: str) -> dict[str, Any]:
    return {"type": "button", "text": _plain(short(label, _LONGEST_LABEL)), "action_id": action, "value": value}
