"""Tables in quotes: rows with the names of their columns, and rows as answers say them."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from assistant.grounding.texts import is_heading, is_row, lines, sentences
from assistant.grounding.verbatim import words_of

_CELL = re.compile(r"\t|\s*\|\s*")
_RULE = re.compile(r"^[\s|:-]+$")
_LABEL = re.compile(r"([^:;\n]{1,80}):\s")
_LISTED = re.compile(r"\s*[;,]\s+")
_NAMED = re.compile(r"(?:^|[;\n]\s*)([^:;\n]{1,80}):\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a heading, or a row of a table with its cells and, where they are told, the names of its columns."""

    text: str
    heading: bool = False
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, int, bool], ...]:
        """The texts of the unit with the number of their column, from 1, and whether they are its name."""
        if not self.cells:
            return ((self.text, 0, False),)
        names = self.columns or ("",) * len(self.cells)
        pairs = enumerate(zip(names, self.cells, strict=True), 1)
        return tuple(part for at, (name, cell) in pairs for part in ((name, at, True), (cell, at, False)) if part[0])


def units(quotes: Sequence[str]) -> list[Unit]:
    """The units of cleaned quotes in their order."""
    found: list[Unit] = []
    plain: list[str] = []
    columns: tuple[str, ...] = ()
    for line in (line for quote in quotes for line in lines(quote) if not _RULE.match(line)):
        if not is_row(line):
            plain.append(line)
            columns = ()
            found.extend(Unit(each, is_heading(each)) for each in sentences(line))
            continue
        cells = cells_of(line)
        if len(columns) != len(cells):
            columns = _told(plain, len(cells))
            if not columns:
                columns = cells
                found.append(Unit(line, cells=cells))
                continue
        found.append(Unit(line, cells=cells, columns=columns))
    return found


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row."""
    return tuple(cell.strip() for cell in _CELL.split(line.strip().strip("|")))


def _told(plain: Sequence[str], count: int) -> tuple[str, ...]:
    """The names of columns where the line above lists them with commas or semicolons.

    A first one that labels rows has none, and a row of another, narrower table of the quote may have the first of them only.
    """
    listed = tuple(_LISTED.split(plain[-1])) if plain else ()
    if not all(is_heading(each) for each in listed):
        return ()
    return listed if len(listed) == count else ("", *listed[: count - 1]) if len(listed) >= count - 1 > 0 else ()


def said_cells(sentence: str, known: Sequence[Unit]) -> list[tuple[str, str]]:
    """The pairs of a row said as "column: cell; column: cell", where the columns are known; else none.

    A row with a label says that first ("label: column: cell"); it has no column.
    """
    names = {words_of(name) for unit in known for name in (*unit.columns, *unit.cells, unit.text if unit.heading else "")}
    label = _LABEL.match(sentence)
    if label and any(unit.columns[:1] == ("",) and words_of(unit.cells[0]) == words_of(label[1]) for unit in known):
        return [("", label[1]), *_pairs(sentence[label.end() :], names)]
    return _pairs(sentence, names)


def _pairs(sentence: str, names: Container[tuple[str, ...]]) -> list[tuple[str, str]]:
    starts = [match for match in _NAMED.finditer(sentence) if words_of(match[1]) in names]
    if not starts or starts[0].start(1) > 0:
        return []
    ends = [match.start() for match in starts[1:]] + [len(sentence)]
    return [(match[1], sentence[match.end() : end].strip(" ;\n")) for match, end in zip(starts, ends, strict=True)]


def row_stands(pairs: Sequence[tuple[str, str]], known: Sequence[Unit]) -> bool:
    """Whether the cells of a said row stand in one row, in its order and each under its column where columns are told."""
    return any(_holds(pairs, unit) for unit in known if unit.cells)


def _holds(pairs: Sequence[tuple[str, str]], unit: Unit) -> bool:
    there = iter(zip(unit.columns or ("",) * len(unit.cells), unit.cells, strict=True))
    for name, cell in pairs:
        wanted, said = words_of(name), words_of(cell)
        if not any(words_of(other) == said and (not column or words_of(column) == wanted) for column, other in there):
            return False
    return True


def nearest_row(pairs: Sequence[tuple[str, str]], known: Sequence[Unit]) -> Unit | None:
    """The row with most of the said cells, of several the one that begins as is said; none where no row has any."""
    said = [words_of(cell) for _, cell in pairs]
    rows = [unit for unit in known if unit.cells]
    shared = {at: [words_of(cell) in said for cell in row.cells] for at, row in enumerate(rows)}
    best = max(shared, key=lambda at: (sum(shared[at]), words_of(rows[at].cells[0]) == said[0], -at), default=None)
    return rows[best] if best is not None and any(shared[best]) else None


def about_row(sentence: str, known: Sequence[Unit]) -> Sequence[Unit]:
    """The units without the other rows, where a sentence names one of them first ("Word: the length is ...")."""
    named = _LABEL.match(sentence)
    rows = [unit for unit in known if unit.cells and named and words_of(unit.cells[0]) == words_of(named[1])]
    return [unit for unit in known if not unit.cells or unit is rows[0]] if len(rows) == 1 else known


def cell_under(row: Unit, name: str) -> str:
    """The cell of a row under a column, after its name; empty where the row has no such column."""
    named = zip(row.columns or ("",) * len(row.cells), row.cells, strict=True)
    return next((f"{column}: {cell}" for column, cell in named if words_of(column) == words_of(name)), "")
