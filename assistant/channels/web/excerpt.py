"""A quote in its place: the pieces of a document around it, with the quoted words marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.channels.replies import BOLD, one_line
from assistant.types import Block, BlockKind, Source, SourcePart

BLOCKS_AROUND = 4

# The lines of a record that hold sentences: its texts, and items of a list that are no key and no list of names.
_SENTENCE = re.compile(r"\s*(?:- )?(?:text: |(?=[\"']?[A-Z])(?![\w-]+: ))[\"']?(?P<words>.*?)[\"']?\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a document, quoted or not."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item or table row; a row holds one stretch a cell, the others run on."""

    kind: BlockKind
    stretches: tuple[Stretch, ...]
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that are drawn together: one heading or paragraph, or the items of a list, or the rows of a table."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a document, or all of it; `found` says whether the quote's place is in it."""

    groups: tuple[Group, ...]
    found: bool
    more_before: bool = False
    more_after: bool = False

    @property
    def first_quoted(self) -> Stretch | None:
        """The first of the marked stretches."""
        stretches = (stretch for group in self.groups for piece in group.pieces for stretch in piece.stretches)
        return next((stretch for stretch in stretches if stretch.quoted and stretch.text), None)


def excerpt(source: Source, start: int, end: int, *, whole: bool = False) -> Excerpt:
    """The document around `start:end`; all of it if `whole`, or if there is no such place."""
    blocks = _blocks(source, start, end)
    quoted = [index for index, block in enumerate(blocks) if _overlaps(block, start, end)]
    first, last = 0, len(blocks)
    if quoted and not whole:
        first, last = max(0, quoted[0] - BLOCKS_AROUND), min(last, quoted[-1] + 1 + BLOCKS_AROUND)
    groups = tuple(_groups(source, blocks[first:last], start, end))
    return Excerpt(groups, bool(quoted), first > 0, last < len(blocks))


def cited_at(source: Source, start: int, end: int) -> Source:
    """The source as it is cited at a place: of a file of records, the record that stands there, with its own title and dates."""
    record = _record_at(source, start) if start < end else None
    return replace(source, title=record.title, provenance=source.provenance_at(start)) if record else source


def _record_at(source: Source, start: int) -> SourcePart | None:
    return next((part for part in source.parts if part.record and part.start <= start < part.end), None)


def _overlaps(block: Block, start: int, end: int) -> bool:
    return block.start < end and start < block.end


def _blocks(source: Source, start: int, end: int) -> Sequence[Block]:
    """The blocks of the source, or its lines where no block holds the quote; of a record, its sentences."""
    if start < end and (record := _record_at(source, start)):
        return list(_sentences(source, record, start, end))
    if any(_overlaps(block, start, end) for block in source.blocks):
        return source.blocks
    return list(_lines(source.text))


def _sentences(source: Source, record: SourcePart, start: int, end: int) -> Iterator[Block]:
    """What a record says in sentences, and whatever is quoted of it; keys and names are for the tools alone."""
    for line in _lines(source.text[record.start : record.end]):
        place = replace(line, start=record.start + line.start, end=record.start + line.end)
        sentence = _SENTENCE.fullmatch(line.text)
        words = sentence["words"] if sentence else line.text
        if _overlaps(place, start, end) or (sentence and words != record.title):
            yield replace(place, text=words)


def _lines(text: str) -> Iterator[Block]:
    place = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Block("paragraph", place, place + len(line), line)
        place += len(line)


def _groups(source: Source, blocks: Sequence[Block], start: int, end: int) -> Iterator[Group]:
    def together(numbered: tuple[int, Block]) -> tuple[BlockKind, int]:
        index, block = numbered
        return block.kind, block.group or -index

    for (kind, _), numbered in groupby(enumerate(blocks, start=1), key=together):
        members = [block for _, block in numbered]
        yield Group(kind, tuple(_piece(source, block, start, end) for block in members), members[0].header)


def _piece(source: Source, block: Block, start: int, end: int) -> Piece:
    quoted = _overlaps(block, start, end)
    if block.cells:
        return Piece(block.kind, tuple(Stretch(one_line(cell), quoted) for cell in block.cells), block.header)
    text = one_line(block.text)
    if not quoted:
        return Piece(block.kind, (Stretch(text),))
    words = one_line(BOLD.sub(r"\1", source.text[max(start, block.start) : min(end, block.end)]))
    return Piece(block.kind, tuple(_marked(text, words)))


def _marked(text: str, words: str) -> Iterator[Stretch]:
    """The text with `words` quoted, or all of it where markup keeps them from being found."""
    before, found, after = text.partition(words) if words else (text, "", "")
    if not found:
        yield Stretch(text, quoted=True)
        return
    for stretch in (Stretch(before), Stretch(found, quoted=True), Stretch(after)):
        if stretch.text:
            yield stretch
