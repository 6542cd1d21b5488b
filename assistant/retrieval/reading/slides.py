"""PowerPoint decks: each slide that is shown, with its title as a heading, its text, tables, charts and notes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from assistant.retrieval.reading.characters import one_line
from assistant.retrieval.reading.limits import Limits
from assistant.retrieval.reading.notation import Notation, ReadText
from assistant.retrieval.reading.office import title, unlocked
from assistant.retrieval.reading.shapes import SHAPE_FAULTS, chart_rows, diagram_texts, paragraphs, table_rows

_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_PROPERTIES = "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"
_REPEATS = 3  # slides on which the same text makes it furniture
_LONGEST_FURNITURE = 100


def read(data: bytes, limits: Limits) -> ReadText:
    """The slides in order; hidden ones, footers, dates, slide numbers and shapes that cannot be read are left out.

    Raises:
        UnreadableFile: locked, broken, without text, or over a limit.
    """
    data = unlocked(data, limits)
    slides = list(Presentation(BytesIO(data)).slides)
    notation = Notation(limits)
    repeated = _repeated(slides)
    for number, slide in enumerate(slides, 1):
        if slide.element.get("show") != "0":
            _write_slide(number, slide, repeated, notation)
    return notation.read_text(title(data))


def _write_slide(number: int, slide: Any, repeated: frozenset[str], notation: Notation) -> None:
    shapes = list(_shapes(slide.shapes))
    notation.stand_in_heading(2, f"Slide {number}")
    for shape in shapes:
        if _kind(shape) in _TITLES:
            notation.heading(2, _text(shape))
    for shape in shapes:
        if _kind(shape) not in _TITLES and _text(shape) not in repeated:
            _write_shape(shape, notation)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.text.splitlines():
            notation.paragraph(paragraph)


def _write_shape(shape: Any, notation: Notation) -> None:
    try:
        if shape.has_text_frame:
            notation.end_list()
            for paragraph in paragraphs(shape):
                if paragraph.level is None:
                    notation.paragraph(paragraph.text)
                else:
                    notation.item(paragraph.level, paragraph.text)
        elif getattr(shape, "has_table", False):
            notation.table(table_rows(shape.table), named=shape.table.first_row)
        elif getattr(shape, "has_chart", False):
            notation.table(chart_rows(shape.chart), named=True)
        else:
            notation.end_list()
            for text in diagram_texts(shape):
                notation.item(0, text)
    except SHAPE_FAULTS:
        return


def _shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes with those inside groups; furniture and hidden ones are left out."""
    for shape in shapes:
        if _is_hidden(shape):
            continue
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        elif _kind(shape) not in _FURNITURE:
            yield shape


def _is_hidden(shape: Any) -> bool:
    properties = next(shape.element.iter(_PROPERTIES), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _kind(shape: Any) -> Any:
    try:
        return shape.placeholder_format.type if shape.is_placeholder else None
    except SHAPE_FAULTS:
        return None


def _text(shape: Any) -> str:
    try:
        return one_line(shape.text_frame.text) if shape.has_text_frame else ""
    except SHAPE_FAULTS:
        return ""


def _repeated(slides: list[Any]) -> frozenset[str]:
    """Short texts that stand on half of the slides or more, titles aside."""
    times = Counter(
        text
        for slide in slides
        for text in {_text(shape) for shape in _shapes(slide.shapes) if _kind(shape) not in _TITLES}
        if text and len(text) <= _LONGEST_FURNITURE
    )
    return frozenset(text for text, count in times.items() if count >= max(_REPEATS, len(slides) / 2))
