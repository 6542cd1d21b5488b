"""HTML into the notation: headings, paragraphs, lists, definitions and tables, in the order of the page."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from assistant.retrieval.reading.characters import one_line
from assistant.retrieval.reading.notation import Notation
from assistant.retrieval.reading.table_cells import cell_blocks, check_box, grid, has_names, is_layout, pairs

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "menu", "dir")
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form header
hgroup hr html legend li main option p pre section summary tbody td tfoot th thead tr
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BREAK = "\n"
_SPACE = re.compile(r"\s+")
_FAKE_HEADING_LENGTH = 100


def write_blocks(parts: Iterable[Tag], notation: Notation) -> None:
    """Write all that the parts show."""
    blocks = _Blocks(notation)
    for part in parts:
        blocks.take(part)
        blocks.flush()


def promote_bold(page: BeautifulSoup) -> None:
    """Where a page has no headings, make its short paragraphs in bold headings, in place."""
    if page.find(_HEADINGS[1:]) is not None:
        return
    for paragraph in page.find_all("p"):
        if paragraph.find_parent(["td", "th", "li"]) is None and _is_bold_line(paragraph):
            paragraph.name = "h2"


def _is_bold_line(paragraph: Tag) -> bool:
    shown = [child for child in paragraph.children if one_line(child.get_text())]
    text = one_line(paragraph.get_text())
    bold = all(isinstance(child, Tag) and child.name in ("b", "strong") for child in shown)
    return bool(shown) and bold and len(text) <= _FAKE_HEADING_LENGTH and text[-1] not in ".:;,"


class _Blocks:
    def __init__(self, notation: Notation) -> None:
        self._notation = notation
        self._inline: list[str] = []
        self._preformatted = False

    def flow(self, parent: Tag, level: int = 0) -> None:
        """Take in what stands inside the parent."""
        for child in parent.children:
            if isinstance(child, Tag):
                self.take(child, level)
            elif _is_text(child):
                self._text(str(child))

    def flush(self) -> None:
        """Write the text that waits as paragraphs."""
        for paragraph in _paragraphs(self._taken()):
            self._notation.paragraph(paragraph)

    def _text(self, text: str) -> None:
        self._inline.append(text if self._preformatted else _SPACE.sub(" ", text))

    def _taken(self) -> str:
        text, self._inline = "".join(self._inline), []
        return text

    def take(self, tag: Tag, level: int = 0) -> None:
        if tag.name == "br":
            self._inline.append(_BREAK)
        elif tag.name == "input":
            self._inline.append(check_box(tag))
        elif tag.name in _BLOCKS or tag.name in _HEADINGS or tag.name in _LISTS or tag.name == "table":
            self.flush()
            self._block(tag, level)
            self.flush()
        else:
            self.flow(tag, level)

    def _block(self, tag: Tag, level: int) -> None:
        if tag.name in _HEADINGS:
            self._notation.heading(int(tag.name[1]), one_line(tag.get_text(" ") if tag.br else tag.get_text()))
        elif tag.name in _LISTS:
            self._list(tag, level)
        elif tag.name == "dl":
            self._definitions(tag, level)
        elif tag.name == "table":
            self._table(tag, level)
        elif tag.name == "pre":
            self._preformatted = True
            self.flow(tag, level)
            self._preformatted = False
        else:
            self.flow(tag, level)

    def _list(self, parent: Tag, level: int) -> None:
        if level == 0:
            self._notation.end_list()
        number = _integer(parent.get("start"), 1) if parent.name == "ol" else None
        for child in parent.children:
            if not isinstance(child, Tag):
                continue
            if child.name != "li":
                self.take(child, level + 1 if child.name in _LISTS else level)
            elif child.find(_HEADINGS) is not None:
                self._block(child, level)
                self.flush()
            else:
                number = _integer(child.get("value"), number) if number is not None else None
                self._item(child, level, number)
                number = number + 1 if number is not None else None

    def _item(self, tag: Tag, level: int, number: int | None, lead: str = "") -> None:
        """An item: its text up to the first list or table inside, which follows one level deeper."""
        self._inline.append(lead)
        for child in _unwrapped(tag):
            if isinstance(child, Tag) and (child.name in _LISTS or child.name in ("dl", "table")):
                self._notation.item(level, self._taken(), number)
                self._block(child, level + 1)
            elif isinstance(child, Tag) and child.name in _BLOCKS:
                self._inline.append(" ")
                self.flow(child, level)
                self._inline.append(" ")
            elif isinstance(child, Tag):
                self.take(child, level)
            elif _is_text(child):
                self._text(str(child))
        self._notation.item(level, self._taken(), number)

    def _definitions(self, parent: Tag, level: int) -> None:
        """Each term with its meaning as one item, further meanings one level deeper."""
        if level == 0:
            self._notation.end_list()
        terms: list[str] = []
        for tag in parent.find_all(["dt", "dd"]):
            if tag.find_parent("dl") is not parent:
                continue
            if tag.name == "dt":
                terms.append(one_line(tag.get_text(" ")))
            else:
                self._item(tag, level if terms else level + 1, None, _lead(terms))
                terms = []
        self._notation.item(level, " / ".join(terms))

    def _table(self, table: Tag, level: int) -> None:
        for caption in table.find_all("caption", recursive=False):
            self.flow(caption, level)
            self.flush()
        if is_layout(table):
            for part in cell_blocks(table):
                self.flow(part)
                self.flush()
        elif items := pairs(table):
            for name, value in items:
                self._notation.item(level, _lead([name]) + value)
        else:
            self._notation.table(grid(table), named=has_names(table))


def _is_text(child: PageElement) -> bool:
    return isinstance(child, NavigableString) and not isinstance(child, PreformattedString)


def _unwrapped(tag: Tag) -> list[PageElement]:
    """The children of an item, and those of the blocks in it that hold a list or table."""
    children: list[PageElement] = []
    for child in tag.children:
        holds = isinstance(child, Tag) and child.name in ("div", "section") and child.find([*_LISTS, "dl", "table"])
        children.extend(_unwrapped(child) if holds and isinstance(child, Tag) else [child])
    return children


def _paragraphs(text: str) -> list[str]:
    """The text cut at line breaks, but for those in the middle of a sentence."""
    parts: list[str] = []
    for line in text.split(_BREAK):
        if parts and parts[-1] and _runs_on(parts[-1], line):
            parts[-1] += " " + line
        else:
            parts.append(line.strip())
    return parts


def _runs_on(before: str, after: str) -> bool:
    return after.strip()[:1].islower() and before[-1] not in ".!?:;"


def _lead(terms: list[str]) -> str:
    joined = " / ".join(filter(None, terms))
    return joined + ("" if not joined else " " if joined[-1] in ":?!." else ": ")


def _integer(value: object, otherwise: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return otherwise
