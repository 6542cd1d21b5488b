"""Tables inside text: rows with their headers."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.retrieval.catalogue import catalogue_blocks
from assistant.retrieval.cells import Row, TableState
from assistant.retrieval.contents import is_contents_table
from assistant.retrieval.markup import words
from assistant.types import Block

_NUMERIC = re.compile(r"[-–]|[£$€]?\s*\d(?:[\d.,/%\s]|[-–](?=\d))*(?:\s?(?:days?|weeks?|months?|years?|hours?|k|m))?")
_LONG_CELL = 9  # words: a longer cell is no column name
_NUMBER = re.compile(r"\d{1,2}[.)]")
_HEADER_LINES = 4


def table_blocks(rows: Sequence[Row], state: TableState, group: int) -> list[Block]:
    """The blocks of consecutive table lines; `state` carries over from the table before and is left for the next."""
    kept = [row for row in rows if row.filled and not row.ruled]
    if not kept or is_contents_table([row.texts for row in kept], state.contents):
        return []
    if max(len(row.cells) for row in kept) != state.columns:
        catalogue = any(row.rich for row in kept)
        keeps = bool(state.names) and not catalogue and len(kept[0].cells) <= len(state.names) + 1
        state.restart(max(len(row.cells) for row in kept), state.names if keeps else ())
    if any(row.rich for row in kept) or state.headings:
        return catalogue_blocks(kept, state, group)
    return _numbered_items(kept, group) or _plain_rows(kept, rows, state, group)


# ---------------------------------------------------------------- plain tables


def _numbered_items(rows: Sequence[Row], group: int) -> list[Block]:
    """A list whose numbers stand before tabs, as word processors copy it; empty for a table."""
    if not all(len(row.cells) == 2 and _NUMBER.fullmatch(row.cells[0].raw) and row.cells[1].text for row in rows):
        return []
    pairs = [row.cells for row in rows]
    return [Block("item", a.start, b.end, f"{a.raw} {b.text}", group=group) for a, b in pairs]


def _plain_rows(kept: Sequence[Row], rows: Sequence[Row], state: TableState, group: int) -> list[Block]:
    captions = 0
    while captions < len(kept) - 1 and len(kept[captions].filled) == 1 and _may_be_caption(kept[captions]):
        captions += 1
    count = _header_rows(kept[captions:], rows, state)
    if count:
        state.names = _merged(kept[captions : captions + count])
    body = [*kept[:captions], *kept[captions + count :]]
    if state.names and any(len(row.cells) == len(state.names) + 1 for row in body):
        state.names = ("", *state.names)
    return [_row_block(row, state.names, group) for row in body]


def _may_be_caption(row: Row) -> bool:
    return len(row.cells) > 1 and not row.piped and not row.named


def _header_rows(kept: Sequence[Row], rows: Sequence[Row], state: TableState) -> int:
    """How many leading rows name the columns."""
    first = kept[0]
    if len(kept) == 1:
        return 0
    below = rows[rows.index(first) + 1 :][:1]
    if first.named or (below and below[0].ruled):
        return min(max(1, sum(1 for _ in takewhile(lambda row: row.named, kept))), len(kept) - 1)
    if first.piped:
        return 0
    if first.texts == state.names:
        return 1  # said again on a new page
    if any(_NUMERIC.fullmatch(cell.text) or words(cell.text) >= _LONG_CELL for cell in first.filled):
        return 0
    ends = sum(1 for _ in takewhile(_ends_names, kept[1 : _HEADER_LINES + 1]))
    if 0 < ends < _HEADER_LINES and _is_broken_header(kept[1 : ends + 1], kept[ends + 1 :]):
        return 1 + ends
    rest = [cell for row in kept[1:] for cell in row.cells]
    differs = any(_NUMERIC.fullmatch(cell.text) or words(cell.text) >= _LONG_CELL for cell in rest if cell.text)
    sure = state.names_first and len(first.cells) == len(first.filled) > 2
    return int((differs or sure) and not _same_shape(first.cells[0].text, kept[1].cells[0].text))


def _ends_names(row: Row) -> bool:
    """Whether a row can only fill in the ends of the column names above it."""
    return "" in row.texts and all(not text or text[0].islower() or text[0] in "(0123456789" for text in row.texts)


def _is_broken_header(ends: Sequence[Row], body: Sequence[Row]) -> bool:
    opens = any(text[:1].islower() or text.startswith("(") for row in ends for text in row.texts)
    return opens and (not body or bool(body[0].cells[0].text[:1].isupper()))


def _same_shape(one: str, other: str) -> bool:
    def shape(text: str) -> str:
        return re.sub(r"\d+", "9", text.lower())

    return bool(one) and shape(one) == shape(other)


def _merged(rows: Sequence[Row]) -> tuple[str, ...]:
    width = max(len(row.cells) for row in rows)
    padded = [row.texts + ("",) * (width - len(row.cells)) for row in rows]
    return tuple(" ".join(part for part in column if part) for column in zip(*padded, strict=True))


def _row_block(row: Row, names: tuple[str, ...], group: int) -> Block:
    texts = row.texts
    header = names[: len(texts)] + ("",) * (len(texts) - len(names))
    start, end = row.filled[0].start, row.filled[-1].end
    return Block("row", start, end, say_row(header, texts), group=group, header=header, cells=texts)


def say_row(header: Sequence[str], cells: Sequence[str]) -> str:
    """A row as a person would read it out: "column: cell" pairs, or "label: value" where the columns have no names."""
    pairs = [(name, cell) for name, cell in zip(header, cells, strict=True) if cell]
    if not any(name for name, _ in pairs):
        joiner = ": " if len(pairs) == 2 and words(pairs[0][1]) <= _LONG_CELL and words(pairs[1][1]) > 4 else "; "
        return joiner.join(cell for _, cell in pairs)
    label = pairs[0][1] + ": " if not pairs[0][0] else ""
    return label + "; ".join(f"{name}: {cell}" if name else cell for name, cell in (pairs[1:] if label else pairs))
