"""Tables that a file shows column by column, put back into rows."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from assistant.retrieval.reading.pdf.lines import Line

_FEWEST = 12  # lines of a page
_LONGEST = 25  # characters of a table's usual line; longer lines are columns of prose
_FAR = 6  # lines of the file between two that stand level
_SHARE = 0.6


def by_rows(lines: list[Line]) -> list[Line]:
    """The lines of a page; where most are short and stand level with others far off in the file, from the top down."""
    if len(lines) < _FEWEST or median(len(line.text) for line in lines) > _LONGEST:
        return lines
    levels: dict[tuple[float, int], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        levels[(line.angle, round(2 * line.y / line.size))].append(number)
    scattered = sum(len(level) for level in levels.values() if max(level) - min(level) > _FAR)
    return _sorted(lines) if scattered > _SHARE * len(lines) else lines


def _sorted(lines: Sequence[Line]) -> list[Line]:
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.angle, -line.y, line.x)):
        above = rows[-1] if rows else None
        if above is not None and above.angle == line.angle and above.y - line.y < line.size / 2:
            above.cells = sorted([*above.cells, *line.cells], key=lambda cell: cell.x)
            above.bold = above.bold and line.bold
        else:
            rows.append(line)
    return rows
