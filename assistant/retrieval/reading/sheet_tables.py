"""The tables on one sheet: where one ends and another begins, beside or below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.retrieval.reading.cell_values import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of a row by their column; rows and columns count from 0."""

    number: int
    cells: Mapping[int, Cell]


def tables(rows: Iterable[Row]) -> list[list[list[str]]]:
    """The rows of each table as texts, from left to right, then down."""
    found = []
    for band in _bands(list(rows)):
        for table in _stacked(band):
            width = 1 + max(max(row.cells) for row in table)
            found.append([[row.cells[n].text if n in row.cells else "" for n in range(width)] for row in table])
    return found


def _bands(rows: list[Row]) -> list[list[Row]]:
    """The rows cut at empty columns, where what stands beyond begins in another row and so is another table."""
    bands: list[tuple[int, int]] = []
    for span in _filled_columns(rows):
        if bands and _within(rows, bands[-1])[0].number == _within(rows, span)[0].number:
            bands[-1] = (bands[-1][0], span[1])
        else:
            bands.append(span)
    return [_within(rows, span) for span in bands]


def _filled_columns(rows: list[Row]) -> list[tuple[int, int]]:
    """The stretches of columns without an empty one between, from the first to behind the last."""
    spans: list[tuple[int, int]] = []
    for column in sorted({column for row in rows for column in row.cells}):
        if spans and spans[-1][1] == column:
            spans[-1] = (spans[-1][0], column + 1)
        else:
            spans.append((column, column + 1))
    return spans


def _within(rows: list[Row], span: tuple[int, int]) -> list[Row]:
    cut = [Row(row.number, {n: cell for n, cell in row.cells.items() if span[0] <= n < span[1]}) for row in rows]
    return [row for row in cut if row.cells]


def _stacked(rows: list[Row]) -> list[list[Row]]:
    """The rows cut at empty rows, where what follows has other columns or names its own."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and blocks[-1][-1].number == row.number - 1:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    stacked: list[list[Row]] = []
    for block in blocks:
        if stacked and _continues(block, stacked[-1]):
            stacked[-1] += block
        else:
            stacked.append(list(block))
    return stacked


def _continues(block: list[Row], table: list[Row]) -> bool:
    """Whether the rows below an empty row belong to the table above it."""
    columns = {column for row in table for column in row.cells}
    if len(columns) < 2 or not all(set(row.cells) <= columns for row in block):
        return False
    named = block[1:] if len(block[0].cells) == 1 else block
    return not (named and _names_columns(named))


def _names_columns(rows: list[Row]) -> bool:
    """Whether the first row is words above columns that hold numbers or days."""
    first, rest = rows[0], rows[1:]
    if len(first.cells) < 2 or not all(cell.is_words for cell in first.cells.values()):
        return False
    return any(not row.cells[n].is_words for row in rest for n in first.cells if n in row.cells)
