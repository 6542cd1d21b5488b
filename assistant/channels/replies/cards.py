"""The Adaptive Cards of a reply: the rest of a long answer, its details, what could be said next, and the quotes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.channels.replies.markdown import Run
from assistant.channels.replies.pieces import Piece, of_source, pages, quoted, rows, short, told_in
from assistant.channels.replies.reply import Offered, Reply, step_of
from assistant.channels.replies.words import direction
from assistant.types import Choice

Card = dict[str, Any]
Element = dict[str, Any]

LARGEST = 28_000  # bytes of a card as JSON
VERSION = "1.5"

_LONGEST_LABEL = 80
_LARGEST_PART = 6_000  # characters of text that are folded together
_MOST_BUTTONS = 6  # in a row; Teams hides what is beyond


def cards_of(reply: Reply, rest: Sequence[Piece]) -> list[Card]:
    """The cards of a reply, each within the limit, in the order of their sending; none where there is nothing to hold."""
    found: list[Card] = []
    for part in _parts(reply, rest):
        if found and _fits(reply, [*found[-1]["body"], *part]):
            found[-1]["body"].extend(part)
        else:
            found.append(_card(reply, part))
    return found


def _fits(reply: Reply, body: Sequence[Element]) -> bool:
    return size(_card(reply, body)) <= LARGEST


def size(card: Card) -> int:
    """The bytes of a card as it is sent."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())


def _card(reply: Reply, body: Iterable[Element]) -> Card:
    turned = {"rtl": True} if direction(reply.language) == "rtl" else {}
    return {"type": "AdaptiveCard", "version": VERSION, "body": list(body), "msteams": {"width": "full"}} | turned


def _parts(reply: Reply, rest: Sequence[Piece]) -> Iterator[list[Element]]:
    """The parts of a card, none of which is parted further."""
    yield from _folded(rest, "rest", reply.words["show_rest"])
    if reply.told:
        yield from _folded(told_in(reply.told), "told", reply.told.heading)
    yield from _ticks(reply)
    for offered in (*reply.offered, *([reply.asked_next] if reply.asked_next else [])):
        yield from _offers(offered)
    sources = (piece for each in reply.cited for piece in (*of_source(each), *quoted(each)))
    yield from _folded(sources, "sources", reply.words["sources"])
    if reply.turn:
        yield [_actions([_execute(reply.words["ask_a_person"], "person", {"turn": reply.turn})])]


def _folded(pieces: Iterable[Piece], name: str, title: str) -> Iterator[list[Element]]:
    """Pieces behind a button that shows and hides them."""
    parts = pages(pieces, _LARGEST_PART)
    for number, part in enumerate(parts, 1):
        place = f"{name}-{number}"
        told = title if len(parts) == 1 else f"{title} ({number}/{len(parts)})"
        toggle = {"type": "Action.ToggleVisibility", "title": short(told, _LONGEST_LABEL), "targetElements": [place]}
        yield [
            _actions([toggle]),
            {"type": "Container", "id": place, "isVisible": False, "items": [_text(each) for each in part]},
        ]


def _ticks(reply: Reply) -> Iterator[list[Element]]:
    if not (reply.told and reply.ticks):
        return
    for some in rows(reply.ticks, _MOST_BUTTONS):
        yield [_heading(reply.words["tick_off"]), _actions([_tick(each, reply.told.journey) for each in some])]


def _tick(tick: Choice, journey: str) -> Element:
    return _execute(tick.label, "tick", {"journey": journey, "step": step_of(tick), "done": True, "text": tick.value})


def _offers(offered: Offered) -> Iterator[list[Element]]:
    """A heading, in full what is too long for its button, and the buttons."""
    long = [_text(Piece("bullet", (Run(each.label),))) for each in offered.choices if len(each.label) > _LONGEST_LABEL]
    yield [_heading(offered.heading), *long]
    for some in rows(offered.choices, _MOST_BUTTONS):
        yield [_actions([_execute(each.label, "ask", {"text": each.value}) for each in some])]


def _execute(title: str, verb: str, data: dict[str, Any]) -> Element:
    return {"type": "Action.Execute", "title": short(title, _LONGEST_LABEL), "verb": verb, "data": {"verb": verb} | data}


def _actions(actions: Sequence[Element]) -> Element:
    return {"type": "ActionSet", "actions": list(actions)}


def _heading(text: str) -> Element:
    return _text(Piece("heading", (Run(text, bold=True),)))


def _text(piece: Piece) -> Element:
    opening = {"bullet": "• ", "number": f"{piece.number}. "}.get(piece.kind, "")
    runs = [_run(run) for run in (Run(opening), *piece.runs) if run.text]
    return {"type": "RichTextBlock", "inlines": runs}


def _run(run: Run) -> Element:
    bold = {"weight": "Bolder"} if run.bold else {}
    link = {"selectAction": {"type": "Action.OpenUrl", "url": run.link}, "underline": True} if run.link else {}
    return {"type": "TextRun", "text": run.text} | bold | link
