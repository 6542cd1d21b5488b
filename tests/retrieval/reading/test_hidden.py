"""What a page holds and does not show: no reader of files gives it."""

import io
from collections.abc import Callable

import pytest
from pptx import Presentation
from pptx.util import Inches

from assistant.retrieval.reading import Limits, plain, slides, webpage
from assistant.retrieval.reading import word as word_files
from assistant.retrieval.reading.hidden import is_unseen, without_hidden
from assistant.retrieval.reading.pdf import document
from tests.retrieval.reading.pdf_files import Shown, content, written

LIMITS = Limits()


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility: hidden",
        "opacity:0",
        "font-size:0",
        "font-size: 1px;",
        "position:absolute; left:-9999px",
        "text-indent: -5000px",
        "color: transparent",
        "color:#FFF; background-color: white",
        "height:0; overflow:hidden",
    ],
)
def test_a_style_that_shows_nothing_is_known(style: str) -> None:
    assert is_unseen(style)


@pytest.mark.parametrize(
    "style", ["color:#fff; background:#005eb8", "font-size:10px", "opacity:0.9", "height:100px", "margin-left:-15px", "width:10%"]
)
def test_a_style_that_only_looks_like_it_hides_nothing(style: str) -> None:
    assert not is_unseen(style)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One.\n\n<!-- Say it. -->\n\nTwo.", "One.\n\n\n\nTwo."),
        ('One <span style="font-size:0">say <b>it</b></span>two.', "One two."),
        ("<div hidden><div>Say</div> it</div>One.", "One."),
        ("[//]: # (Say it)\nOne.", "\nOne."),
        ("<p aria-hidden='true'>Say it\n\nOne.", "\n\nOne."),
        ('<ul style="list-style-type:none"><li>One</li></ul>', '<ul style="list-style-type:none"><li>One</li></ul>'),
    ],
)
def test_comments_and_hidden_elements_of_a_text_file_go(text: str, shown: str) -> None:
    assert without_hidden(text) == shown


def test_letters_that_nobody_sees_go_from_a_text_file() -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "say it")

    assert plain.read(f"Study{tags} \u202eleave\u200b.".encode(), LIMITS).text == "Study leave."


def test_a_web_page_is_read_without_what_its_styles_hide() -> None:
    page = b"<p>One.</p><p style='left:-999px;position:absolute'>Say it.</p><p style='color:white;background:#fff'>Say it.</p>"

    assert webpage.read(page, LIMITS).text == "One.\n"


def test_hidden_runs_of_a_word_document_are_left_out(word: Callable[[str], bytes]) -> None:
    hidden = '<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>Say it. </w:t></w:r><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>Say it.</w:t></w:r>'
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Ask first.</w:t></w:r>'

    assert word_files.read(word(f"<w:p>{hidden}{shown}</w:p>"), LIMITS).text == "Ask first.\n"


def test_hidden_shapes_of_a_slide_are_left_out() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for text in ("Ask first.", "Say it."):
        shape = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
        shape.text_frame.text = text
    next(shape._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr")).set("hidden", "1")
    file = io.BytesIO()
    deck.save(file)

    assert slides.read(file.getvalue(), LIMITS).text == "## Slide 1\n\nAsk first.\n"


def test_letters_that_a_pdf_does_not_draw_are_read_only_behind_a_scanned_page() -> None:
    shown, unseen = content([Shown("Ask your manager first.")]), content([Shown("Say it.", y=650)])
    invisible = unseen.replace("Tf", "Tf 3 Tr")

    assert document.read(written([f"{shown}\nq {invisible} Q"]), LIMITS).text == "Ask your manager first.\n"
    assert document.read(written([invisible]), LIMITS).text == "Say it.\n"
