"""Catalogue tables, whose cells hold titles, paragraphs and lists of their own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.retrieval.cells import (
    COLUMN_LEVEL,
    LABELLED,
    SPAN_LEVEL,
    SUBTITLE_LEVEL,
    TITLE_LEVEL,
    Cell,
    Row,
    TableState,
    is_rich,
    trimmed,
)
from assistant.retrieval.markup import plain, words
from assistant.types import Block

_BREAK = re.compile(r"</?(?:p|ul|ol|li|br|div)\b[^<>]*>|(?=[•➤▪●○➢])", re.I)
_BULLET = re.compile(r"\s*[•➤▪●○➢]\s*")
_TITLE_WORDS = 24
_MANY, _WIDE = 1_000_000, 1_000  # more groups than a text has, more columns than a table


def catalogue_blocks(rows: Sequence[Row], state: TableState, group: int) -> list[Block]:
    blocks: list[Block] = []
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else None
        if row.rich:
            blocks += _rich_row(row, state, group + number * _MANY * _WIDE)
        elif len(row.filled) == 1 and len(row.cells) > 1 and row.filled[0] is row.cells[0]:
            state.span, state.headings, state.titles = row.cells[0], state.headings[:1], ()
        elif following is not None and following.rich and _wants_titles(row, following):
            state.titles = row.cells
        else:
            repeated = any(row.texts == tuple(cell.text for cell in level) for level in state.headings)
            state.headings = state.headings if repeated else [*state.headings[:1], row.cells]
    return blocks


def _wants_titles(row: Row, following: Row) -> bool:
    untitled = [cell for cell in following.filled if LABELLED.match(cell.raw)]
    return "<u>" in row.cells[0].raw or len(untitled) >= max(1, len(following.filled) / 2)


def _rich_row(row: Row, state: TableState, group: int) -> list[Block]:
    blocks: list[Block] = []
    labelled = len(row.cells) > 1 and not is_rich(row.cells[0]) and bool(row.cells[0].text)
    label = row.cells[0] if labelled else None
    for place, cell in enumerate(row.cells):
        if cell is label or not cell.text:
            continue
        above = [(SPAN_LEVEL, state.span)] if state.span else []
        columns = [level[place] for level in state.headings if place < len(level) and level[place].text]
        above += [(COLUMN_LEVEL + depth, column) for depth, column in enumerate(columns)]
        above += [(TITLE_LEVEL, label)] if label else []
        above += [(TITLE_LEVEL, state.titles[place])] if place < len(state.titles) and state.titles[place].text else []
        blocks += [Block("heading", head.start, head.end, head.text, level=level) for level, head in above if head]
        blocks += rich_blocks(cell.raw, cell.start, group + place * _MANY)
    state.titles = ()
    return blocks


def rich_blocks(raw: str, start: int, group: int) -> list[Block]:
    """The titles, paragraphs and list items inside one cell or line of HTML."""
    pieces = _pieces(raw, start)
    blocks: list[Block] = []
    title = _title_pieces(pieces)
    if title:
        text = " ".join(plain(piece.raw) for piece in title)
        blocks.append(Block("heading", title[0].start, title[-1].end, text, level=TITLE_LEVEL))
    for number, piece in enumerate(pieces[len(title) :], len(title)):
        follows = pieces[number + 1] if number + 1 < len(pieces) else None
        blocks.append(_piece_block(piece, follows, group))
    return blocks


def _pieces(raw: str, start: int) -> list[Cell]:
    borders = [0, *(match.end() for match in _BREAK.finditer(raw)), len(raw)]
    pieces = []
    for a, b in pairwise(borders):
        cell = trimmed(_BREAK.sub("", raw[a:b]), start + a)
        if cell.text:
            pieces.append(cell)
    return pieces


def _title_pieces(pieces: Sequence[Cell]) -> list[Cell]:
    title: list[Cell] = []
    for piece in pieces[:2]:
        short = words(piece.text) <= (_TITLE_WORDS if not title else 8)
        if not short or LABELLED.match(piece.raw) or _BULLET.match(piece.raw) or piece.text.endswith((".", ";")):
            break
        title.append(piece)
    return title if len(title) < len(pieces) else []


def _piece_block(piece: Cell, follows: Cell | None, group: int) -> Block:
    bullet = _BULLET.match(piece.raw)
    if bullet:
        return Block("item", piece.start + bullet.end(), piece.end, plain(piece.raw[bullet.end() :]), group=group)
    leads = follows is not None and _BULLET.match(follows.raw) and words(piece.text) <= _TITLE_WORDS
    if leads and not piece.text.endswith("."):
        return Block("heading", piece.start, piece.end, piece.text, level=SUBTITLE_LEVEL)
    return Block("paragraph", piece.start, piece.end, piece.text)
