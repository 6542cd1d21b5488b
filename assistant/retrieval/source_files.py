"""A file's text into its Source: pages with front matter, records, and other documents."""

import logging
from pathlib import Path

from assistant.errors import CorpusError, UnreadableFile
from assistant.retrieval.front_matter import split
from assistant.retrieval.likely import likely_questions
from assistant.retrieval.orders import check_record_file, without_order, without_orders
from assistant.retrieval.reading import ReadText
from assistant.retrieval.record_files import RECORD_FILES, record_source
from assistant.retrieval.structure import parse
from assistant.retrieval.title import title_of
from assistant.types import Block, LikelyQuestion, Provenance, Source

_log = logging.getLogger(__name__)

_MARKDOWN = (".md", ".markdown")
_OWN_TEXT = (*_MARKDOWN, ".txt")  # read as they are; of other formats the reader writes tables with their column names first
_NO_TITLE = (".txt", ".csv", ".tsv")


def source_of(path: Path, document: str, read: ReadText) -> Source:
    """The Source of a file as it was read, without what gives orders to a machine.

    Raises:
        CorpusError: a file of records breaks the schema or gives orders, or a page's front matter is broken.
        UnreadableFile: no text is left.
    """
    suffix = path.suffix.lower()
    if suffix in RECORD_FILES:
        check_record_file(read.text)
        return record_source(document, read.text)
    front = split(read.text) if suffix in _MARKDOWN else None
    start, named = front.body_start if front else 0, suffix not in _OWN_TEXT
    text, orders = without_orders(read.text, start, names_first=named)
    if orders:
        _log.warning("Left out of %s: %d stretches that give orders to whatever machine reads them.", document, orders)
    blocks = parse(text, start, names_first=named)
    if not blocks:
        raise UnreadableFile("no text")
    if front:
        likely = _likely(text, blocks, orders)
        title = without_order(front.title, path.stem)
        return Source(document, title, text, blocks, front.provenance, likely, overrides=front.overrides)
    title = "" if suffix in _NO_TITLE else read.title
    return Source(document, without_order(title or title_of(text, blocks), path.stem), text, blocks, Provenance())


def _likely(text: str, blocks: tuple[Block, ...], orders: int) -> tuple[LikelyQuestion, ...]:
    """The questions that a page says it answers; none where the words that answer one went with an order."""
    try:
        return likely_questions(text, blocks)
    except CorpusError:
        if not orders:
            raise
        return ()
