"""Lines that stand beside each other as rows of stacks: the cells of a table, each of one line or more."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.retrieval.reading.pdf.lines import Line

# Distances in units of the letters' size.
_LEVEL = 0.5
_APART = 0.5
_SHIFT = 1.5
_NEXT_LINE = 1.45
_LONGEST_STACK = 12  # lines; longer stretches side by side are columns of the page


@dataclass(slots=True)
class Stack:
    """Lines below each other in one cell."""

    lines: list[Line]
    x: float
    end: float

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.x, self.end = min(self.x, line.x), max(self.end, line.end)


@dataclass(slots=True)
class Row:
    """Stacks from left to right whose first lines stand level."""

    stacks: list[Stack]

    @property
    def first(self) -> Line:
        return self.stacks[0].lines[0]

    @property
    def low(self) -> float:
        return min(stack.lines[-1].y for stack in self.stacks)

    @property
    def texts(self) -> list[str]:
        return [text for stack in self.stacks for text in stack.texts]


def rows(lines: Iterable[Line]) -> list[Row]:
    """The lines of one page as rows, in the order of the file."""
    found: list[Row] = []
    for line in lines:
        place = _beside(found, line)
        if place is not None:
            for below in found[place + 1 :]:
                found[place].stacks[-1].add(below.first)
            del found[place + 1 :]
            found[place].stacks.extend(_stacks(line))
        elif found and _continues(found[-1], line):
            _fold(found[-1], line)
        else:
            found.append(Row(_stacks(line)))
    return found


def _stacks(line: Line) -> list[Stack]:
    """A stack for each cell of the line."""
    return [Stack([Line(line.page, line.y, line.size, line.angle, [cell], line.bold)], cell.x, cell.end) for cell in line.cells]


def _beside(found: list[Row], line: Line) -> int | None:
    """Which of the last rows the line stands level with and right of, if all since then is that row's last cell."""
    for place in range(len(found) - 1, max(len(found) - 1 - _LONGEST_STACK, -1), -1):
        row = found[place]
        first = row.stacks[-1].lines[0]
        if row.first.angle != line.angle:
            return None
        level = abs(first.y - line.y) <= _LEVEL * line.size
        if level and line.x > row.stacks[-1].end + _APART * line.size:
            below = found[place + 1 :]
            inside = all(other.stacks[0].end < line.x and other.stacks[0].x >= first.x - line.size for other in below)
            return place if inside and len(row.stacks[-1].lines) + len(below) <= _LONGEST_STACK else None
        if level or len(row.stacks) > 1:
            return None
    return None


def _continues(row: Row, line: Line) -> bool:
    """Whether the line is the next one of cells of the row, other than the first."""
    if len(row.stacks) < 2 or row.first.angle != line.angle:
        return False
    places = [_column(row, cell.x, line.size) for cell in line.cells]
    if not all(places) or len(set(places)) < len(places):
        return False
    gaps = [row.stacks[place].lines[-1].y - line.y for place in places if place]
    return all(0 < gap <= _NEXT_LINE * line.size for gap in gaps)


def _fold(row: Row, line: Line) -> None:
    for stack in _stacks(line):
        place = _column(row, stack.x, line.size)
        if place is not None:
            row.stacks[place].add(stack.lines[0])


def _column(row: Row, x: float, size: float) -> int | None:
    """The stack that a cell starting at x stands below."""
    for place, stack in enumerate(row.stacks):
        after = row.stacks[place + 1].x if place + 1 < len(row.stacks) else stack.end
        if stack.x - _SHIFT * size <= x < max(after - size, stack.x + size):
            return place
    return None
