"""The rows and cells of an HTML table, each cell on one line."""

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from assistant.retrieval.reading.characters import one_line

_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_WIDEST = 200  # columns that one cell may span
_ENDS = ".;:,!?"
_GAPS = ("br", "p", "div", "td", "th", "dd", "table", "caption", "section", "blockquote", "address", "pre", *_HEADINGS)


def check_box(tag: Tag) -> str:
    """A check box as a sign; other fields of a form show nothing to read."""
    if tag.get("type") not in ("checkbox", "radio"):
        return ""
    return "☒ " if tag.has_attr("checked") else "☐ "


def is_layout(table: Tag) -> bool:
    """Whether the table only places things on the page: it says so, or has no column names and one column, one row, or
    headings or tables inside."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = [_cells(row) for row in _rows(table)]
    if any(cell.name == "th" for row in cells for cell in row):
        return False
    holds = any(cell.find([*_HEADINGS, "table"]) is not None for row in cells for cell in row)
    return holds or len(cells) < 2 or all(len(row) < 2 for row in cells)


def cell_blocks(table: Tag) -> list[Tag]:
    """The cells one by one, for a table that is none."""
    return [cell for row in _rows(table) for cell in _cells(row)]


def pairs(table: Tag) -> list[tuple[str, str]]:
    """Name and value of each row of a table that names its rows and not its columns; else nothing."""
    rows = [_cells(row) for row in _rows(table)]
    if not all([cell.name for cell in row] == ["th", "td"] for row in rows):
        return []
    return [(_text(name), _text(value)) for name, value in rows]


def has_names(table: Tag) -> bool:
    """Whether the first row is marked as the one that names the columns."""
    first = next(iter(_rows(table)), None)
    return first is not None and (_part(first) == "thead" or all(cell.name == "th" for cell in _cells(first)))


def grid(table: Tag) -> list[list[str]]:
    """All rows, the column names first; a cell over several rows stands in each, over several columns in the first."""
    rows = _rows(table)
    heads = [row for row in rows if _part(row) == "thead"]
    body = [row for row in rows if _part(row) not in ("thead", "tfoot")]
    feet = [row for row in rows if _part(row) == "tfoot"]
    names = _spread(heads, repeat=len(heads) > 1)
    merged = [[_joined(column) for column in zip(*names, strict=True)]] if len(names) > 1 else names
    return [*merged, *_spread([*body, *feet])]


def _part(row: Tag) -> str:
    return row.parent.name if row.parent is not None else ""


def _joined(names: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(filter(None, names)))


def _spread(rows: list[Tag], *, repeat: bool = False) -> list[list[str]]:
    """The texts of the rows with spans written out, all equally long."""
    spread: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        cells = _cells(row)
        for cell in cells:
            _fill(line, below)
            text, down = _text(cell), _span(cell, "rowspan")
            for number in range(_span(cell, "colspan")):
                shown = text if number == 0 or repeat else ""
                if down > 1:
                    below[len(line)] = (down - 1, shown)
                line.append(shown)
        _fill(line, below)
        if any(map(_text, cells)):
            spread.append(line)
    width = max(map(len, spread), default=0)
    return [line + [""] * (width - len(line)) for line in spread]


def _fill(line: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Put in the cells that reach down from rows above."""
    while len(line) in below:
        left, text = below.pop(len(line))
        if left > 1:
            below[len(line)] = (left - 1, text)
        line.append(text)


def _rows(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() else 1


def _text(cell: Tag) -> str:
    """A cell on one line; the items of a list and the rows of a table inside are parted by semicolons."""
    parts = [""]
    _gather(cell, parts)
    text = ""
    for part in filter(None, map(one_line, parts)):
        text += ("; " if text[-1] not in _ENDS else " ") + part if text else part
    return text


def _gather(tag: Tag, parts: list[str]) -> None:
    """Add what the tag shows to the last part; an item or row begins another and ends it."""
    for child in tag.children:
        if not isinstance(child, Tag):
            parts[-1] += str(child) if _is_shown(child) else ""
        elif child.name == "input":
            parts[-1] += check_box(child)
        elif child.name in ("li", "tr", "dt"):
            parts.append(_number(child))
            _gather(child, parts)
            parts.append("")
        else:
            gap = " " if child.name in _GAPS else ""
            parts[-1] += gap
            _gather(child, parts)
            parts[-1] += gap


def _is_shown(string: PageElement) -> bool:
    return isinstance(string, NavigableString) and not isinstance(string, PreformattedString)


def _number(tag: Tag) -> str:
    if tag.name != "li" or tag.parent is None or tag.parent.name != "ol":
        return ""
    return f"{tag.parent.find_all('li', recursive=False).index(tag) + 1}. "
