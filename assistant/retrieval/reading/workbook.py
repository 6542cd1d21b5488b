"""Excel workbooks: each sheet that is shown, as a heading and its tables."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from assistant.retrieval.reading.cell_values import cell_of
from assistant.retrieval.reading.limits import Limits, too_much_text
from assistant.retrieval.reading.notation import Notation, ReadText
from assistant.retrieval.reading.office import title, unlocked
from assistant.retrieval.reading.sheet_tables import Row, tables


def read(data: bytes, limits: Limits) -> ReadText:
    """The sheets in order; formulas as the values that Excel last saw, numbers as it shows them, days as 2026-08-31.

    Raises:
        UnreadableFile: locked, broken, without text, or over a limit.
    """
    data = unlocked(data, limits)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    notation = Notation(limits)
    try:
        for sheet in book.worksheets:
            rows = _rows(sheet, limits) if sheet.sheet_state == "visible" else []
            if rows:
                notation.heading(2, sheet.title)
            for table in tables(rows):
                notation.table(table)
    finally:
        book.close()
    return notation.read_text(title(data))


def _rows(sheet: Any, limits: Limits) -> list[Row]:
    """The rows that hold something, whatever number of rows and columns the sheet claims to have."""
    sheet.reset_dimensions()
    rows: list[Row] = []
    characters = 0
    for number, cells in enumerate(sheet.iter_rows()):
        row = {column: shown for column, cell in enumerate(cells) if (shown := cell_of(cell)) is not None}
        characters += sum(len(cell.text) for cell in row.values())
        if characters > limits.max_characters:
            raise too_much_text(limits)
        if row:
            rows.append(Row(number, row))
    return rows
