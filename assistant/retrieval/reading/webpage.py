"""Web pages: what stands in them for readers, without what every page of the site repeats."""

import codecs
import re

from bs4 import BeautifulSoup, Tag

from assistant.retrieval.reading.characters import one_line
from assistant.retrieval.reading.decoding import decode
from assistant.retrieval.reading.limits import Limits
from assistant.retrieval.reading.notation import Notation, ReadText
from assistant.retrieval.reading.page_blocks import write_blocks
from assistant.retrieval.reading.page_furniture import main_part, strip_furniture
from assistant.retrieval.reading.titles import sensible

_DECLARED = re.compile(rb"<(?:meta\b[^>]*\bcharset|\?xml\b[^>]*\bencoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\b[^>]*>")
_HEAD = 2**12  # bytes in which browsers look for the encoding; they stop at 1024
_SITE = re.compile(r"\s+[|–—·»:-]\s+")


def read(data: bytes, limits: Limits) -> ReadText:
    """The page's main part as blocks; the title without the name of the site where a main heading tells them apart.

    Raises:
        UnreadableFile: the data is not text, or the page shows none, or more than the limit.
    """
    page = BeautifulSoup(_XML.sub("", _decoded(data), count=1), "lxml")
    title = _title(page)
    strip_furniture(page)
    notation = Notation(limits)
    write_blocks(main_part(page), notation)
    return notation.read_text(title)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
    return data.decode(_encoding(declared[1]), "replace") if declared and _encoding(declared[1]) else decode(data)


def _encoding(declared: bytes) -> str:
    """The Python name of a declared encoding; '' for an unknown one, and for UTF, which the data is not."""
    try:
        name = codecs.lookup(declared.decode("ascii", "replace")).name
    except LookupError:
        return ""
    if name.startswith("utf"):
        return ""
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _title(page: BeautifulSoup) -> str:
    title = sensible(_text(page.find("title")))
    heading = _text(page.find("h1"))
    return heading if heading and heading in _SITE.split(title) else title


def _text(tag: Tag | None) -> str:
    return one_line(tag.get_text(" ")) if tag is not None else ""
