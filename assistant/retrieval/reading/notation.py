"""The notation that every reader writes and the structural parser reads.

Headings as `# ` to `###### `, items as `- ` or `1. ` with two spaces a level, a table row as one line with its cells
joined by TABs, everything else a paragraph on one line; a blank line between blocks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.characters import one_line
from assistant.retrieval.reading.limits import Limits, too_much_text
from assistant.retrieval.reading.titles import sensible

_DEEPEST_HEADING = 6
_SMALLEST_TABLE = 2  # rows
_NOTE_WORDS = 4


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file in the notation, or a text file's own text, with its title ('' where it has none)."""

    text: str
    title: str


class Notation:
    """Collects blocks into text; each method leaves out what is empty."""

    def __init__(self, limits: Limits) -> None:
        self._first_heading = ""
        self._stand_in = ""
        self._limits = limits
        self._lines: list[str] = []
        self._characters = 0
        self._in_list = False

    def heading(self, level: int, text: str) -> None:
        text = one_line(text)
        if text:
            self._first_heading = self._first_heading or text
            self._stand_in = ""
            self._block(["#" * min(max(level, 1), _DEEPEST_HEADING) + " " + text])

    def stand_in_heading(self, level: int, text: str) -> None:
        """A heading for what has none; it is written when anything but a heading follows."""
        self._stand_in = "#" * level + " " + text

    def paragraph(self, text: str) -> None:
        text = one_line(text)
        if text:
            self._block([text])

    def item(self, level: int, text: str, number: int | None = None) -> None:
        """A list item at a level from 0; items that follow each other form one list."""
        text = one_line(text)
        if text:
            line = "  " * level + ("- " if number is None else f"{number}. ") + text
            self._write([line] if self._in_list else ["", line])
            self._in_list = True

    def table(self, rows: Iterable[Sequence[str]], *, named: bool = False) -> None:
        """Rows of cells, the column names first; `named` says that the first row is certain to be those.

        Empty rows and columns go; rows of one cell above the column names and notes below the last row are paragraphs.
        """
        cells = _dense([[one_line(cell) for cell in row] for row in rows])
        first, last = _body(cells, named=named)
        for row in cells[:first]:
            self.paragraph(" ".join(row))
        self._block(["\t".join(row) for row in cells[first:last]])
        for row in cells[last:]:
            self.paragraph(" ".join(row))

    def end_list(self) -> None:
        """Items that follow belong to another list."""
        self._in_list = False

    def read_text(self, title: str = "") -> ReadText:
        """All that was written; without a title the first heading is it. Raises UnreadableFile when nothing was."""
        text = "\n".join(self._lines).strip("\n")
        if not any(character.isalnum() for character in text):
            raise UnreadableFile("no text")
        return ReadText(text + "\n", title or sensible(self._first_heading))

    def _block(self, lines: list[str]) -> None:
        if lines:
            self._write(["", *lines])
            self._in_list = False

    def _write(self, lines: list[str]) -> None:
        if self._stand_in:
            lines = ["", self._stand_in, *([""] if lines[0] else []), *lines]
            self._stand_in = ""
        self._lines.extend(lines)
        self._characters += sum(len(line) + 1 for line in lines)
        if self._characters > self._limits.max_characters:
            raise too_much_text(self._limits)


def _dense(rows: list[list[str]]) -> list[list[str]]:
    """The rows without the empty ones, equally long, without columns that are empty throughout."""
    rows = [row for row in rows if any(row)]
    used = sorted({column for row in rows for column, cell in enumerate(row) if cell})
    return [[row[column] if column < len(row) else "" for column in used] for row in rows]


def _body(rows: list[list[str]], *, named: bool) -> tuple[int, int]:
    """From where to where the rows are a table: without a caption of one cell above, and without notes below."""
    wide = [number for number, row in enumerate(rows) if sum(map(bool, row)) > 1]
    if not wide:
        return len(rows), len(rows)
    first, last = wide[0], len(rows)
    while last > wide[-1] + 1 and len(" ".join(rows[last - 1]).split()) >= _NOTE_WORDS:
        last -= 1
    return (0 if named or last - first < _SMALLEST_TABLE else first), last
