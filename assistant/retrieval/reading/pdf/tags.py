"""The blocks of a tagged PDF, which says what is a heading, an item or a table, and in which order to read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pypdf import PdfReader

from assistant.retrieval.reading.pdf.blocks import Block, Grid, Paragraph
from assistant.retrieval.reading.pdf.fragments import Fragment
from assistant.retrieval.reading.pdf.furniture import without_furniture
from assistant.retrieval.reading.pdf.layout import blocks
from assistant.retrieval.reading.pdf.lines import Line, lines
from assistant.retrieval.reading.pdf.tag_tree import Mark, Node, root

_COVERED = 0.9  # of the letters outside furniture: with fewer tagged, the tags are not to be relied on
_FURNITURE = 0.3  # of all letters: with more, what is called furniture is not
_DISORDER = 0.1  # of the rows of tables
_HEADINGS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_TELLING = {*_HEADINGS, "L", "Table"}
_INLINE_NAMES = """
Annot BibEntry Code Em Form Formula Lbl Link Quote RB RP RT Reference Ruby Span Strong Sub WP WT Warichu
"""
_INLINE = frozenset(_INLINE_NAMES.split())

Marked = Mapping[Mark, list[Fragment]]


def tagged_blocks(reader: PdfReader, pages: Sequence[Sequence[Fragment]]) -> list[Block] | None:
    """The blocks in the order of the tags; None where there are none, or none that tell enough."""
    tree = root(reader)
    if tree is None or not any(node.role in _TELLING for node in tree.all()):
        return None
    walk = _Walk(_marked(pages))
    walk.flow(tree)
    left = [[one for one in page if id(one) not in walk.used and not one.artifact] for page in pages]
    letters = _letters(pages)
    furniture = _letters([[one for one in page if one.artifact and id(one) not in walk.used] for page in pages])
    if furniture > _FURNITURE * letters or _letters(left) > (1 - _COVERED) * (letters - furniture):
        return None
    if walk.disordered > _DISORDER * walk.rows:
        return None
    return _merged(walk.found, blocks(without_furniture([lines(page, number) for number, page in enumerate(left)])))


def _marked(pages: Sequence[Sequence[Fragment]]) -> Marked:
    marked: dict[Mark, list[Fragment]] = defaultdict(list)
    for number, page in enumerate(pages):
        for fragment in page:
            if fragment.mark is not None:
                marked[Mark(number, fragment.mark)].append(fragment)
    return marked


def _letters(pages: Sequence[Sequence[Fragment]]) -> int:
    return sum(len(fragment.text.strip()) for page in pages for fragment in page)


def _merged(found: list[Block], left: list[Block]) -> list[Block]:
    """The tagged blocks with those that carry no tag at the end of their page."""
    for block in reversed(left):
        later = (place for place, other in enumerate(found) if _page(other) > _page(block))
        found.insert(next(later, len(found)), block)
    return found


def _page(block: Block) -> int:
    return block.page if isinstance(block, Grid) else block.lines[0].page


class _Walk:
    """Goes through the tags and collects blocks."""

    def __init__(self, marked: Marked) -> None:
        self.found: list[Block] = []
        self.used: set[int] = set()
        self.rows = self.disordered = 0
        self._marked = marked

    def flow(self, node: Node) -> None:
        """Take in a part of the document: its own text as paragraphs, and the blocks in it."""
        waiting: list[Mark] = []
        for child in node.children:
            if isinstance(child, Mark):
                waiting.append(child)
            elif child.role in _INLINE:
                waiting.extend(child.marks())
            else:
                self._paragraph(waiting)
                waiting = []
                self._block(child)
        self._paragraph(waiting)

    def _block(self, node: Node) -> None:
        if node.role in _HEADINGS:
            self._paragraph(node.marks(), level=_HEADINGS[node.role])
        elif node.role == "L":
            self._list(node, 0)
        elif node.role == "Table":
            self._table(node)
        elif node.role in ("TOC", "Artifact"):
            self._lines(node.marks())
        else:
            self.flow(node)

    def _paragraph(self, marks: Iterator[Mark] | list[Mark], level: int | None = None, depth: int | None = None) -> None:
        found = self._lines(marks)
        if found:
            self.found.append(Paragraph(found, level=level, depth=depth))

    def _lines(self, marks: Iterator[Mark] | list[Mark]) -> list[Line]:
        """The lines of the marked stretches; each stretch is used once, however often the tags name it."""
        found: list[Line] = []
        by_page: dict[int, list[Fragment]] = defaultdict(list)
        for mark in marks:
            fresh = [one for one in self._marked.get(mark, []) if id(one) not in self.used]
            self.used.update(map(id, fresh))
            by_page[mark.page].extend(fresh)
        for page, fragments in by_page.items():
            found.extend(lines(fragments, page))
        return found

    def _list(self, node: Node, depth: int) -> None:
        """A list; where it is one item in bold it is a numbered heading, which some programs tag so."""
        before = len(self.found)
        self._items(node, depth)
        only = self.found[-1] if len(self.found) == before + 1 else None
        if isinstance(only, Paragraph) and only.bold:
            only.depth = None

    def _items(self, node: Node, depth: int) -> None:
        for child in node.nodes():
            if child.role == "L":
                self._list(child, depth + 1)
            elif child.role == "LI":
                self._item(child, depth)
            else:
                self._block(child)

    def _item(self, node: Node, depth: int) -> None:
        """An item's own text, then the lists and tables in it."""
        inside = list(node.outermost(("L", "Table")))
        self._paragraph(node.marks(without=("L", "Table")), depth=depth)
        for child in inside:
            if child.role == "L":
                self._list(child, depth + 1)
            else:
                self._table(child)

    def _table(self, node: Node) -> None:
        for caption in node.outermost(("Caption",)):
            self.flow(caption)
        rows = list(node.outermost(("TR",)))
        if len(rows) < 2 or all(len(list(row.nodes())) < 2 for row in rows):
            self.flow(node)
            return
        cells = [[_Cell(self._lines(cell.marks()), cell.columns, cell.rows) for cell in row.nodes()] for row in rows]
        page = next((line.page for row in cells for cell in row for line in cell.lines), 0)
        self.found.append(Grid(page, _spread(cells)))
        self.rows += len(cells)
        self.disordered += sum(not _is_in_order(row) for row in cells)


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: list[Line]
    columns: int = 1
    rows: int = 1


def _is_in_order(row: Sequence[_Cell]) -> bool:
    """Whether the cells are tagged from left to right."""
    places = [min(line.x for line in cell.lines) for cell in row if cell.lines]
    return places == sorted(places)


def _spread(rows: Sequence[Sequence[_Cell]]) -> list[list[list[str]]]:
    """The cells with their spans written out: over several rows in each, over several columns in the first."""
    spread: list[list[list[str]]] = []
    below: dict[int, tuple[int, list[str]]] = {}
    for row in rows:
        line: list[list[str]] = []
        for cell in row:
            _fill(line, below)
            texts = [one.text for one in cell.lines]
            for number in range(cell.columns):
                if cell.rows > 1:
                    below[len(line)] = (cell.rows - 1, [] if number else texts)
                line.append([] if number else texts)
        _fill(line, below)
        spread.append(line)
    width = max(map(len, spread), default=0)
    return [line + [[]] * (width - len(line)) for line in spread]


def _fill(line: list[list[str]], below: dict[int, tuple[int, list[str]]]) -> None:
    """Put in the cells that reach down from rows above."""
    while len(line) in below:
        left, texts = below.pop(len(line))
        if left > 1:
            below[len(line)] = (left - 1, texts)
        line.append(texts)
