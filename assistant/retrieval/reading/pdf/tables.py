"""Rows that stand in common columns as tables."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from assistant.retrieval.reading.pdf.lines import Line
from assistant.retrieval.reading.pdf.rows import Row, Stack

_FARTHEST = 4.0  # between two rows of a table, in units of the letters' size
_OWN_COLUMN = 2.0  # as far from the others a cell makes a column of its own
_PROSE_ROWS = 6
_PROSE_LENGTH = 28  # characters of a line
_PROSE_COLUMNS = 3
_CARD_LINES = 3

Table = list[Row]


def parts(rows: Sequence[Row]) -> Iterable[Table | Line]:
    """The page in order: tables, and the lines between them; columns of prose that share baselines come one by one."""
    place = 0
    while place < len(rows):
        length = _length(rows, place)
        table = list(rows[place : place + length])
        if length and _is_prose(table):
            yield from _columns_of_prose(table)
        elif length and _is_cards(table):
            for row in table:
                yield from _whole_lines(row)
        elif length:
            yield table
        else:
            yield from _whole_lines(rows[place])
        place += max(length, 1)


def grid(table: Table) -> list[list[list[str]]]:
    """The lines of each cell, row by row, by the columns of the table."""
    columns = _columns(table)
    filled = []
    for row in table:
        cells: list[list[str]] = [[] for _ in columns]
        for place, stack in zip(_places(columns, row), row.stacks, strict=True):
            cells[place].extend(stack.texts)
        filled.append(cells)
    return filled


def _length(rows: Sequence[Row], start: int) -> int:
    """How many rows from here on are one table; 0 where none begins."""
    if len(rows[start].stacks) < 2:
        return 0
    table = [rows[start]]
    for place in range(start + 1, len(rows)):
        row = rows[place]
        if not _is_near(table[-1], row):
            break
        if len(row.stacks) < 2 and not _is_between(table, row, rows[place + 1 : place + 2]):
            break
        if len(row.stacks) > 1 and not _fits(table, row):
            break
        table.append(row)
    return len(table) if sum(len(row.stacks) > 1 for row in table) > 1 else 0


def _is_near(above: Row, row: Row) -> bool:
    gap = above.low - row.first.y
    return row.first.angle == above.first.angle and 0 < gap <= _FARTHEST * max(row.first.size, above.first.size)


def _is_between(table: Table, row: Row, following: Sequence[Row]) -> bool:
    """Whether a row of one cell stands inside a table: in a column or from the left edge, with more rows to follow."""
    if not following or len(following[0].stacks) < 2 or not _is_near(row, following[0]) or len(table[-1].stacks) < 2:
        return False
    columns, stack = _columns(table), row.stacks[0]
    inside = sum(_overlap(column, stack) > 0 for column in columns) == 1
    from_left = abs(stack.x - columns[0][0]) < stack.lines[0].size and stack.end <= columns[-1][1]
    return (inside or from_left) and _fits(table, following[0])


def _fits(table: Table, row: Row) -> bool:
    """Whether the table with the row has columns of which each cell stands in one, and no two of a row in the same."""
    columns = _columns([*table, row])
    return all(_stands_in(columns, other) for other in (table[0], table[-1], row) if len(other.stacks) > 1)


def _stands_in(columns: Sequence[tuple[float, float]], row: Row) -> bool:
    if any(sum(_overlap(column, stack) > 0 for column in columns) > 1 for stack in row.stacks):
        return False
    places = _places(columns, row)
    return len(set(places)) == len(places)


def _columns(table: Table) -> list[tuple[float, float]]:
    """From where to where each column reaches: by the fullest rows, then by cells that stand in none of theirs."""
    most = max(len(row.stacks) for row in table)
    columns: list[tuple[float, float]] = []
    for row in sorted(table, key=lambda row: -len(row.stacks)):
        spans = [(stack.x, stack.end) for stack in row.stacks]
        if not columns:
            columns = spans
        elif len(spans) == most and len(columns) == most:
            columns = _united(columns, spans)
        else:
            columns = _widened(columns, row.stacks)
    return columns


def _united(columns: list[tuple[float, float]], spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns with those of a row that has as many, cell by cell, unless they would run into each other."""
    united = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(columns, spans, strict=True)]
    apart = all(left[1] < right[0] for left, right in pairwise(united))
    return united if apart else columns


def _widened(columns: list[tuple[float, float]], stacks: Sequence[Stack]) -> list[tuple[float, float]]:
    widened = list(columns)
    for stack in stacks:
        touched = [column for column in widened if _overlap(column, stack) > 0]
        if len(touched) == 1:
            widened.remove(touched[0])
            widened.append((min(touched[0][0], stack.x), max(touched[0][1], stack.end)))
        elif not touched and _distance(widened, stack) > _OWN_COLUMN * stack.lines[0].size:
            widened.append((stack.x, stack.end))
    return sorted(widened)


def _distance(columns: Sequence[tuple[float, float]], stack: Stack) -> float:
    return min(-_overlap(column, stack) for column in columns)


def _places(columns: Sequence[tuple[float, float]], row: Row) -> list[int]:
    """The column of each cell: the first that it touches, else the nearest; in order where all columns are filled."""
    if len(row.stacks) == len(columns):
        return list(range(len(columns)))
    return [_place(columns, stack) for stack in row.stacks]


def _place(columns: Sequence[tuple[float, float]], stack: Stack) -> int:
    touched = [place for place, column in enumerate(columns) if _overlap(column, stack) > 0]
    return touched[0] if touched else max(range(len(columns)), key=lambda place: _overlap(columns[place], stack))


def _overlap(column: tuple[float, float], stack: Stack) -> float:
    return min(column[1], stack.end) - max(column[0], stack.x)


def _is_prose(table: Table) -> bool:
    """Whether the rows are the lines of text columns: many, in few columns, nearly all of them long."""
    widest = max(len(row.stacks) for row in table)
    lengths = [len(text) for row in table for text in row.texts]
    return len(table) >= _PROSE_ROWS and widest <= _PROSE_COLUMNS and median(lengths) >= _PROSE_LENGTH


def _is_cards(table: Table) -> bool:
    """Whether the rows are boxes of running text placed side by side, none of them short enough to be a label."""
    shortest = [min(len(stack.lines) for stack in row.stacks) for row in table]
    return max(len(row.stacks) for row in table) <= _PROSE_COLUMNS and median(shortest) >= _CARD_LINES


def _columns_of_prose(table: Table) -> Iterable[Line]:
    columns = _columns(table)
    for number in range(len(columns)):
        for row in table:
            for place, stack in zip(_places(columns, row), row.stacks, strict=True):
                if place == number:
                    yield from stack.lines


def _whole_lines(row: Row) -> Iterable[Line]:
    """A row that is no table's: one line where its cells have one each, else cell after cell."""
    if all(len(stack.lines) == 1 for stack in row.stacks):
        first = row.first
        cells = [cell for stack in row.stacks for cell in stack.lines[0].cells]
        yield Line(first.page, first.y, first.size, first.angle, cells, all(s.lines[0].bold for s in row.stacks))
    else:
        for stack in row.stacks:
            yield from stack.lines
