"""What a line of text is: its offset, and the signs by which headings, items, tables and page furniture are told apart."""

import re
from collections import Counter
from dataclasses import dataclass

from assistant.retrieval.contents import is_contents_line
from assistant.retrieval.html_tables import table_spans
from assistant.retrieval.markup import plain, words

# Levels of headings without a mark: "Action 5: ...", a short line of its own, one that comes back under other headings, "To do:".
LABEL_LEVEL, PLAIN_LEVEL, REPEATED_LEVEL, LEAD_LEVEL = 6, 7, 8, 9
TITLE_LINES = 12
_FURNITURE_TIMES = 3

MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_NUMBERED_HEADING = re.compile(r"(\d+(?:\.\d+)+|\d+(?=\.))\.?\s+(?=\S)")
ITEM = re.compile(r"(\s*)(?:[-*+•▪●◦➤–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}\.)\*{0,2}\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–\s]*", re.I)
RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")
_CAPTION = re.compile(r"(?:Figure|Fig\.)\s*\d")
_LABEL = re.compile(
    r"(?:[A-Z]\w+ ){0,2}"
    r"(?:Action|Objective|Goal|Principle|Priority|Theme|Step|Stage|Phase|Part|Module|Box|Table|Appendix)\s\d+\b",
    re.I,
)
_LABEL_WORDS = 36
WORD = re.compile(r"[^\W\d_]{2,}")
FENCE = re.compile(r"\s*(```|~~~)")
_LINE = re.compile(r"[^\n]*\n?")
HTML_TABLE = re.compile(r"<table\b", re.I)
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


def lines(text: str, start: int) -> list[Line]:
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


def depth_of(text: str) -> int:
    lead = text[: len(text) - len(text.lstrip())]
    return len(lead.expandtabs(4))


def is_table_line(text: str) -> bool:
    if "\t" in text.strip(" "):
        return not _TABBED_ITEM.match(text)
    return text.lstrip().startswith("|") and text.count("|") >= 2


def ends_paragraph(text: str) -> bool:
    return bool(is_table_line(text) or HTML_TABLE.match(text) or RULE.fullmatch(text) or FENCE.match(text))


def is_furniture(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or is_contents_line(line.text)


def running_headers(lines: list[Line]) -> set[int]:
    """Starts of running headers: short lines of the front page that come back again and again."""
    keys = {line.start: plain(line.text).lower() for line in lines if _may_be_furniture(line)}
    front = [keys[line.start] for line in lines if line.start in keys][:TITLE_LINES]
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
    return not (ITEM.match(line.text) or MARKDOWN_HEADING.match(line.text) or ends_paragraph(line.text))


def stands_out(body: str) -> bool:
    """Short, begins like a heading and does not end like a sentence."""
    text = plain(body)
    if (
        text.count(",") > 1
        or _CAPTION.match(text)
        or not WORD.search(text)
        or words(text) > 16
        or len(text) > 130
        or text[-1] in ".;,!"
        or text.endswith(" and")
    ):
        return False
    return (text[0].isupper() or text[0].isdigit() or text[0] in "'\"“‘(") and text[-1] not in '”"'


def is_labelled(body: str) -> bool:
    return bool(_LABEL.match(body)) and words(body) <= _LABEL_WORDS


def level(body: str, follows: Line | None) -> int:
    if follows is not None and RULE.fullmatch(follows.text):
        return 1 if "=" in follows.text else 2
    if _LABEL.match(body):
        return LABEL_LEVEL
    numbered = _NUMBERED_HEADING.match(body)
    if numbered and len(numbered.group(1).split(".")[0]) < 3:
        return min(numbered.group(1).count(".") + 1, LABEL_LEVEL - 1)
    return LEAD_LEVEL if body.endswith(":") else PLAIN_LEVEL
