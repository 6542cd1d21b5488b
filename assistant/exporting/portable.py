"""A briefing as a PDF on A4: tagged headings and paragraphs, an outline, a title and a language, and fonts inside the file."""

import math
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time

from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from assistant.exporting.handout import Briefing, HandoutSource
from assistant.exporting.printable import ASSUMED, SOURCES, printable, with_numbers
from assistant.exporting.scripts import FONTS, MAIN, Scripts

SPELT_OUT = "Some words are spelt in Latin letters: this file has no font for their script. The Word file shows them as written."

_MARGIN, _INDENT = 18.0, 5.0  # millimetres
_BODY, _SECTION, _TITLE = 10.0, 12.0, 17.0  # points
_LEADING = 1.25
_MILLIMETRES = 25.4 / 72
_BLUE = (0, 94, 184)


class _TaggedPage(FPDF):
    """Pages whose text says what it is: a heading, a paragraph, or the page number, which is no part of the text."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        for family, path in FONTS.items():
            self.add_font(family, fname=path)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(auto=True, margin=_MARGIN)
        self.set_text_shaping(use_shaping_engine=True)
        self.set_font(MAIN, size=_BODY)
        self.scripts = Scripts({family: self._letters(family) for family in FONTS})

    def footer(self) -> None:
        self.set_y(-_MARGIN / 2)
        self._out("/Artifact BMC")
        self.set_font(MAIN, size=_BODY - 2)
        self.cell(0, 4, f"Page {self.page_no()}", align="R")
        self._out("EMC")

    def block(self, tag: str, text: str, size: float = _BODY, link: str = "", after: str = "") -> None:
        """A heading or paragraph, whole on one page because a tag may not cross its edge; `after` follows outside the link."""
        height = size * _MILLIMETRES * _LEADING
        self._keep_together(text + after, size, height, more=0 if tag == "P" else 3 * height)  # a heading stays with what follows
        if tag == "H2":
            self.ln(2)
        with self.tagged(tag):
            self._write(text, size, height, link)
            self._write(after, size, height, "")
        self.ln(height + (0.8 if tag == "P" else 1.2))

    def _letters(self, family: str) -> Collection[int]:
        font = self.fonts[family.lower()]
        return font.cmap if isinstance(font, TTFFont) else ()

    @contextmanager
    def tagged(self, tag: str) -> Iterator[None]:
        """What is written inside is of that structure type; the vendor's own marks call everything a figure."""
        number = self.struct_builder.next_mcid_for_page(self.page)
        _, parents = self.struct_builder.add_marked_content(page_number=self.page, struct_type=f"/{tag}", mcid=number)
        self.pages[self.page].struct_parents = parents
        self._out(f"/{tag} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    def _write(self, text: str, size: float, height: float, link: str) -> None:
        with self.local_context(text_color=_BLUE if link else None, **_weight(size)):
            for run in self.scripts.runs(text):
                self.set_font(run.font, size=size)
                self.write(height, run.text, link)

    def _keep_together(self, text: str, size: float, height: float, more: float) -> None:
        width = 0.0
        for run in self.scripts.runs(text):
            self.set_font(run.font, size=size)
            width += self.get_string_width(run.text)
        lines = math.ceil(width / (0.85 * (self.w - self.r_margin - self.l_margin))) + 1  # a line seldom fills its width
        if self.will_page_break(lines * height + more):
            self.add_page()


def _weight(size: float) -> dict[str, object]:
    """Headings are drawn with an outline, for the vendor takes ten seconds to draw a bold face from the font."""
    return {"text_mode": TextMode.FILL_STROKE, "line_width": 0.2} if size > _BODY else {}


def pdf(briefing: Briefing) -> bytes:
    """The page as the bytes of a .pdf file, the same each time for the same briefing."""
    page = _TaggedPage()
    page.set_title(printable(briefing.title))
    page.set_lang(briefing.language)
    page.viewer_preferences = ViewerPreferences(display_doc_title=True)
    page.set_creation_date(datetime.combine(briefing.made_on, time(), tzinfo=UTC))
    page.add_page()
    page.start_section(printable(briefing.title))
    page.block("H1", printable(briefing.title), _TITLE)
    page.block("P", briefing.made)
    for section in briefing.sections:
        _add_section(page, section.heading, [with_numbers(line) for line in section.lines])
    _add_section(page, ASSUMED if briefing.assumed else "", [printable(each) for each in briefing.assumed])
    _add_sources(page, briefing)
    return bytes(page.output())


def _add_section(page: _TaggedPage, heading: str, lines: list[str]) -> None:
    if heading:
        page.start_section(printable(heading), level=1)
        page.block("H2", printable(heading), _SECTION)
    for line in lines:
        page.block("P", f"• {line}" if heading else line)


def _add_sources(page: _TaggedPage, briefing: Briefing) -> None:
    if briefing.sources:
        _add_section(page, SOURCES, [])
    for source in briefing.sources:
        page.block("P", _title(source), link=source.url, after=f", {source.dated}")
    texts = [line.text for section in briefing.sections for line in section.lines]
    if not all(page.scripts.is_shown(text) for text in texts):
        page.block("P", SPELT_OUT)


def _title(source: HandoutSource) -> str:
    return f"{source.number}. {printable(source.title)}"
