"""Tables inside text: rows with their headers, and catalogue tables whose cells hold titles, paragraphs and lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from assistant.retrieval.contents import is_contents_table
from assistant.retrieval.markup import plain, words
from assistant.types import Block

SPAN_LEVEL, COLUMN_LEVEL, TITLE_LEVEL, SUBTITLE_LEVEL = 10, 11, 13, 14

_RICH = re.compile(r"<(?:p|ul|ol|li|br)\b|[•➤○]", re.I)
_BREAK = re.compile(r"</?(?:p|ul|ol|li|br|div)\b[^<>]*>|(?=[•➤▪●○➢])", re.I)
_LABELLED = re.compile(r"\s*(?:<p>\s*)?[A-Z][a-z]{1,12}:\s")
_BULLET = re.compile(r"\s*[•➤▪●○➢]\s*")
_RULE = re.compile(r"[\s:|\-–—_]*")
_NUMERIC = re.compile(r"[-–]|[£$€]?\s*\d(?:[\d.,/%\s]|[-–](?=\d))*(?:\s?(?:days?|weeks?|months?|years?|hours?|k|m))?")
_LONG_CELL = 9  # words: a longer cell is no column name
_TITLE_WORDS = 24
_PIPE = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"\d{1,2}[.)]")
_HEADER_LINES = 4
_MANY, _WIDE = 1_000_000, 1_000  # more groups than a text has, more columns than a table


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its offsets into the text; `text` is `raw` without markup."""

    start: int
    end: int
    raw: str
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.raw))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    piped: bool = False
    named: bool = False  # the row says of itself that it names the columns

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.text]

    @property
    def rich(self) -> bool:
        return any(_is_rich(cell) for cell in self.cells)

    @property
    def ruled(self) -> bool:
        return all(_RULE.fullmatch(cell.raw) for cell in self.cells)


@dataclass
class TableState:
    """What one table hands to the next when a page break cut it: its column names, open titles and spanning heading.

    `names_first` says of the whole text that the first row of a table names its columns; `contents` that a table of contents
    is due.
    """

    names_first: bool = False
    contents: bool = False
    columns: int = 0
    names: tuple[str, ...] = ()
    span: Cell | None = None
    headings: list[tuple[Cell, ...]] = field(default_factory=list)
    titles: tuple[Cell, ...] = ()

    def restart(self, columns: int = 0, names: tuple[str, ...] = ()) -> None:
        self.columns, self.names, self.span, self.headings, self.titles = columns, names, None, [], ()


def split_row(line: str, start: int) -> Row:
    """The cells of a tab-separated or piped line that starts at offset `start`."""
    piped = "\t" not in line
    pieces = _PIPE.split(line) if piped else line.split("\t")
    cells = []
    place = start
    for number, piece in enumerate(pieces):
        outside = piped and number in (0, len(pieces) - 1) and not piece.strip()
        if not outside:
            cells.append(_trimmed(piece, place))
        place += len(piece) + 1
    return Row(start, start + len(line), tuple(cells), piped)


def _trimmed(raw: str, start: int) -> Cell:
    lead = len(raw) - len(raw.lstrip())
    body = raw.strip()
    return Cell(start + lead, start + lead + len(body), body)


def _is_rich(cell: Cell) -> bool:
    return bool(_RICH.search(cell.raw)) or words(cell.raw) > 60 or bool(_LABELLED.match(cell.raw) and words(cell.raw) > 12)


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
        return _catalogue(kept, state, group)
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


# ---------------------------------------------------------------- catalogue tables


def _catalogue(rows: Sequence[Row], state: TableState, group: int) -> list[Block]:
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
    untitled = [cell for cell in following.filled if _LABELLED.match(cell.raw)]
    return "<u>" in row.cells[0].raw or len(untitled) >= max(1, len(following.filled) / 2)


def _rich_row(row: Row, state: TableState, group: int) -> list[Block]:
    blocks: list[Block] = []
    labelled = len(row.cells) > 1 and not _is_rich(row.cells[0]) and bool(row.cells[0].text)
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
        cell = _trimmed(_BREAK.sub("", raw[a:b]), start + a)
        if cell.text:
            pieces.append(cell)
    return pieces


def _title_pieces(pieces: Sequence[Cell]) -> list[Cell]:
    title: list[Cell] = []
    for piece in pieces[:2]:
        short = words(piece.text) <= (_TITLE_WORDS if not title else 8)
        if not short or _LABELLED.match(piece.raw) or _BULLET.match(piece.raw) or piece.text.endswith((".", ";")):
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
