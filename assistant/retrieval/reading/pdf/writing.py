"""Blocks into the notation: which paragraphs are headings or items, and what belongs together over page breaks."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.retrieval.reading.notation import Notation
from assistant.retrieval.reading.pdf.blocks import Block, Grid, Paragraph
from assistant.retrieval.reading.pdf.hyphens import Joiner
from assistant.retrieval.reading.pdf.layout import ends_sentence, is_bulleted, label, starts_part

_LARGER = 1.12  # than the running text: a heading
_HEADING_LENGTH, _BOLD_LENGTH = 220, 120  # characters
_HEADING_LINES = 4
_DEEPEST = 6
_STEP = 4  # points that a deeper item is indented at least
_OTHER_SIZE = 0.1  # of the size
_SMALLER = 0.93  # than the running text: a note
_NOTES = 8  # paragraphs that may stand between the parts of one
_LEADERS = re.compile(r"\.{4,}|(?:\s\.){4,}|…{2,}")


def write_blocks(blocks: Sequence[Block], notation: Notation) -> None:
    writer = _Writer(blocks, notation)
    for block in _connected(blocks):
        writer.write(block)


def _connected(blocks: Sequence[Block]) -> list[Block]:
    """Sentences and tables that a column, footnote or page break cut made whole."""
    whole: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if isinstance(block, Grid) and isinstance(last, Grid) and _goes_on(last, block):
            last.rows += block.rows[1:] if block.rows[0] == last.rows[0] else block.rows
            last.page = block.page
        elif isinstance(block, Paragraph) and (cut := _cut(whole, block)) is not None:
            cut.lines += block.lines
            cut.is_open = block.is_open
        else:
            whole.append(block)
    return whole


def _cut(whole: Sequence[Block], block: Paragraph) -> Paragraph | None:
    """The paragraph of whose last sentence the block is the rest; smaller print, as of footnotes, may stand between."""
    for last in reversed(whole[-_NOTES:]):
        if not isinstance(last, Paragraph):
            return None
        if _is_cut(last, block):
            return last
        if not (last.aside or last.size < _SMALLER * block.size):
            return None
    return None


def _goes_on(table: Grid, block: Grid) -> bool:
    return block.page == table.page + 1 and len(block.rows[0]) == len(table.rows[0])


def _is_cut(paragraph: Paragraph, block: Paragraph) -> bool:
    """Whether the second goes on in the middle of a sentence that the first began."""
    marked = block.level is not None or block.depth is not None or paragraph.level is not None
    if marked or block.aside or paragraph.aside or paragraph.bold != block.bold:
        return False
    before, after = paragraph.lines[-1].text, block.lines[0].text
    if abs(paragraph.size - block.size) > _OTHER_SIZE * block.size or starts_part(after) or ends_sentence(before):
        return False
    return after[0].islower() or (paragraph.is_open and not block.bold)


class _Writer:
    def __init__(self, blocks: Sequence[Block], notation: Notation) -> None:
        self._notation = notation
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        self._joiner = Joiner(text for paragraph in paragraphs for text in paragraph.texts)
        self._body = _body_size(paragraphs)
        self._sizes = self._heading_sizes(paragraphs)
        self._indents: list[float] = []

    def write(self, block: Block) -> None:
        if isinstance(block, Grid):
            self._notation.table([[self._joiner.joined(cell) for cell in row] for row in block.rows])
            return
        text = self._text(block)
        level = block.level or self._level(block)
        mark = label(text)
        if level is not None:
            self._notation.heading(level, text)
            self._indents = []
        elif mark or block.depth is not None:
            self._item(block, mark, text.removeprefix(mark))
        else:
            self._notation.paragraph(text)
            self._indents = []

    def _text(self, paragraph: Paragraph) -> str:
        text = self._joiner.joined(paragraph.texts)
        return _LEADERS.sub(" ", text)

    def _item(self, paragraph: Paragraph, mark: str, text: str) -> None:
        depth = self._depth(paragraph) if paragraph.depth is None else paragraph.depth
        number = mark.strip(" ().")
        if number.isdecimal():
            self._notation.item(depth, text, int(number))
        else:
            self._notation.item(depth, (mark if number.isalpha() and number != "o" else "") + text)

    def _depth(self, paragraph: Paragraph) -> int:
        x = paragraph.lines[0].x
        while self._indents and x < self._indents[-1] - _STEP:
            self._indents.pop()
        if not self._indents or x > self._indents[-1] + _STEP:
            self._indents.append(x)
        return len(self._indents) - 1

    def _level(self, paragraph: Paragraph) -> int | None:
        """The level of a heading by its size, or below all sizes by its weight; None for running text."""
        if not self._may_be_heading(paragraph):
            return None
        size = round(paragraph.size, 1)
        if size in self._sizes:
            return min(self._sizes.index(size) + 1, _DEEPEST)
        text = " ".join(paragraph.texts)
        bold = paragraph.bold and size >= self._body - 0.5 and len(text) <= _BOLD_LENGTH and text[-1] not in ".;,"
        return min(len(self._sizes) + 1, _DEEPEST) if bold else None

    def _heading_sizes(self, paragraphs: Sequence[Paragraph]) -> list[float]:
        larger = {round(one.size, 1) for one in paragraphs if self._may_be_heading(one)}
        return sorted((size for size in larger if size > _LARGER * self._body), reverse=True)

    @staticmethod
    def _may_be_heading(paragraph: Paragraph) -> bool:
        text = " ".join(paragraph.texts)
        if paragraph.depth is not None or paragraph.aside or is_bulleted(text) or text.endswith((",", ";")):
            return False
        if any(len(line.cells) > 2 for line in paragraph.lines) or sum(map(str.isalpha, text)) < len(text) / 2:
            return False
        short = len(paragraph.lines) <= _HEADING_LINES and len(text) <= _HEADING_LENGTH
        return short


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which most of the document is set, in points."""
    letters = Counter[float]()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0
