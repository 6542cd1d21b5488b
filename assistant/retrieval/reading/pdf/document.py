"""PDF files: opened, taken apart page by page, and put together as text."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.limits import Limits
from assistant.retrieval.reading.notation import Notation, ReadText
from assistant.retrieval.reading.pdf.blocks import Block
from assistant.retrieval.reading.pdf.column_order import by_rows
from assistant.retrieval.reading.pdf.forms import filled_fields
from assistant.retrieval.reading.pdf.fragments import Fonts, fragments
from assistant.retrieval.reading.pdf.furniture import without_furniture
from assistant.retrieval.reading.pdf.layout import blocks
from assistant.retrieval.reading.pdf.lines import lines
from assistant.retrieval.reading.pdf.tags import tagged_blocks
from assistant.retrieval.reading.pdf.writing import write_blocks
from assistant.retrieval.reading.titles import sensible


def read(data: bytes, limits: Limits) -> ReadText:
    """The text of all pages and the filled fields of forms.

    Raises:
        UnreadableFile: it needs a password, is broken, holds no text (a scan, say), or goes over a limit.
    """
    reader = _opened(data)
    notation = Notation(limits)
    write_blocks(_blocks(reader), notation)
    for name, value in filled_fields(reader):
        notation.item(0, f"{name}: {value}")
    return notation.read_text(sensible(reader.metadata.title if reader.metadata else ""))


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except PyPdfError as error:
        raise UnreadableFile(f"broken file: it cannot be opened as a PDF ({error})") from error
    if locked:
        raise UnreadableFile("needs a password")
    return reader


def _blocks(reader: PdfReader) -> list[Block]:
    fonts = Fonts()
    pages = [fragments(page, fonts) for page in reader.pages]
    tagged = tagged_blocks(reader, pages)
    if tagged is not None:
        return tagged
    whole = [by_rows(lines(page, number)) for number, page in enumerate(pages)]
    kept = without_furniture(whole)
    return blocks(kept if any(kept) else whole)
