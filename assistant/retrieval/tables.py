"""Tables inside text: rows with their headers, and catalogue tables whose cells hold titles, paragraphs and lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its offsets into the text."""

    start: int
    end: int
    raw: str

    @property
    def text(self) -> str:
        return plain(self.raw)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    piped: bool = False

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
    """What one table hands to the next when a page break cut it: its column names, open titles and spanning heading."""

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
    cells = []
    for match in re.finditer(r"(?:\\\||[^|])+" if piped else r"[^\t]*(?:\t|$)", line):
        raw = match.group()
        if piped and not raw.strip() and (match.start() == 0 or match.end() == len(line)):
            continue
        if not piped and match.start() == len(line):
            continue
        body = raw.rstrip("\t")
        cells.append(_trimmed(body, start + match.start()))
    if not piped and line.endswith("\t"):
        cells.append(Cell(start + len(line), start + len(line), ""))
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
    if not kept or _is_contents(kept):
        return []
    if max(len(row.cells) for row in kept) != state.columns:
        catalogue = any(row.rich for row in kept)
        keeps = bool(state.names) and not catalogue and len(kept[0].cells) <= len(state.names) + 1
        state.restart(max(len(row.cells) for row in kept), state.names if keeps else ())
    if any(row.rich for row in kept) or state.headings:
        return _catalogue(kept, state, group)
    return _plain_rows(kept, rows, state, group)


def _is_contents(rows: Sequence[Row]) -> bool:
    numbers = sum(bool(re.fullmatch(r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?", row.cells[-1].text)) for row in rows)
    numbered = sum(bool(re.match(r"\d+(\.\d+)*\.?$|(?:Figure|Table|Box)\s\d", row.cells[0].text)) for row in rows)
    return len(rows) > 2 and (numbers >= 0.6 * len(rows) and numbered + numbers >= 0.9 * len(rows) or numbered >= 0.8 * len(rows))


# ---------------------------------------------------------------- plain tables


def _plain_rows(kept: Sequence[Row], rows: Sequence[Row], state: TableState, group: int) -> list[Block]:
    captions = 0
    while captions < len(kept) - 1 and len(kept[captions].filled) == 1 and len(kept[captions].cells) > 1:
        captions += 1
    count = _header_rows(kept[captions:], rows)
    if count:
        state.names = _merged(kept[captions : captions + count])
    body = kept[:captions] + kept[captions + count :]
    if state.names and any(len(row.cells) == len(state.names) + 1 for row in body):
        state.names = ("", *state.names)
    return [_row_block(row, state.names, group) for row in body]


def _header_rows(kept: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many leading rows name the columns."""
    first = kept[0]
    if first.piped:
        return int(len(rows) > 1 and rows[1].ruled)
    if any(_NUMERIC.fullmatch(cell.text) or words(cell.text) >= _LONG_CELL for cell in first.filled):
        return 0
    rest = [cell for row in kept[1:] for cell in row.cells]
    if _is_fragmented(kept):
        return len(kept)
    differs = any(_NUMERIC.fullmatch(cell.text) or words(cell.text) >= _LONG_CELL for cell in rest if cell.text)
    return int(differs and not _same_shape(first.cells[0].text, kept[1].cells[0].text if len(kept) > 1 else ""))


def _is_fragmented(rows: Sequence[Row]) -> bool:
    """A header broken over lines: the rows after the first only fill in the ends of its names."""
    ends = [cell.text for row in rows[1:] for cell in row.cells]
    if "" not in ends or not any(text[:1].islower() or text.startswith("(") for text in ends):
        return False
    return all(not text or text[0].islower() or text[0] in "(0123456789" for text in ends)


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
            blocks += _rich_row(row, state, group)
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
        blocks += rich_blocks(cell.raw, cell.start, group * 100 + place)
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
    for a, b in zip(borders, borders[1:], strict=False):
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
