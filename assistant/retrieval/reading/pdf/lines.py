"""Fragments that stand side by side as lines, each cut into cells where the gaps are wide."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.retrieval.reading.pdf.fragments import Fragment

# Distances in units of the letters' size.
_SAME_BASELINE = 0.35
_RAISED = 0.75
_OVERLAP = 0.7
_SPACE, _SURE_SPACE = 0.05, 0.25
_DOUBLE = 0.1
_CELL_GAP = 1.0
_MUCH_SMALLER = 0.85

_LABEL = re.compile(r"[^\w\s]{1,2}|[\uf000-\uf0ff]|o|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?")


@dataclass(slots=True)
class Cell:
    """A stretch of a line without a wide gap, from x to end in points."""

    text: str
    x: float
    end: float


@dataclass(slots=True)
class Line:
    """What stands on one baseline in one stretch of the page's text."""

    page: int
    y: float
    size: float
    angle: float
    cells: list[Cell]
    bold: bool = False
    _letters: dict[tuple[float, bool], int] = field(default_factory=dict)

    @property
    def x(self) -> float:
        return self.cells[0].x

    @property
    def end(self) -> float:
        return self.cells[-1].end

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    def count(self, fragment: Fragment) -> None:
        """Take the fragment's letters into the line's own size and weight."""
        key = (round(fragment.size, 1), fragment.bold)
        self._letters[key] = self._letters.get(key, 0) + len(fragment.text.strip())
        self.size = max(self._letters, key=lambda one: self._letters[one])[0]
        self.bold = sum(n for (_, bold), n in self._letters.items() if bold) > 0.9 * sum(self._letters.values())


def lines(fragments: Iterable[Fragment], page: int) -> list[Line]:
    """The lines of a page in the order of the file."""
    builder = _Builder(page)
    for fragment in fragments:
        builder.add(fragment)
    return [_labelled(line) for line in _level(builder.lines)]


class _Builder:
    def __init__(self, page: int) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._before: Fragment | None = None
        self._space = False

    def add(self, fragment: Fragment) -> None:
        if not fragment.text.strip():
            self._space = True
        elif not self._is_double(fragment):
            self._place(fragment)
            self._before, self._space = fragment, fragment.text[-1].isspace()

    def _is_double(self, fragment: Fragment) -> bool:
        """Whether it was drawn a second time in place, as some programs do for bold."""
        before = self._before
        if before is None or before.text.strip() != fragment.text.strip():
            return False
        return max(abs(before.x - fragment.x), abs(before.y - fragment.y), fragment.lead) < _DOUBLE * fragment.size

    def _place(self, fragment: Fragment) -> None:
        before, line = self._before, self.lines[-1] if self.lines else None
        unmoved = before is not None and (before.x, before.y, before.angle) == (fragment.x, fragment.y, fragment.angle)
        x = line.end + fragment.lead if line is not None and unmoved else fragment.x
        if line is None or not _continues(line, fragment, x):
            line = Line(self._page, fragment.y, fragment.size, fragment.angle, [])
            self.lines.append(line)
        gap = x - line.end if line.cells else 0.0
        if not line.cells or gap > _CELL_GAP * max(line.size, fragment.size):
            line.cells.append(Cell(fragment.text.strip(), x, x + fragment.width))
        else:
            measured = not unmoved and before is not None and before.exact
            said = self._space and (not measured or gap > _SPACE * fragment.size)
            seen = gap > (_SURE_SPACE if measured else 2 * _SURE_SPACE) * fragment.size
            spaced = said or seen or fragment.text[0].isspace()
            line.cells[-1].text += " " * spaced + fragment.text.strip()
            line.cells[-1].end = max(x + fragment.width, line.end)
        line.count(fragment)


def _continues(line: Line, fragment: Fragment, x: float) -> bool:
    size = max(line.size, fragment.size)
    rise = fragment.y - line.y
    if fragment.angle != line.angle or x < line.end - _OVERLAP * size:
        return False
    raised = min(line.size, fragment.size) < _MUCH_SMALLER * size and abs(rise) < _RAISED * size
    return abs(rise) < _SAME_BASELINE * size or raised


def _level(lines: list[Line]) -> list[Line]:
    """The lines with those put together that follow each other on one baseline, but not from left to right."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is not None and _is_left_of(line, before):
            before.cells = line.cells + before.cells
        else:
            found.append(line)
    return found


def _is_left_of(line: Line, other: Line) -> bool:
    level = line.angle == other.angle and abs(line.y - other.y) < _SAME_BASELINE * min(line.size, other.size)
    return level and line.end + _SPACE * line.size < other.x


def _labelled(line: Line) -> Line:
    """The line with a bullet or number in front of its text taken into the cell of the text."""
    while len(line.cells) > 1 and _LABEL.fullmatch(line.cells[0].text):
        label, first = line.cells[:2]
        line.cells[:2] = [Cell(f"{label.text} {first.text}", label.x, first.end)]
        if len(line.cells) > 1:
            break
    return line
