"""The blocks of a page by how it looks: for files that do not say what their parts are."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.retrieval.reading.pdf.blocks import Block, Grid, Paragraph
from assistant.retrieval.reading.pdf.lines import Line
from assistant.retrieval.reading.pdf.rows import rows
from assistant.retrieval.reading.pdf.tables import grid, parts

# Distances in units of the letters' size.
_USUAL_LEADING = 1.2
_LOOSER = 1.3
_INDENT = 0.8
_OUTDENT = 1.0
_COLUMN = 36  # points: left edges nearer than that may be one column's
_ROW_CELLS = 3  # a line of so many cells is no running text
_BLOCK_GAP = 3.0
_BLOCK_LINES = 4
_NEARLY, _MOSTLY = 0.88, 0.6  # of a full line, of the lines of a block
_OTHER_SIZE = 0.12  # of the size
_SHORT = 0.6  # of a full line
_ENDS = (".", "!", "?", ":", ";", "”", '"')
_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□➢➤►▶✓✔❖∙·§*–—-]|[\uf000-\uf0ff]|o)\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.:)]?\s")


def blocks(pages: Iterable[Sequence[Line]]) -> list[Block]:
    """The paragraphs and tables of all pages in reading order."""
    pages = list(pages)
    leading = _leading(pages)
    found: list[Block] = []
    for page in pages:
        found.extend(_Page(page, leading).blocks())
    return found


def label(text: str) -> str:
    """The bullet or number that a list item starts with, '' where the text starts with none."""
    match = _BULLET.match(text) or _NUMBERED.match(text)
    return match[0] if match else ""


def is_bulleted(text: str) -> bool:
    return bool(_BULLET.match(text))


def starts_part(text: str) -> bool:
    """Whether the text begins with a bullet or number, so that it cannot be the middle of a sentence."""
    return bool(label(text) or _SECTION.match(text))


def ends_sentence(text: str) -> bool:
    return text.rstrip(")]’' 0123456789¹²³").endswith(_ENDS) or text.endswith(_ENDS)


def _leading(pages: Iterable[Sequence[Line]]) -> float:
    """The commonest distance between two lines of the document, in units of their size."""
    steps = Counter(
        round((above.y - line.y) / line.size, 1)
        for page in pages
        for above, line in pairwise(page)
        if above.size == line.size and 0.9 * line.size < above.y - line.y < 2.5 * line.size
    )
    return steps.most_common(1)[0][0] if steps else _USUAL_LEADING


class _Page:
    def __init__(self, page: Sequence[Line], leading: float) -> None:
        upright = Counter(line.angle for line in page).most_common(1)
        self._angle = upright[0][0] if upright else 0.0
        self._leading = leading
        self._parts = list(parts(rows(sorted(page, key=lambda line: line.angle != self._angle))))
        self._edges = _edges([part for part in self._parts if isinstance(part, Line)])
        self._found: list[Block] = []

    def blocks(self) -> list[Block]:
        for part in self._parts:
            if isinstance(part, Line):
                self._line(part)
            else:
                self._found.append(Grid(part[0].first.page, grid(part)))
        for block in self._found:
            if isinstance(block, Paragraph):
                block.aside = block.lines[0].angle != self._angle
                block.is_open = self._is_full(block.lines[-1]) and not ends_sentence(block.lines[-1].text)
        return self._found

    def _line(self, line: Line) -> None:
        last = self._found[-1] if self._found else None
        if isinstance(last, Paragraph) and self._continues(last, line):
            last.lines.append(line)
        else:
            self._found.append(Paragraph([line]))

    def _continues(self, paragraph: Paragraph, line: Line) -> bool:
        before = paragraph.lines[-1]
        if before.angle != line.angle or max(len(before.cells), len(line.cells)) >= _ROW_CELLS:
            return False
        if is_bulleted(line.text) or (starts_part(line.text) and not self._is_inside(paragraph, line)):
            return False
        inside = line.text[0].islower() and not ends_sentence(before.text)
        step = before.y - line.y
        if abs(before.size - line.size) > _OTHER_SIZE * before.size:
            return inside and 0 < step < _LOOSER * self._leading * max(before.size, line.size)
        if before.bold != line.bold and not (inside or label(paragraph.lines[0].text)):
            return False
        if step <= 0:
            return not ends_sentence(before.text) and (inside or self._is_full(before)) and not line.bold
        return self._is_next(paragraph, step) and self._is_aligned(paragraph, line)

    def _is_inside(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether what looks like a number of its own is one in the middle of a sentence."""
        before = paragraph.lines[-1]
        if starts_part(paragraph.lines[0].text) or ends_sentence(before.text):
            return False
        return self._is_full(before, line) and abs(before.x - line.x) < line.size / 2

    def _is_next(self, paragraph: Paragraph, step: float) -> bool:
        """Whether the line stands no further below than the lines of the paragraph do."""
        lines = paragraph.lines
        own = lines[-2].y - lines[-1].y if len(lines) > 1 else 0
        usual = own if own > 0 else self._leading * lines[-1].size
        return step <= _LOOSER * max(usual, lines[-1].size)

    def _is_aligned(self, paragraph: Paragraph, line: Line) -> bool:
        first, before, size = paragraph.lines[0], paragraph.lines[-1], line.size
        shift = line.x - before.x
        if label(first.text) and (len(paragraph.lines) > 1 or shift > _INDENT * size):
            hangs = line.x > first.x + _INDENT * size and (len(paragraph.lines) < 2 or abs(shift) < _INDENT * size)
            return hangs or (line.x > first.x - size / 2 and not self._stops_short(before, line))
        centred = abs((line.x + line.end) - (before.x + before.end)) < size
        outdented = len(paragraph.lines) > 1 and shift < -_OUTDENT * size
        if (shift > _INDENT * size or outdented) and not centred:
            return not ends_sentence(before.text) and line.text[0].islower() and self._is_full(before, line)
        return not self._stops_short(before, line)

    def _stops_short(self, before: Line, line: Line) -> bool:
        """Whether the line before ends where its author ended it, and not where the column made it."""
        if before.text.endswith("-") or self._is_full(before, line):
            return False
        share = (before.end - before.x) / max(self._edges[id(before)] - before.x, 1)
        return share < _SHORT or (ends_sentence(before.text) and not line.text[0].islower())

    def _is_full(self, line: Line, following: Line | None = None) -> bool:
        """Whether the next word would not have gone onto the line."""
        word = 5 * line.size / 2
        if following is not None:
            share = len(following.text.split(maxsplit=1)[0]) / len(following.text)
            word = (following.end - following.x) * share
        return line.end + word + line.size / 2 > self._edges[id(line)]


def _is_filled(block: Sequence[Line], edge: float) -> bool:
    """Whether the lines of a block reach its edge often enough for it to be the edge of running text."""
    full = sum(line.end - line.x > _NEARLY * (edge - line.x) for line in block)
    return len(block) >= _BLOCK_LINES and full >= _MOSTLY * len(block)


def _edges(page: Sequence[Line]) -> dict[int, float]:
    """Where full lines end, for each line by identity: as in its block if that is running text, else on the page."""
    widest: dict[tuple[int, float, int], float] = {}
    blocks: list[list[Line]] = []
    for line in page:
        key = _column(line)
        widest[key] = max(widest.get(key, line.end), line.end)
        before = blocks[-1][-1] if blocks else None
        if before is not None and key == _column(before) and 0 < before.y - line.y < _BLOCK_GAP * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    edges: dict[int, float] = {}
    for block in blocks:
        own = max(line.end for line in block)
        edge = own if _is_filled(block, own) else max(own, widest[_column(block[0])])
        edges.update(dict.fromkeys(map(id, block), edge))
    return edges


def _column(line: Line) -> tuple[int, float, int]:
    """Lines of one size and direction with about the same left edge stand in one column."""
    return round(line.x / _COLUMN), line.angle, round(line.size)
