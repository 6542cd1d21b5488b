"""What stands in one shape of a slide: paragraphs, a table, a chart or a diagram."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError

SHAPE_FAULTS = (AttributeError, KeyError, IndexError, TypeError, ValueError, NotImplementedError, PythonPptxError)
"""What python-pptx raises on a shape that lacks a part."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_BULLETED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a shape; `level` is its depth from 0 as a list item, None where it is none."""

    text: str
    level: int | None


def paragraphs(shape: Any) -> list[Paragraph]:
    """The paragraphs; those of a body placeholder are items where there are several, unless they say otherwise."""
    filled = [paragraph for paragraph in shape.text_frame.paragraphs if paragraph.text.strip()]
    usual = shape.is_placeholder and shape.placeholder_format.type in _BULLETED and len(filled) > 1
    return [Paragraph(paragraph.text, paragraph.level if _is_bulleted(paragraph, usual) else None) for paragraph in filled]


def _is_bulleted(paragraph: Any, usual: bool) -> bool:
    properties = paragraph._p.pPr
    if properties is None:
        return usual
    if properties.find(_DRAWING + "buNone") is not None:
        return False
    marked = (properties.find(_DRAWING + name) is not None for name in ("buChar", "buAutoNum", "buBlip"))
    return usual or any(marked)


def table_rows(table: Any) -> Iterator[list[str]]:
    """The cells row by row; a cell over several rows stands in each."""
    above: list[str] = []
    for row in table.rows:
        above = [
            above[column] if cell.is_spanned and _reaches_down(cell) and column < len(above) else cell.text
            for column, cell in enumerate(row.cells)
        ]
        yield above


def _reaches_down(cell: Any) -> bool:
    return cell._tc.get("vMerge") in ("1", "true")


def chart_rows(chart: Any) -> Iterator[list[str]]:
    """The chart's numbers as a table: a row for each category, a column for each series."""
    title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
    for plot in chart.plots:
        series = list(plot.series)
        yield [title, *(str(one.name) for one in series)]
        for number, category in enumerate(plot.categories):
            values = [one.values[number] if number < len(one.values) else None for one in series]
            yield [str(category), *("" if value is None else f"{value:.12g}" for value in values)]


def diagram_texts(shape: Any) -> list[str]:
    """The texts of a SmartArt diagram, which keeps them in a part of its own."""
    relation = next(shape._element.iter(_DIAGRAM), None)
    if relation is None:
        return []
    data = etree.fromstring(shape.part.related_part(relation.get(_DATA)).blob, etree.XMLParser(resolve_entities=False))
    texts = ("".join(run.text or "" for run in paragraph.iter(_DRAWING + "t")) for paragraph in data.iter(_DRAWING + "p"))
    return [text for text in texts if text.strip()]
