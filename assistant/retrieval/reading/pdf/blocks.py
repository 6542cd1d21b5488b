"""What a PDF reads as, before it is written in the notation."""

from dataclasses import dataclass, field

from assistant.retrieval.reading.pdf.lines import Line


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together.

    `level` is a heading's and `depth` a list item's where the file says so, else None. `is_open` says that the last
    line stops in the middle of a sentence, `aside` that the text runs in another direction than the page's.
    """

    lines: list[Line]
    level: int | None = None
    depth: int | None = None
    is_open: bool = False
    aside: bool = False

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        letters: dict[float, int] = {}
        for line in self.lines:
            letters[line.size] = letters.get(line.size, 0) + len(line.text)
        return max(letters, key=lambda size: letters[size])

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


@dataclass(slots=True)
class Grid:
    """A table: the lines of each cell, row by row."""

    page: int
    rows: list[list[list[str]]] = field(default_factory=list)


Block = Paragraph | Grid
