"""HTML tables inside text: where they stand, and their rows with the offsets of each cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.retrieval.cells import Cell, Row
from assistant.retrieval.markup import words

_TABLE = re.compile(r"<(/?)table\b[^<>]*>", re.I)
_PART = re.compile(r"<(/?)(table|caption|thead|tbody|tfoot|tr|td|th)\b([^<>]*)>", re.I)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,3})", re.I)
_WIDEST = 50  # columns or rows that one cell may span
_LABEL_WORDS = 12  # a longer cell over several rows is said with the first of them alone


@dataclass
class _Grid:
    """The rows read so far, the row that is open, and the cells that reach down into it from above."""

    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    below: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    in_head: bool = False

    def add(self, cell: Cell, tag: str, attributes: str) -> None:
        self._fill()
        spans = {name.lower(): min(int(size), _WIDEST) for name, size in _SPAN.findall(attributes)}
        for column in range(max(1, spans.get("col", 1))):
            shown = cell if column == 0 else replace(cell, raw="")
            if spans.get("row", 1) > 1:
                carried = shown if words(shown.raw) <= _LABEL_WORDS else replace(shown, raw="")
                self.below[len(self.cells)] = (spans["row"] - 1, carried)
            self.cells.append(shown)
        self.named.append(tag == "th")

    def end_row(self) -> None:
        if self.cells:
            self._fill()
            start, end = min(cell.start for cell in self.cells), max(cell.end for cell in self.cells)
            self.rows.append(Row(start, end, tuple(self.cells), named=self.in_head or all(self.named)))
        self.cells, self.named = [], []

    def _fill(self) -> None:
        while len(self.cells) in self.below:
            place = len(self.cells)
            left, cell = self.below.pop(place)
            if left > 1:
                self.below[place] = (left - 1, cell)
            self.cells.append(cell)


def table_spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Start and end of each outermost table from offset `start` on; a table that is not closed is none."""
    depth = begin = 0
    for tag in _TABLE.finditer(text, start):
        if not tag[1]:
            begin = begin if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield begin, tag.end()


def table_rows(raw: str, start: int) -> list[Row]:
    """The rows of a table that stands at offset `start`; a cell over several rows or columns keeps the others in place."""
    grid = _Grid()
    opened: re.Match[str] | None = None
    for part in _own_parts(raw):
        tag = part[2].lower()
        if opened is not None:
            grid.add(_cell(raw, opened.end(), part.start(), start), opened[2].lower(), opened[3])
        opened = part if tag in ("td", "th") and not part[1] else None
        if tag not in ("td", "th"):
            grid.end_row()
            grid.in_head = (tag == "thead" and not part[1]) or (grid.in_head and tag == "tr")
    return grid.rows


def _own_parts(raw: str) -> Iterator[re.Match[str]]:
    """The tags of the outermost table, without those of tables in its cells."""
    depth = 0
    for part in _PART.finditer(raw):
        opens = part[2].lower() == "table" and not part[1]
        closes = part[2].lower() == "table" and bool(part[1])
        depth += opens
        if depth <= 1:
            yield part
        depth -= closes


def _cell(raw: str, begin: int, end: int, start: int) -> Cell:
    body = raw[begin:end]
    lead = len(body) - len(body.lstrip())
    return Cell(start + begin + lead, start + begin + lead + len(body.strip()), body.strip())
