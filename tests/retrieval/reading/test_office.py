"""Word, PowerPoint and Excel files in the notation."""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from assistant.errors import UnreadableFile
from assistant.retrieval.reading import Limits, office, slides, workbook
from assistant.retrieval.reading import word as word_files

LIMITS = Limits()
Word = Callable[[str], bytes]


def paragraph(text: str, style: str = "", bold: bool = False) -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r>{'<w:rPr><w:b/></w:rPr>' * bold}<w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def workbook_of(*sheets: openpyxl.worksheet.worksheet.Worksheet) -> bytes:
    file = io.BytesIO()
    sheets[0].parent.save(file)
    return file.getvalue()


def deck_of(presentation: Any) -> bytes:
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def test_a_word_document_keeps_its_headings_and_leaves_its_contents_list_out(word: Word) -> None:
    contents = paragraph("Leave 3", "toc1")
    body = paragraph("Handbook", "Title") + contents + paragraph("Leave", "heading1") + paragraph("Ask first.")

    read = word_files.read(word(body), LIMITS)

    assert read.text == "# Handbook\n\n# Leave\n\nAsk first.\n"
    assert read.title == "Handbook"


def test_short_bold_paragraphs_are_headings_where_a_document_has_no_others(word: Word) -> None:
    body = paragraph("Who pays", bold=True) + paragraph("The levy.") + paragraph("Really all of it.", bold=True)

    assert word_files.read(word(body), LIMITS).text == "## Who pays\n\nThe levy.\n\nReally all of it.\n"


def test_a_word_table_keeps_rows_that_miss_cells(word: Word) -> None:
    table = f"<w:tbl>{row('Name', 'Weeks')}{row('Coaching', '6')}{row('Leadership')}</w:tbl>"

    text = word_files.read(word(paragraph("Courses:") + table), LIMITS).text

    assert text == "Courses:\n\nName\tWeeks\nCoaching\t6\nLeadership\t\n"


def test_text_in_fields_and_moved_text_is_kept(word: Word) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    field = f'<w:fldSimple w:instr="TITLE">{run.format("Leave")}</w:fldSimple>'
    moved = f'<w:moveTo w:id="1">{run.format(" policy")}</w:moveTo>'

    assert word_files.read(word(f"<w:p>{field}{moved}</w:p>"), LIMITS).text == "Leave policy\n"


def test_a_document_in_the_strict_dialect_is_read(word: Word) -> None:
    data = word(paragraph("Ask first."))
    strict = office.rewritten(
        data,
        lambda _, part: re.sub(
            rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml)/2006/",
            rb"http://purl.oclc.org/ooxml/\1/",
            part,
        ),
    )

    assert b"purl.oclc.org" not in office.unlocked(strict, LIMITS)
    assert word_files.read(strict, LIMITS).text == "Ask first.\n"


def test_an_archive_that_says_it_unpacks_to_too_much_is_not_opened(word: Word) -> None:
    with pytest.raises(UnreadableFile, match="needed more than 2 MB of memory"):
        office.unlocked(word(" " * 3 * 2**20), Limits(memory_bytes=2 * 2**20))


@pytest.mark.parametrize(("password", "opens"), [("VelvetSweatshop", True), ("secret", False)])
def test_a_locked_file_opens_only_with_the_password_that_excel_gives_itself(password: str, opens: bool) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Coaching", 6])
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook_of(book.active))).encrypt(password, locked)

    if opens:
        assert workbook.read(locked.getvalue(), LIMITS).text == "## Sheet\n\nCoaching\t6\n"
    else:
        with pytest.raises(UnreadableFile, match="needs a password"):
            workbook.read(locked.getvalue(), LIMITS)


def test_an_old_office_file_under_a_new_name_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="save it in the new one"):
        office.unlocked(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), LIMITS)


def test_each_shown_sheet_is_a_heading_and_a_table() -> None:
    book = openpyxl.Workbook()
    first, second, hidden = book.active, book.create_sheet("Costs"), book.create_sheet("Lists")
    first.title = "Courses"
    for line in (["Name", "Starts"], ["Coaching", date(2026, 9, 1)], [None, None], ["Leadership", None]):
        first.append(line)
    second.append(["Item", "Price"])
    second.append(["Book", 27])
    hidden.append(["secret", "list"])
    hidden.sheet_state = "hidden"

    text = workbook.read(workbook_of(first), LIMITS).text

    assert text == "## Courses\n\nName\tStarts\nCoaching\t2026-09-01\nLeadership\t\n\n## Costs\n\nItem\tPrice\nBook\t27\n"


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (27000, '"£"#,##0', "£27,000"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (-5, '"£"#,##0;[Red]-"£"#,##0', "-£5"),
        (0.125, "0.0%", "12.5%"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (7, "000", "007"),
        (True, "General", "TRUE"),
        ("#N/A", "General", ""),
    ],
)
def test_a_cell_is_read_as_excel_shows_it(value: object, number_format: str, shown: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Value", "Other"])
    book.active.append(["x", value, "y"])
    book.active["B2"].number_format = number_format

    text = workbook.read(workbook_of(book.active), LIMITS).text

    assert text.splitlines()[-1] == f"x\t{shown}\ty"


def test_tables_that_share_a_sheet_stay_apart() -> None:
    book = openpyxl.Workbook()
    left = [["Name", "Weeks"], ["Coaching", 6], [None], ["Band", "Pay"], ["5", 29970]]
    for line in left:
        book.active.append(line)
    for place, value in {"E2": "Site", "F2": "Rooms", "E3": "Exeter", "F3": 3}.items():
        book.active[place] = value

    text = workbook.read(workbook_of(book.active), LIMITS).text

    tables = text.split("\n\n", 1)[1].rstrip().split("\n\n")
    assert tables == ["Name\tWeeks\nCoaching\t6", "Band\tPay\n5\t29970", "Site\tRooms\nExeter\t3"]


def test_a_slide_is_its_title_its_text_and_its_notes() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Study leave"
    frame = slide.placeholders[1].text_frame
    frame.text = "Ask your manager"
    frame.add_paragraph().text = "By email"
    frame.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "Say it slowly."

    read = slides.read(deck_of(deck), LIMITS)

    assert read.text == "## Study leave\n\n- Ask your manager\n  - By email\n\nSay it slowly.\n"
    assert read.title == "Study leave"


def test_tables_charts_and_groups_on_slides_are_read() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    for place, text in enumerate(["Name", "Weeks", "Coaching", "6"]):
        table.cell(place // 2, place % 2).text = text
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["2025"]
    data.add_series("Starts", [12])
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(2), Inches(2), data)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "In a group"

    text = slides.read(deck_of(deck), LIMITS).text

    assert text == "## Slide 1\n\nName\tWeeks\nCoaching\t6\n\n\tStarts\n2025\t12\n\nIn a group\n"


def test_what_stands_on_most_slides_and_hidden_slides_are_left_out() -> None:
    deck = Presentation()
    for number in range(4):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Part {number}"
        slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "Trust confidential"
    deck.slides[3].element.set("show", "0")

    assert slides.read(deck_of(deck), LIMITS).text == "## Part 0\n\n## Part 1\n\n## Part 2\n"


@pytest.mark.parametrize("empty", [deck_of(Presentation()), workbook_of(openpyxl.Workbook().active)])
def test_an_empty_office_file_has_no_text(empty: bytes) -> None:
    read = slides.read if b"ppt/" in empty else workbook.read

    with pytest.raises(UnreadableFile, match="no text"):
        read(empty, LIMITS)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("A guide to leave", "A guide to leave"),
        ("Microsoft Word - leave v2.docx", ""),
        ("PowerPoint Presentation", ""),
        ("leave.pdf", ""),
        ("Document1", ""),
        ("(anonymous)", ""),
    ],
)
def test_a_title_that_a_program_made_up_is_none(written: str, kept: str) -> None:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.add_textbox(0, 0, 9, 9).text_frame.text = "words"
    deck.core_properties.title = written

    assert slides.read(deck_of(deck), LIMITS).title == kept
