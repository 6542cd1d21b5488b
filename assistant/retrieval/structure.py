"""The structure of a text: headings, paragraphs, list items and table rows, each with its offsets.

Reads Markdown, plain text as extracted from PDFs, and HTML fragments inside either: what a reader of files gives.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from assistant.retrieval.contents import is_contents_line, is_contents_title
from assistant.retrieval.html_tables import table_rows, table_spans
from assistant.retrieval.markup import plain, words
from assistant.retrieval.tables import Row, TableState, rich_blocks, split_row, table_blocks
from assistant.types import Block

# Levels of headings without a mark: "Action 5: ...", a short line of its own, one that comes back under other headings, "To do:".
LABEL_LEVEL, PLAIN_LEVEL, REPEATED_LEVEL, LEAD_LEVEL = 6, 7, 8, 9
_TITLE_LINES = 12
_TITLE_WORDS = 14
_FURNITURE_TIMES = 3

_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_NUMBERED_HEADING = re.compile(r"(\d+(?:\.\d+)+|\d+(?=\.))\.?\s+(?=\S)")
_ITEM = re.compile(r"(\s*)(?:[-*+•▪●◦➤–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}\.)\*{0,2}\s+(?=\S)")
_ENUMERATED = re.compile(r"\s*\d{1,2}[.)]\s")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–\s]*", re.I)
_HTML_BLOCK = re.compile(r"<(?:p|ul|ol|li)\b|(?:[•➤].*){2}", re.I)
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")
_CAPTION = re.compile(r"(?:Figure|Fig\.)\s*\d")
_LABEL = re.compile(
    r"(?:[A-Z]\w+ ){0,2}(?:Action|Objective|Goal|Principle|Priority|Theme|Step|Stage|Phase|Part|Module|Box|Table|Appendix)\s\d+\b",
    re.I,
)
_LABEL_WORDS = 36
_WORD = re.compile(r"[^\W\d_]{2,}")
_FENCE = re.compile(r"\s*(```|~~~)")
_LINE = re.compile(r"[^\n]*\n?")
_HTML_TABLE = re.compile(r"<table\b", re.I)
_HTML_CAPTION = re.compile(r"<caption\b[^<>]*>(.*?)</caption>", re.I | re.S)
_TABBED_ITEM = re.compile(r"\s*[-*+•▪●◦➤–]\s+[^\t]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its line break, and the offset at which it starts."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def parse(text: str, start: int = 0, names_first: bool = False) -> tuple[Block, ...]:
    """The Blocks of `text` from offset `start` on, in reading order; `names_first` where tables begin with their column names.

    Page furniture (page numbers, tables of contents, running headers that repeat the front page) is left out. A table's cell
    that carries its own title comes as headings and paragraphs, so its blocks may repeat a column heading's offsets.
    """
    return tuple(_nested([block for block in _Parser(_lines(text, start), names_first).blocks() if block.text]))


def _nested(blocks: list[Block]) -> list[Block]:
    """Headings that come back ("How we will do this") stand below the one-off headings around them."""
    times = Counter(block.text.lower() for block in blocks if block.level == PLAIN_LEVEL)
    return [
        replace(block, level=REPEATED_LEVEL) if block.level == PLAIN_LEVEL and times[block.text.lower()] > 1 else block
        for block in blocks
    ]


def title_of(text: str, blocks: tuple[Block, ...]) -> str:
    """What the front of a text calls it: its first Markdown heading, else the short lines before the first paragraph, if any."""
    first = blocks[0] if blocks else None
    if first is None:
        return ""
    if first.kind == "heading" and text[first.start - 2 : first.start].strip() == "#":
        return first.text
    parts: list[str] = []
    for block in blocks[:_TITLE_LINES]:
        ends = block.kind not in ("heading", "paragraph") or words(block.text) > _TITLE_WORDS or block.level == 1
        if ends or not block.text[0].isalnum() or block.text.lower().startswith("contents"):
            break
        parts = _add_title_part(parts, block.text)
    return " ".join(parts)


def _add_title_part(parts: list[str], text: str) -> list[str]:
    if any(text.lower() in part.lower() for part in parts):
        return parts
    kept = [part for part in parts if part.lower() not in text.lower()]
    longer = [*kept, text]
    return longer if sum(words(part) for part in longer) <= _TITLE_WORDS else parts


def _lines(text: str, start: int) -> list[Line]:
    """The lines from offset `start` on; an HTML table counts as one, with the line breaks inside."""
    found, place = [], start
    for begin, end in [*table_spans(text, start), (len(text), len(text))]:
        for match in _LINE.finditer(text, place, begin):
            if match.group():
                found.append(Line(match.start(), match.group().rstrip("\n")))
        if begin < end:
            found.append(Line(begin, text[begin:end]))
        place = end
    return found


class _Parser:
    def __init__(self, lines: list[Line], names_first: bool) -> None:
        furniture = _furniture(lines)
        self.lines = [line for line in lines if line.blank or not (_is_furniture(line) or line.start in furniture)]
        self.place = 0
        self.group = 0
        self.tables = TableState(names_first)
        self.found: list[Block] = []

    def blocks(self) -> list[Block]:
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if line.blank or _RULE.fullmatch(line.text):
                self.place += 1
            elif _FENCE.match(line.text):
                self._fenced()
            elif _HTML_TABLE.match(line.text):
                self._html_table(line)
            elif _is_table_line(line.text):
                self._table()
            elif _HTML_BLOCK.search(line.text):
                self._html(line)
            elif heading := self._heading(line):
                self._add(heading)
            elif _ITEM.match(line.text):
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
        if match := _MARKDOWN_HEADING.fullmatch(body):
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
            or not (_stands_out(body) or _is_labelled(body))
            or (_ITEM.match(line.text) and self._continues_list(line))
        ):
            return None
        follows = self._at(1)
        if follows and not (follows.blank or _ITEM.match(follows.text) or _ends_paragraph(follows.text)):
            return None
        return Block("heading", start, start + len(body), plain(body), level=_level(body, follows))

    def _continues_list(self, line: Line) -> bool:
        """A short line that starts like an item is a heading only when numbered and not one of a run."""
        if not _ENUMERATED.match(line.text):
            return True
        following = (self.lines[place] for place in range(self.place + 1, len(self.lines)))
        follows = next((other for other in following if not other.blank), None)
        return follows is not None and bool(_ENUMERATED.match(follows.text))

    def _fenced(self) -> None:
        self.place += 1
        while self.place < len(self.lines) and not _FENCE.match(self.lines[self.place].text):
            line = self.lines[self.place]
            if not line.blank:
                self.found.append(Block("paragraph", line.start, line.end, plain(line.text)))
            self.place += 1
        self.place += 1

    def _table(self) -> None:
        rows: list[Row] = []
        while self.place < len(self.lines) and _is_table_line(self.lines[self.place].text):
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
                if follows is None or not _ITEM.match(follows.text) or self._heading_ahead():
                    return
                self.place += 1
            elif _ITEM.match(line.text) and not _is_table_line(line.text):
                self._item(line)
            else:
                return

    def _heading_ahead(self) -> bool:
        self.place += 1
        heading = self._heading(self.lines[self.place])
        self.place -= 1
        return heading is not None

    def _item(self, line: Line) -> None:
        match = _ITEM.match(line.text)
        assert match is not None
        raw = self._wrapped(line, indent=_depth(line.text))
        # A number is part of what a list says ("principle 4"); a bullet is not.
        begin = match.end(1) if _ENUMERATED.match(line.text) else match.end()
        start, raw = line.start + begin, raw[begin:]
        depth = _depth(line.text)
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
        return _depth(below.text) >= indent + 2 and self._runs_on(below)

    def _starts_block(self, text: str) -> bool:
        return bool(_ITEM.match(text) or _ends_paragraph(text) or _MARKDOWN_HEADING.match(text) or _HTML_BLOCK.search(text))

    def _paragraph(self) -> None:
        line = self.lines[self.place]
        raw = self._wrapped(line)
        self.tables.restart()
        lead = len(raw) - len(raw.lstrip())
        text = plain(raw)
        if _WORD.search(text) or any(letter.isdigit() for letter in text):
            self.found.append(Block("paragraph", line.start + lead, line.start + len(raw.rstrip()), text))


def _depth(text: str) -> int:
    lead = text[: len(text) - len(text.lstrip())]
    return len(lead.expandtabs(4))


def _is_table_line(text: str) -> bool:
    if "\t" in text.strip(" "):
        return not _TABBED_ITEM.match(text)
    return text.lstrip().startswith("|") and text.count("|") >= 2


def _ends_paragraph(text: str) -> bool:
    return bool(_is_table_line(text) or _HTML_TABLE.match(text) or _RULE.fullmatch(text) or _FENCE.match(text))


def _is_furniture(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or is_contents_line(line.text)


def _furniture(lines: list[Line]) -> set[int]:
    """Starts of running headers: short lines of the front page that come back again and again."""
    keys = {line.start: plain(line.text).lower() for line in lines if _may_be_furniture(line)}
    front = [keys[line.start] for line in lines if line.start in keys][:_TITLE_LINES]
    times = Counter(keys.values())
    seen: set[str] = set()
    repeats = set()
    for start, key in keys.items():
        if key in seen and times[key] >= _FURNITURE_TIMES and any(key in other for other in front):
            repeats.add(start)
        seen.add(key)
    return repeats


def _may_be_furniture(line: Line) -> bool:
    """Items, rows and marked headings that come back are content."""
    if line.blank or words(line.text) > 10 or line.text.rstrip()[-1] in ".;:!?" or "<" in line.text:
        return False
    return not (_ITEM.match(line.text) or _MARKDOWN_HEADING.match(line.text) or _ends_paragraph(line.text))


def _stands_out(body: str) -> bool:
    """Short, begins like a heading and does not end like a sentence."""
    text = plain(body)
    if (
        text.count(",") > 1
        or _CAPTION.match(text)
        or not _WORD.search(text)
        or words(text) > 16
        or len(text) > 130
        or text[-1] in ".;,!"
        or text.endswith(" and")
    ):
        return False
    return (text[0].isupper() or text[0].isdigit() or text[0] in "'\"“‘(") and text[-1] not in '”"'


def _is_labelled(body: str) -> bool:
    return bool(_LABEL.match(body)) and words(body) <= _LABEL_WORDS


def _level(body: str, follows: Line | None) -> int:
    if follows is not None and _RULE.fullmatch(follows.text):
        return 1 if "=" in follows.text else 2
    if _LABEL.match(body):
        return LABEL_LEVEL
    numbered = _NUMBERED_HEADING.match(body)
    if numbered and len(numbered.group(1).split(".")[0]) < 3:
        return min(numbered.group(1).count(".") + 1, LABEL_LEVEL - 1)
    return LEAD_LEVEL if body.endswith(":") else PLAIN_LEVEL
