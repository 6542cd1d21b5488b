"""The Word template of a page: a table to fill in, and below it the parts of a page with hints to write over."""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.corpus.word_form import HEADER, ROWS
from assistant.retrieval.likely import ANSWERED, UNANSWERED

_HOW = """\
Fill in the middle column of the table. Then write the page below it over the hints in square brackets, and delete what you do not \
need. Keep headings as headings and lists as lists: use the styles of Word.
Write short sentences in your own words. Put the date beside each figure. Name teams and roles, never people. What stands above the \
table and in the table is not part of the page."""
_ANSWER = "[Answer the main question in one or two short sentences.]"
_HEADING, _POINTS = "[A heading of yours]", ("[A point of a list]", "[Another point]")
_CELLS = (("[Point]", "[Detail]", "[Date of the source of each row]"), ("[A row]", "[What it is]", "[August 2026, or No date]"))
_ASK = "[A team or role, and what to ask them]"
_SOURCE = "[Another source that you used: its title, web address and date]"
_LINE = "[A few words of a line above, copied exactly]"
_QUESTIONS = ("[A question that people put when they need that line]", "[The same as somebody would type it in a chat]")
_OPEN = "[A question on the subject that this page does not answer]"
_LIST = 900  # the number of our list, which none of Word's has
_LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
)
HINTS = (_ANSWER, _HEADING, *_POINTS, *(cell for row in _CELLS for cell in row), _ASK, _SOURCE, _LINE, *_QUESTIONS, _OPEN)


def template() -> bytes:
    """The template as the bytes of a .docx file."""
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.title = ""
    document.core_properties.comments = ""
    document.add_heading("A page for the assistant", 0)
    for paragraph in _HOW.splitlines():
        document.add_paragraph(paragraph)
    _rows(document, [HEADER, *((row.label, row.given, row.hint) for row in ROWS)])
    _page(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _page(document: Document) -> None:
    document.add_paragraph(_ANSWER)
    document.add_heading(_HEADING, 1)
    _list(document, *((text, 0) for text in _POINTS))
    document.add_heading(_HEADING, 1)
    _rows(document, _CELLS)
    document.add_heading("Who to ask", 1)
    _list(document, (_ASK, 0))
    document.add_heading("Sources", 1)
    _list(document, (_SOURCE, 0))
    document.add_heading(ANSWERED, 1)
    _list(document, (_LINE, 0), *((text, 1) for text in _QUESTIONS))
    document.add_heading(UNANSWERED, 1)
    _list(document, (_OPEN, 0))


def _rows(document: Document, rows: Sequence[tuple[str, ...]]) -> None:
    """A table whose first row names the columns, which readers of the page and of the screen rely on."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    names = document.element.body.xpath("./w:tbl[last()]/w:tr")[0]
    names.get_or_add_trPr().append(parse_xml(f'<w:tblHeader {nsdecls("w")} w:val="true"/>'))


def _list(document: Document, *items: tuple[str, int]) -> None:
    """A list with each item at its level, counted from 0."""
    number = _numbering(document)
    for text, level in items:
        properties = (
            document.add_paragraph(text, style="List Paragraph").paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        )
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number


def _numbering(document: Document) -> int:
    """The number of the list with bullets on two levels, which is made when it is first needed: Word's own has but one."""
    numbering = document.part.numbering_part.element
    if not numbering.xpath(f"./w:num[@w:numId='{_LIST}']"):
        levels = "".join(_LEVEL.format(level=level, left=360 * (level + 1)) for level in range(2))
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>'))
        made = f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'
        numbering.append(parse_xml(made))
    return _LIST
