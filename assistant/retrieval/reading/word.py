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
# A run that is marked as hidden, or set in two points or less; a property that says no hides nothing.
_RUN = re.compile(rb"<w:r(?:\s[^>]*)?>(?:(?!<w:r[\s>]).)*?</w:r>", re.DOTALL)
_UNSEEN_RUN = re.compile(
    rb"<w:rPr>(?:(?!</w:rPr>).)*?<w:(?:(?:vanish|specVanish|webHidden)(?:\s+w:val=\"(?:1|true|on)\")?\s*/>|sz w:val=\"[1-4]\"\s*/>)",
    re.DOTALL,
)
_NOTE_MARKS = "sup > a[id*=note-ref-], a[href*='#footnote-ref-'], a[href*='#endnote-ref-']"


def read(data: bytes, limits: Limits) -> ReadText:
    """The body of the document; headers, footers, contents lists and the marks of notes are left out, and so is hidden text.

    Raises:
        UnreadableFile: locked, broken, without text, or over a limit.
    """
    data = unlocked(data, limits)
    images = mammoth.images.img_element(lambda image: {"src": ""})
    html = mammoth.convert_to_html(BytesIO(rewritten(data, _as_shown)), style_map=_STYLES, convert_image=images).value
    page = BeautifulSoup(html, "lxml")
    for mark in page.select(_NOTE_MARKS):
        mark.decompose()
    promote_bold(page)
    notation = Notation(limits)
    write_blocks([page], notation)
    return notation.read_text(title(data))


def _as_shown(name: str, part: bytes) -> bytes:
    """A part of the document without wrappers, and without runs of text that Word does not show."""
    if not name.startswith("word/"):
        return part
    return _RUN.sub(lambda run: b"" if _UNSEEN_RUN.search(run[0]) else run[0], _WRAPPERS.sub(b"", part))
