"""Cells and rows of tables inside text, and what one table hands to the next."""

import re
from dataclasses import dataclass, field

from assistant.retrieval.markup import plain, words

SPAN_LEVEL, COLUMN_LEVEL, TITLE_LEVEL, SUBTITLE_LEVEL = 10, 11, 13, 14

_RICH = re.compile(r"<(?:p|ul|ol|li|br)\b|[•➤○]", re.I)
LABELLED = re.compile(r"\s*(?:<p>\s*)?[A-Z][a-z]{1,12}:\s")
_RULE = re.compile(r"[\s:|\-–—_]*")
_PIPE = re.compile(r"(?<!\\)\|")


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
        return any(is_rich(cell) for cell in self.cells)

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
            cells.append(trimmed(piece, place))
        place += len(piece) + 1
    return Row(start, start + len(line), tuple(cells), piped)


def trimmed(raw: str, start: int) -> Cell:
    lead = len(raw) - len(raw.lstrip())
    body = raw.strip()
    return Cell(start + lead, start + lead + len(body), body)


def is_rich(cell: Cell) -> bool:
    return bool(_RICH.search(cell.raw)) or words(cell.raw) > 60 or bool(LABELLED.match(cell.raw) and words(cell.raw) > 12)
