"""The structure of a text: headings, paragraphs, list items and table rows, each with its offsets.

Reads Markdown, plain text as extracted from PDFs, and HTML fragments inside either: what a reader of files gives.
"""

import re
from collections import Counter
from dataclasses import replace

from assistant.retrieval.catalogue import rich_blocks
from assistant.retrieval.cells import Row, TableState, split_row
from assistant.retrieval.contents import is_contents_title
from assistant.retrieval.html_tables import table_rows
from assistant.retrieval.lines import (
    FENCE,
    HTML_TABLE,
    ITEM,
    LEAD_LEVEL,
    MARKDOWN_HEADING,
    PLAIN_LEVEL,
    REPEATED_LEVEL,
    RULE,
    WORD,
    Line,
    depth_of,
    ends_paragraph,
    is_furniture,
    is_labelled,
    is_table_line,
    level,
    lines,
    running_headers,
    stands_out,
)
from assistant.retrieval.markup import plain
from assistant.retrieval.tables import table_blocks
from assistant.types import Block

_ENUMERATED = re.compile(r"\s*\d{1,2}[.)]\s")


_HTML_BLOCK = re.compile(r"<(?:p|ul|ol|li)\b|(?:[•➤].*){2}", re.I)


_HTML_CAPTION = re.compile(r"<caption\b[^<>]*>(.*?)</caption>", re.I | re.S)


def parse(text: str, start: int = 0, names_first: bool = False) -> tuple[Block, ...]:
    """The Blocks of `text` from offset `start` on, in reading order; `names_first` where tables begin with their column names.

    Page furniture (page numbers, tables of contents, running headers that repeat the front page) is left out. A table's cell
    that carries its own title comes as headings and paragraphs, so its blocks may repeat a column heading's offsets.
    """
    return tuple(_nested([block for block in _Parser(lines(text, start), names_first).blocks() if block.text]))


def _nested(blocks: list[Block]) -> list[Block]:
    """Headings that come back ("How we will do this") stand below the one-off headings around them."""
    times = Counter(block.text.lower() for block in blocks if block.level == PLAIN_LEVEL)
    return [
        replace(block, level=REPEATED_LEVEL) if block.level == PLAIN_LEVEL and times[block.text.lower()] > 1 else block
        for block in blocks
    ]


class _Parser:
    def __init__(self, lines: list[Line], names_first: bool) -> None:
        repeated = running_headers(lines)
        self.lines = [line for line in lines if line.blank or not (is_furniture(line) or line.start in repeated)]
        self.place = 0
        self.group = 0
        self.tables = TableState(names_first)
        self.found: list[Block] = []

    def blocks(self) -> list[Block]:
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if line.blank or RULE.fullmatch(line.text):
                self.place += 1
            elif FENCE.match(line.text):
                self._fenced()
            elif HTML_TABLE.match(line.text):
                self._html_table(line)
            elif is_table_line(line.text):
                self._table()
            elif _HTML_BLOCK.search(line.text):
                self._html(line)
            elif heading := self._heading(line):
                self._add(heading)
            elif ITEM.match(line.text):
                self._list()
            else:
                self._paragraph()
        return self.found

    def _add(self, block: Block) -> None:
        self.found.append(block)
        self.place += 1
        self.tables.restart()

    def _at(self, offset: int) -> Line | None:
        place = self.place + offset
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def _alone(self, offset: int) -> bool:
        neighbour = self._at(offset)
        return neighbour is None or neighbour.blank

    def _heading(self, line: Line) -> Block | None:
        body = line.text.strip()
        start = line.start + line.text.index(body)
        if match := MARKDOWN_HEADING.fullmatch(body):
            text = match.group(2).rstrip("#").rstrip() or match.group(2)
            return Block(
                "heading",
                start + match.start(2),
                start + match.start(2) + len(text),
                plain(text),
                level=len(match.group(1)),
            )
        if (
            not self._alone(-1)
            or not (stands_out(body) or is_labelled(body))
            or (ITEM.match(line.text) and self._continues_list(line))
        ):
            return None
        follows = self._at(1)
        if follows and not (follows.blank or ITEM.match(follows.text) or ends_paragraph(follows.text)):
            return None
        return Block("heading", start, start + len(body), plain(body), level=level(body, follows))

    def _continues_list(self, line: Line) -> bool:
        """A short line that starts like an item is a heading only when numbered and not one of a run."""
        if not _ENUMERATED.match(line.text):
            return True
        following = (self.lines[place] for place in range(self.place + 1, len(self.lines)))
        follows = next((other for other in following if not other.blank), None)
        return follows is not None and bool(_ENUMERATED.match(follows.text))

    def _fenced(self) -> None:
        self.place += 1
        while self.place < len(self.lines) and not FENCE.match(self.lines[self.place].text):
            line = self.lines[self.place]
            if not line.blank:
                self.found.append(Block("paragraph", line.start, line.end, plain(line.text)))
            self.place += 1
        self.place += 1

    def _table(self) -> None:
        rows: list[Row] = []
        while self.place < len(self.lines) and is_table_line(self.lines[self.place].text):
            line = self.lines[self.place]
            rows.append(split_row(line.text, line.start))
            self.place += 1
        self._add_table(rows)

    def _html_table(self, line: Line) -> None:
        self.place += 1
        self.tables.restart()
        if caption := _HTML_CAPTION.search(line.text):
            start, end = line.start + caption.start(1), line.start + caption.end(1)
            self.found.append(Block("heading", start, end, plain(caption[1]), level=LEAD_LEVEL))
        self._add_table(table_rows(line.text, line.start))

    def _add_table(self, rows: list[Row]) -> None:
        self.group += 1
        self.tables.contents = bool(self.found) and is_contents_title(self.found[-1].text)
        self.found += table_blocks(rows, self.tables, self.group)

    def _html(self, line: Line) -> None:
        self.group += 1
        self.found += rich_blocks(line.text, line.start, self.group)
        self.place += 1

    def _list(self) -> None:
        self.group += 1
        self.tables.restart()
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if line.blank:
                follows = self._at(1)
                if follows is None or not ITEM.match(follows.text) or self._heading_ahead():
                    return
                self.place += 1
            elif ITEM.match(line.text) and not is_table_line(line.text):
                self._item(line)
            else:
                return

    def _heading_ahead(self) -> bool:
        self.place += 1
        heading = self._heading(self.lines[self.place])
        self.place -= 1
        return heading is not None

    def _item(self, line: Line) -> None:
        match = ITEM.match(line.text)
        assert match is not None
        raw = self._wrapped(line, indent=depth_of(line.text))
        # A number is part of what a list says ("principle 4"); a bullet is not.
        begin = match.end(1) if _ENUMERATED.match(line.text) else match.end()
        start, raw = line.start + begin, raw[begin:]
        depth = depth_of(line.text)
        self.found.append(Block("item", start, start + len(raw.rstrip()), plain(raw), level=depth, group=self.group))

    def _wrapped(self, line: Line, indent: int | None = None) -> str:
        """An item or paragraph with the next lines over which it runs on; an item also with paragraphs set in below it."""
        parts = [line.text]
        end = line.end
        self.place += 1
        while self.place < len(self.lines):
            following = self.lines[self.place]
            if following.start != end + 1 or not (self._runs_on(following) or self._is_set_in(indent)):
                break
            parts.append(following.text)
            end = following.end
            self.place += 1
        return "\n".join(parts)

    def _runs_on(self, line: Line) -> bool:
        return not (line.blank or self._starts_block(line.text))

    def _is_set_in(self, indent: int | None) -> bool:
        """Whether a blank line stands here between an item and a paragraph that belongs to it."""
        here, below = self._at(0), self._at(1)
        if indent is None or here is None or below is None or not here.blank or below.start != here.end + 1:
            return False
        return depth_of(below.text) >= indent + 2 and self._runs_on(below)

    def _starts_block(self, text: str) -> bool:
        return bool(ITEM.match(text) or ends_paragraph(text) or MARKDOWN_HEADING.match(text) or _HTML_BLOCK.search(text))

    def _paragraph(self) -> None:
        line = self.lines[self.place]
        raw = self._wrapped(line)
        self.tables.restart()
        lead = len(raw) - len(raw.lstrip())
        text = plain(raw)
        if WORD.search(text) or any(letter.isdigit() for letter in text):
            self.found.append(Block("paragraph", line.start + lead, line.start + len(raw.rstrip()), text))
