"""A briefing as a Word file on A4, with a title, a language, real headings and lists."""

from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from assistant.careers.handout import Briefing, HandoutSource
from assistant.exporting.printable import ASSUMED, SOURCES, printable, with_numbers

_MARGIN = Mm(20)


def docx(briefing: Briefing) -> bytes:
    """The page as the bytes of a .docx file."""
    document = Document()
    _set_up(document, briefing)
    document.add_heading(printable(briefing.title), 1)
    document.add_paragraph(briefing.made)
    for section in briefing.sections:
        _list(document, section.heading, [with_numbers(line) for line in section.lines])
    if briefing.assumed:
        _list(document, ASSUMED, [printable(each) for each in briefing.assumed])
    if briefing.sources:
        document.add_heading(SOURCES, 2)
    for source in briefing.sources:
        _add_source(document.add_paragraph(style="List Number"), source)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, briefing: Briefing) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    told = document.core_properties
    told.title, told.language = printable(briefing.title), briefing.language
    told.author = told.last_modified_by = told.comments = ""  # the template names its maker
    told.created = told.modified = datetime.combine(briefing.made_on, time())
    for language in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        language.set(qn("w:val"), briefing.language)


def _list(document: WordDocument, heading: str, lines: list[str]) -> None:
    if heading:
        document.add_heading(printable(heading), 2)
    for line in lines:
        document.add_paragraph(line, style="List Bullet" if heading else None)


def _add_source(paragraph: Paragraph, source: HandoutSource) -> None:
    if source.url:
        _add_link(paragraph, printable(source.title), source.url)
    else:
        paragraph.add_run(printable(source.title))
    paragraph.add_run(f", {source.dated}")


def _add_link(paragraph: Paragraph, text: str, url: str) -> None:
    """A link as Word writes it: a run inside a hyperlink that points at a relationship of the document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 - python-docx has no other way to move a run into a link
    paragraph._p.append(link)  # noqa: SLF001 - the same
