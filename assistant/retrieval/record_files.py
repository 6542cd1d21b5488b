"""Files of records as Sources: every record is a short text of its own under its title, and is quoted as it stands in the file."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.errors import CorpusError
from assistant.knowledge.records import SUFFIXES, parts_of, read_records, words_of
from assistant.knowledge.schema import Record
from assistant.types import Block, Provenance, Source

RECORD_FILES = SUFFIXES


def record_source(document: str, text: str) -> Source:
    """The Source of a file of records.

    Raises:
        CorpusError: it breaks the schema, or holds no record.
    """
    file = read_records(document, text)
    if not file.records:
        raise CorpusError("no records yet")
    blocks = tuple(block for record in file.records for block in _blocks(record))
    return Source(document, f"Records: {file.kind}", text, blocks, Provenance(), parts=parts_of(file))


def _blocks(record: Record) -> Iterator[Block]:
    title, *sentences = words_of(record)
    yield Block("heading", title.start, title.end, title.text, level=1)
    yield from (Block("paragraph", each.start, each.end, each.text) for each in sentences)


def record_sources(source: Source) -> list[Source]:
    """A Source for each record of a file, with the places and the text of the file; none for another Source."""
    starts = [place for place, block in enumerate(source.blocks) if block.level == 1] if source.parts else []
    ends = [*starts[1:], len(source.blocks)]
    return [_of_record(source, source.blocks[start:end]) for start, end in zip(starts, ends, strict=False)]


def _of_record(source: Source, blocks: tuple[Block, ...]) -> Source:
    provenance = source.provenance_at(blocks[0].start)
    return replace(source, title=blocks[0].text, blocks=blocks, provenance=provenance, parts=())
