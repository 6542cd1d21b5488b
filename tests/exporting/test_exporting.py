from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm
from pypdf import PdfReader

from assistant.careers.handout import Briefing, HandoutLine, HandoutSection, HandoutSource
from assistant.exporting import docx, markdown, pdf

HINDI = "मैं नर्स बनना चाहती हूँ"
MALAYALAM = "നഴ്സ്"
BRIEFING = Briefing(
    "My development plan",
    date(2026, 11, 26),
    (
        HandoutSection("Where I am", (HandoutLine("Job now: Physiotherapist"), HandoutLine(f"Goal: {HINDI}"))),
        HandoutSection("Money", (HandoutLine("May have changed, check: £333 was paid in 2024/25.", (1, 2)),)),
    ),
    (
        HandoutSource(1, "CPD funding (training hubs)", "https://example.org/cpd?a=1&b=2", "2024"),
        HandoutSource(2, "Strategy Report 2022", "", "undated"),
    ),
    assumed=("You work in England.",),
)


def saying(*texts: str) -> Briefing:
    return Briefing("Plan", date(2026, 11, 26), (HandoutSection("Part", tuple(map(HandoutLine, texts))),), ())


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(BytesIO(pdf(BRIEFING)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def root(reader: PdfReader) -> Any:
    """The root of the file, of which the vendor's types say too little to walk down it."""
    return reader.trailer["/Root"]


def tags(reader: PdfReader) -> list[str]:
    document = root(reader)["/StructTreeRoot"]["/K"][0].get_object()
    return [each.get_object()["/S"] for each in document["/K"]]


def test_markdown_has_headings_lines_and_numbered_sources_with_links_and_dates() -> None:
    text = markdown(BRIEFING)

    assert text.startswith("# My development plan\n\nMade on 26 November 2026.")
    assert "## Money\n\n- May have changed, check: £333 was paid in 2024/25. \\[1\\] \\[2\\]\n" in text
    assert "1. [CPD funding (training hubs)](<https://example.org/cpd?a=1&b=2>), 2024\n2. Strategy Report 2022, no date\n" in text
    assert HINDI in text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("<b>*x*</b> [a](javascript:b)", "- \\<b\\>\\*x\\*\\</b\\> \\[a\\](javascript:b)"),
        ("1. first", "- 1\\. first"),
        ("- not a list", "- \\- not a list"),
        ("# no heading\n## at all", "- \\# no heading \\#\\# at all"),
    ],
)
def test_what_somebody_wrote_cannot_become_markdown(said: str, written: str) -> None:
    assert markdown(saying(said)).splitlines()[-1] == written


def test_word_has_real_headings_and_lists_in_order() -> None:
    document = Document(BytesIO(docx(BRIEFING)))

    outline = [(each.style.name if each.style else "", each.text) for each in document.paragraphs]

    assert outline[0] == ("Heading 1", "My development plan")
    assert ("Heading 2", "Money") in outline
    assert ("List Bullet", "May have changed, check: £333 was paid in 2024/25. [1] [2]") in outline
    assert ("List Bullet", f"Goal: {HINDI}") in outline
    assert outline[-2:] == [
        ("List Number", "CPD funding (training hubs), 2024"),
        ("List Number", "Strategy Report 2022, no date"),
    ]


def test_word_holds_the_links() -> None:
    document = Document(BytesIO(docx(BRIEFING)))

    links = [each.target_ref for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.HYPERLINK]

    assert links == ["https://example.org/cpd?a=1&b=2"]


def test_word_is_on_a4_with_title_and_language_and_no_author() -> None:
    document = Document(BytesIO(docx(BRIEFING)))

    told, page = document.core_properties, document.sections[0]

    assert page.page_width
    assert page.page_height
    assert (page.page_width / Mm(1), page.page_height / Mm(1)) == pytest.approx((210, 297), abs=0.1)
    assert (told.title, told.language, told.author, told.comments) == ("My development plan", "en-GB", "", "")
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml


def test_pdf_says_every_sentence(reader: PdfReader) -> None:
    text = text_of(reader)

    for sentence in (
        "My development plan",
        "Made on 26 November 2026.",
        "May have changed, check: £333 was paid in 2024/25. [1] [2]",
        "1. CPD funding (training hubs), 2024",
        "2. Strategy Report 2022, no date",
        "You work in England.",
    ):
        assert sentence in text


def test_pdf_shows_hindi_with_a_font_of_its_own_and_spells_nothing_out(reader: PdfReader) -> None:
    text = text_of(reader)

    assert "बनना चाहती" in text
    assert "Latin letters" not in text


def test_pdf_holds_the_links(reader: PdfReader) -> None:
    notes = [each.get_object() for page in reader.pages for each in page.get("/Annots", [])]

    assert {note["/A"]["/URI"] for note in notes} == {"https://example.org/cpd?a=1&b=2"}


def test_pdf_is_tagged_with_real_headings_and_has_an_outline(reader: PdfReader) -> None:
    found = tags(reader)

    sections: Any = reader.outline[1]

    assert found[:3] == ["/H1", "/P", "/H2"]
    assert set(found) == {"/H1", "/H2", "/P"}
    assert [each["/Title"] for each in sections] == ["Where I am", "Money", "Taken for granted", "Sources"]


def test_pdf_is_on_a4_with_title_and_language_and_no_author(reader: PdfReader) -> None:
    assert reader.metadata is not None

    width, height = (float(each) * 25.4 / 72 for each in reader.pages[0].mediabox[2:])

    assert (width, height) == pytest.approx((210, 297), abs=0.1)
    assert (reader.metadata.title, reader.metadata.author) == ("My development plan", None)
    assert root(reader)["/Lang"] == "en-GB"
    assert root(reader)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_pdf_spells_out_a_script_without_a_font_and_says_so() -> None:
    text = text_of(PdfReader(BytesIO(pdf(saying(f"Goal: {MALAYALAM} 🙂 → ACP")))))

    assert "Some words are spelt in Latin letters" in text
    assert "ACP" in text


def test_pdf_tags_hold_over_several_pages() -> None:
    reader = PdfReader(BytesIO(pdf(saying(*[f"Line {number} " + "of many words " * 30 for number in range(30)]))))

    assert len(reader.pages) > 1
    assert tags(reader).count("/P") == 31
    assert "Line 29" in text_of(reader)


def test_a_pdf_is_the_same_each_time() -> None:
    assert pdf(saying("One line")) == pdf(saying("One line"))


def test_characters_that_no_page_can_hold_are_left_out() -> None:
    briefing = saying("a\x00b\ud800c\u202ed")

    document = Document(BytesIO(docx(briefing)))

    assert document.paragraphs[-1].text == "a bcd"
    assert markdown(briefing).endswith("- a bcd\n")
    assert "a bcd" in text_of(PdfReader(BytesIO(pdf(briefing))))
