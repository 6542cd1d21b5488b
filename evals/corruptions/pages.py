"""The pages of a corpus as single statements: sentences, list items and table rows, with the section that they stand in.

A small reader of its own for the Markdown that `corpus/README.md` describes, so that what the checker is measured with does not
depend on how the product reads.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Form = Literal["sentence", "item", "row"]

_ELSEWHERE = frozenset({"Related pages", "Sources", "Questions this page answers", "Questions this page does not answer"})
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_ITEM = re.compile(r"(?:- |\d+\. )(.+)")
_RULE = re.compile(r"\|[\s:|-]+\|")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z£\d])")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: `passage` is that text less the names of columns, `columns` those of its first table."""

    document: str
    title: str
    heading: str
    passage: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a page says in one place.

    `text` is how an answer says it (a row as "column: cell" pairs), `quote` how it stands on the page; `columns` and `cells`
    are a row's; `block` numbers the paragraph, list item or table of its page.
    """

    form: Form
    text: str
    quote: str
    section: Section
    block: int
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass
class _Draft:
    """A section while it is read: the lines under a heading."""

    heading: str = ""
    lines: list[str] = field(default_factory=list)


def statements(root: Path) -> list[Statement]:
    """All statements of the pages below `root`, in the order of their paths and lines."""
    pages = sorted(path for path in root.rglob("*.md") if path.name != "README.md")
    return [
        each for path in pages for each in page_statements(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
    ]


def page_statements(text: str, document: str = "") -> list[Statement]:
    """The statements of one page."""
    title, drafts = "", [_Draft()]
    for line in _FRONT_MATTER.sub("", text).splitlines():
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.startswith("#"):
            drafts.append(_Draft(line.lstrip("# ").strip()))
        elif line.strip():
            drafts[-1].lines.append(line.strip())
    found: list[Statement] = []
    for draft in drafts:
        if draft.heading not in _ELSEWHERE:
            found += _section_statements(draft, document, title, found[-1].block if found else 0)
    return found


def _section_statements(draft: _Draft, document: str, title: str, block: int) -> Iterator[Statement]:
    rows = [line for line in draft.lines if line.startswith("|")]
    pairs = list(zip(draft.lines, [*draft.lines[1:], ""], strict=True))
    told = [line for line, after in pairs if not _RULE.fullmatch(line) and not _RULE.fullmatch(after)]
    section = Section(document, title, draft.heading, "\n".join(told), _cells(rows[0]) if rows else ())
    columns: tuple[str, ...] = ()
    for line, after in pairs:
        if not line.startswith("|"):
            block, columns = block + 1, ()
            yield from _prose(line, section, block)
        elif _RULE.fullmatch(after):
            block, columns = block + 1, _cells(line)
        elif not _RULE.fullmatch(line):
            cells = _cells(line)
            yield Statement("row", say_row(columns, cells), line, section, block, columns, cells)


def _prose(line: str, section: Section, block: int) -> Iterator[Statement]:
    item = _ITEM.fullmatch(line)
    if item:
        yield Statement("item", plain(item[1]), item[1], section, block)
        return
    for sentence in _SENTENCE_END.split(line):
        yield Statement("sentence", plain(sentence), sentence, section, block)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph or a list item."""
    return _SENTENCE_END.split(text)


def plain(text: str) -> str:
    """Text as it is said: links by their words alone."""
    return _LINK.sub(r"\1", text).strip()


def say_row(columns: Sequence[str], cells: Sequence[str]) -> str:
    """A table row as "column: cell" pairs."""
    return "; ".join(f"{column}: {cell}" for column, cell in zip(columns, cells, strict=True) if cell)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(plain(cell) for cell in line.strip("|").split("|"))
