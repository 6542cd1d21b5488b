"""Word documents, by way of HTML: body text with headings, lists, tables, check boxes and notes."""

import re
from io import BytesIO

import mammoth
from bs4 import BeautifulSoup

from assistant.retrieval.reading.limits import Limits
from assistant.retrieval.reading.notation import Notation, ReadText
from assistant.retrieval.reading.office import rewritten, title, unlocked
from assistant.retrieval.reading.page_blocks import promote_bold, write_blocks

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
p[style-name='TOC Heading'] => !
p[style-name='table of figures'] => !
""" + "\n".join(f"p[style-name='toc {level}'] => !" for level in range(1, 10))
# Wrappers around text that mammoth would skip with the text in them, and the pronunciation above Japanese words.
_WRAPPERS = re.compile(rb"</?w:(?:fldSimple|moveTo|customXml|bdo|dir|ruby|rubyBase)(?=[\s/>])[^>]*>|<w:rt>.*?</w:rt>", re.DOTALL)
_NOTE_MARKS = "sup > a[id*=note-ref-], a[href*='#footnote-ref-'], a[href*='#endnote-ref-']"


def read(data: bytes, limits: Limits) -> ReadText:
    """The body of the document; headers, footers, contents lists and the marks of notes are left out.

    Raises:
        UnreadableFile: locked, broken, without text, or over a limit.
    """
    data = unlocked(data, limits)
    images = mammoth.images.img_element(lambda image: {"src": ""})
    html = mammoth.convert_to_html(BytesIO(rewritten(data, _without_wrappers)), style_map=_STYLES, convert_image=images).value
    page = BeautifulSoup(html, "lxml")
    for mark in page.select(_NOTE_MARKS):
        mark.decompose()
    promote_bold(page)
    notation = Notation(limits)
    write_blocks([page], notation)
    return notation.read_text(title(data))


def _without_wrappers(name: str, part: bytes) -> bytes:
    return _WRAPPERS.sub(b"", part) if name.startswith("word/") else part
