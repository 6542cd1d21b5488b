"""The Adaptive Cards of a reply: the rest of a long answer, its details, what could be said next, and the quotes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.channels.replies.cited import Cited
from assistant.channels.replies.markdown import Run
from assistant.channels.replies.pieces import (
    Piece,
    cited_words,
    heading,
    listed,
    of_source,
    opening,
    pages,
    paragraphs,
    quoted,
    rows,
    short,
    told_in,
)
from assistant.channels.replies.reply import TICK, Offered, Reply
from assistant.channels.replies.told import Told, ToldItem, ToldStep
from assistant.channels.replies.words import direction

Card = dict[str, Any]
Element = dict[str, Any]

LARGEST = 28_000  # bytes of a card as JSON
VERSION = "1.5"

# What fits a button on a phone 360 points wide, of which the card leaves some 270, at 7 to a letter; the rest would be cut off.
LONGEST_LABEL = 38
_LARGEST_PART = 6_000  # characters of text that are folded together
_NOTHING = Run("–")  # in a cell of a table
_MOST_ROWS = 20  # of a table
_LONGEST_TIP = 200
_LONGEST_SENT = 2_000  # characters that a button may send: a longer text, which nobody would have offered, has none
_MOST_BUTTONS = 6  # in a row; Teams hides what is beyond


def cards_of(reply: Reply, rest: Sequence[Piece]) -> list[Card]:
    """The cards of a reply, each within the limit, in the order of their sending; none where there is nothing to hold."""
    found: list[Card] = []
    for part in _parts(reply, rest):
        if found and size(_card(reply.language, [*found[-1]["body"], *part])) <= LARGEST:
            found[-1]["body"].extend(part)
        else:
            found.append(_card(reply.language, part))
    return found


def quote_card(source: Cited, language: str) -> Card:
    """The card with a quote and its source; of a quote that is longer than a card, whole sentences."""
    quote = next(iter(pages(quoted(source), _LARGEST_PART)), [])
    return _card(language, [_text(piece) for piece in (*of_source(source), *quote)])


def size(card: Card) -> int:
    """The bytes of a card as it is sent."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())


def _card(language: str, body: Iterable[Element]) -> Card:
    turned = {"rtl": True} if direction(language) == "rtl" else {}
    return {"type": "AdaptiveCard", "version": VERSION, "body": list(body), "msteams": {"width": "full"}} | turned


def _parts(reply: Reply, rest: Sequence[Piece]) -> Iterator[list[Element]]:
    """The parts of a card, none of which is parted further."""
    yield from _folded(_texts(rest), "rest", reply.words["show_rest"])
    if reply.told:
        yield from _folded(_details(reply.told, reply), "told", reply.told.heading)
    yield from _boxes(reply)
    for offered in (*reply.tapped, *([reply.asked_next] if reply.asked_next else [])):
        yield from _offers(offered)
    sources = (piece for each in reply.cited for piece in (*of_source(each), *quoted(each)))
    yield from _folded(_texts(sources), "sources", reply.words["sources"])
    if reply.turn:
        yield [_actions([_execute(reply.words["ask_a_person"], "person", {"turn": reply.turn})])]


def _folded(parts: Sequence[list[Element]], name: str, title: str) -> Iterator[list[Element]]:
    """Elements, part for part, behind a button that shows and hides them."""
    for number, part in enumerate(parts, 1):
        place = f"{name}-{number}"
        told = title if len(parts) == 1 else f"{title} ({number}/{len(parts)})"
        toggle = {"type": "Action.ToggleVisibility", **_label(told), "targetElements": [place]}
        yield [_actions([toggle]), {"type": "Container", "id": place, "isVisible": False, "items": part}]


def _texts(pieces: Iterable[Piece]) -> list[list[Element]]:
    return [[_text(piece) for piece in page] for page in pages(pieces, _LARGEST_PART)]


def _details(told: Told, reply: Reply) -> list[list[Element]]:
    """Schemes and programmes as tables, all others as lists."""
    if told.type not in {"schemes", "programmes"}:
        return _texts(told_in(told))
    lines = [line for item in told.items for line in _lines(item)]
    head = (heading(reply.words["table_what_it_is"]), heading(reply.words["table_fits"]))
    tables = [[_table([head, *some])] for some in rows(lines, _MOST_ROWS)]
    return [*_texts(paragraphs(each for each in (told.title, told.assumed) if each)), *tables]


def _lines(item: ToldItem) -> Iterator[tuple[Piece, Piece]]:
    """What an item and each of its steps is, and how its reader stands towards it."""
    yield heading(item.title), _facts(item.facts)
    for step in item.steps:
        yield cited_words(step.text, step.marks), _facts(step.facts)


def _facts(facts: Iterable[str]) -> Piece:
    return Piece("paragraph", (Run(" · ".join(facts)),))


def _table(lines: Iterable[tuple[Piece, Piece]]) -> Element:
    cells = [[{"type": "TableCell", "items": [_text(piece)]} for piece in line] for line in lines]
    columns = [{"width": 3}, {"width": 1}]
    return {"type": "Table", "columns": columns, "rows": [{"type": "TableRow", "cells": line} for line in cells]}


def _boxes(reply: Reply) -> Iterator[list[Element]]:
    """A button for each step of a checklist that is still to be done, under what is too long for it."""
    left = [step for step in reply.told.boxes if not step.is_done] if reply.told else []
    for some in rows(left, _MOST_BUTTONS):
        ticks = (part for step in some for part in (*_in_full([step.text]), _tick(step, reply)))
        yield [_text(heading(reply.words["tick_off"])), *ticks]


def _tick(step: ToldStep, reply: Reply) -> Element:
    journey = reply.told.journey if reply.told else ""
    data = {"journey": journey, "step": step.id, "done": True, "text": f"{TICK}{step.id}", "turn": reply.turn}
    return _actions([_execute(step.text, "tick", data)])


def _offers(offered: Offered) -> Iterator[list[Element]]:
    """A heading, in full what is too long for its button, and the buttons."""
    yield [_text(heading(offered.heading)), *_in_full([each.label for each in offered.choices])]
    for some in rows([each for each in offered.choices if len(each.value) <= _LONGEST_SENT], _MOST_BUTTONS):
        yield [_actions([_execute(each.label, "ask", {"text": each.value}) for each in some])]


def _execute(title: str, verb: str, data: dict[str, Any]) -> Element:
    return {"type": "Action.Execute", **_label(title), "verb": verb, "data": {"verb": verb} | data}


def _in_full(labels: Iterable[str]) -> list[Element]:
    """What is too long for its button, since a phone shows no tooltip."""
    return [_text(each) for each in listed([label for label in labels if len(label) > LONGEST_LABEL])]


def _label(title: str) -> Element:
    """What stands on a button, and where that is not all of it, the whole when one points at it."""
    shown = short(title, LONGEST_LABEL)
    return {"title": shown} if shown == title else {"title": shown, "tooltip": short(title, _LONGEST_TIP)}


def _actions(actions: Sequence[Element]) -> Element:
    return {"type": "ActionSet", "actions": list(actions)}


def _text(piece: Piece) -> Element:
    runs = [_run(run) for run in (Run(opening(piece)), *piece.runs) if run.text] or [_run(_NOTHING)]
    return {"type": "RichTextBlock", "inlines": runs}


def _run(run: Run) -> Element:
    bold = {"weight": "Bolder"} if run.bold else {}
    link = {"selectAction": {"type": "Action.OpenUrl", "url": run.link}, "underline": True} if run.link else {}
    return {"type": "TextRun", "text": run.text} | bold | link
