"""The pieces of text that a PDF page places, with where they stand and what they are marked as."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, isfinite, sin
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, FloatObject, NameObject

from assistant.retrieval.reading.pdf.fonts import Font

_MOVES = (b"Td", b"TD", b"Tm", b"T*", b"BDC", b"BMC", b"EMC")
_STAY = ([FloatObject(number) for number in (1, 0, 0, 1, 0, 0)], b"cm")
_CONTENTS = NameObject("/Contents")
_INVISIBLE = 3  # the mode in which letters are neither filled nor drawn
_CELL_SHIFT = -900  # thousandths of the size
_STRAIGHT = 0.02  # radians
_READ_AS_SPACE = 0.45  # of a space: pypdf reads a wider shift inside a string as one


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text at a place, in points along its own direction: x grows with the reading, y upwards.

    `lead` is how far right of x the text begins where the pen has not moved since the fragment before. `width` leaves
    spaces at the end out; `exact` says that it is not guessed. `mark` is the fragment's number in the structure of the
    page, None where it has none; `artifact` says that the file calls it furniture, `unseen` that it draws nothing.
    """

    text: str
    x: float
    y: float
    lead: float
    width: float
    exact: bool
    size: float
    bold: bool
    angle: float
    mark: int | None
    artifact: bool
    unseen: bool = False

    @property
    def end(self) -> float:
        return self.x + self.width


class Fonts:
    """The fonts of a document, each taken in once."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[Mapping[str, Any], Font]] = {}

    def font(self, resource: Mapping[str, Any] | None) -> Font:
        key = id(resource)
        if key not in self._fonts:
            self._fonts[key] = (resource or {}, Font(resource or {}))  # holding the resource keeps its id its own
        return self._fonts[key][1]


def fragments(page: PageObject, fonts: Fonts) -> list[Fragment]:
    """The fragments of a page in the order in which the file shows them."""
    if "/Contents" not in page:
        return []
    original = page.raw_get("/Contents")
    content = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    content.operations = list(_parted(content.operations))
    collector = _Collector(fonts)
    page[_CONTENTS] = content
    try:
        page.extract_text(
            visitor_text=collector.text, visitor_operand_before=collector.before, visitor_operand_after=collector.after
        )
    finally:
        page[_CONTENTS] = original  # the parted steps of all pages together would fill the memory
    return list(_as_shown(collector.fragments))


def _as_shown(found: list[Fragment]) -> Iterator[Fragment]:
    """What is drawn, or what is not where that is more: behind the picture of a scanned page stand its words."""
    letters = Counter[bool]()
    for fragment in found:
        letters[fragment.unseen] += len(fragment.text.strip())
    scanned = letters[True] > letters[False]
    yield from (fragment for fragment in found if scanned or not fragment.unseen)


def _parted(operations: list[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes]]:
    """The steps of a page with one that moves nothing behind each that moves the pen: pypdf reports what is between."""
    for operands, operator in operations:
        if operator == b"EMC":
            yield _STAY
        if operator == b"TJ" and operands and isinstance(operands[0], list):
            yield from _cut_strings(operands[0])
        else:
            yield operands, operator
        if operator in _MOVES:
            yield _STAY


def _cut_strings(items: list[Any]) -> Iterator[tuple[Any, bytes]]:
    """The strings of a TJ step, apart where the shift between two is as wide as between the cells of a table."""
    part = ArrayObject()
    for item in items:
        if isinstance(item, int | float) and item < _CELL_SHIFT and part:
            yield [part], b"TJ"
            yield _STAY
            part = ArrayObject()
        part.append(item)
    yield [part], b"TJ"


class _Spacing:
    """The part of the text state that pypdf keeps to itself and that says how far apart letters are set."""

    def __init__(self) -> None:
        self._state = (0.0, 0.0, 1.0)
        self._saved: list[tuple[tuple[float, float, float], bool]] = []
        self._shifts: list[float] = []
        self._lead = 0.0
        self._bytes = 0
        self._extra = (0.0, 0.0)
        self._unseen = False

    @property
    def unseen(self) -> bool:
        return self._unseen

    def note(self, operator: bytes, operands: Any) -> None:
        letters, words, stretch = self._state
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            self._show(operands[-1] if operands else None)
        elif operator == b"Tc":
            self._state = (_number(operands, 0.0), words, stretch)
        elif operator == b"Tw":
            self._state = (letters, _number(operands, 0.0), stretch)
        elif operator == b"Tz":
            self._state = (letters, words, _number(operands, 100.0) / 100)
        elif operator == b"Tr":
            self._unseen = _number(operands, 0.0) == _INVISIBLE
        elif operator == b"q":
            self._saved.append((self._state, self._unseen))
        elif operator == b"Q" and self._saved:
            self._state, self._unseen = self._saved.pop()

    def _show(self, shown: Any) -> None:
        for item in shown if isinstance(shown, list) else [shown]:
            if isinstance(item, int | float) and not self._bytes:
                self._lead -= float(item) / 1000
            elif isinstance(item, int | float):
                self._shifts.append(-float(item) / 1000)
            elif isinstance(item, bytes):
                letters, words, _ = self._state
                self._bytes += len(item)
                self._extra = (self._extra[0] + letters * len(item), self._extra[1] + words * item.count(b" "))

    def taken(self, text: str, font: Font, size: float) -> tuple[float, float]:
        """How far in the text that was shown since the last call begins, and how wide it is, before the matrix."""
        space = font.width(" ")
        kerning = sum(shift - (space if shift > _READ_AS_SPACE * space else 0) for shift in self._shifts)
        between = self._extra[0] * len(text) / max(self._bytes, 1) + self._extra[1]
        lead, stretch = self._lead, self._state[2]
        self._shifts, self._lead, self._bytes, self._extra = [], 0.0, 0, (0.0, 0.0)
        shown = font.width(text.rstrip(" ")) + kerning
        return lead * size * stretch, (shown * size + between) * stretch


class _Collector:
    """The callbacks that pypdf calls while it reads a page."""

    def __init__(self, fonts: Fonts) -> None:
        self.fragments: list[Fragment] = []
        self._fonts = fonts
        self._spacing = _Spacing()
        self._marks: list[tuple[int | None, bool]] = []
        self._frames: list[list[float]] = []

    def before(self, operator: bytes, operands: Any, frame: list[float], _text_matrix: list[float]) -> None:
        self._spacing.note(operator, operands)
        if operator in (b"BDC", b"BMC"):
            self._marks.append(_mark(operands))
        elif operator == b"Do":
            self._frames.append(_product(frame, self._frames[-1]) if self._frames else list(frame))

    def after(self, operator: bytes, _operands: Any, _frame: list[float], _text_matrix: list[float]) -> None:
        if operator == b"EMC" and self._marks:
            self._marks.pop()
        elif operator == b"Do" and self._frames:
            self._frames.pop()

    def text(self, text: str, frame: list[float], matrix: list[float], resource: Any, size: float) -> None:
        font = self._fonts.font(resource)
        text = text.replace("\n", "")
        lead, width = self._spacing.taken(text, font, size)
        if text:
            whole = _product(matrix, frame)
            whole = _product(whole, self._frames[-1]) if self._frames else whole
            self.fragments.append(self._placed(text, whole, (lead, width), size, font))

    def _placed(self, text: str, matrix: list[float], across: tuple[float, float], size: float, font: Font) -> Fragment:
        a, b, c, d, x, y = (number if isfinite(number) else 0.0 for number in matrix)
        angle = atan2(b, a)
        angle = 0.0 if abs(angle) < _STRAIGHT else angle
        return Fragment(
            text=text,
            x=x * cos(angle) + y * sin(angle),
            y=y * cos(angle) - x * sin(angle),
            lead=across[0] * hypot(a, b),
            width=across[1] * hypot(a, b),
            size=abs(size) * hypot(c, d) or 1.0,
            exact=font.knows(text),
            bold=font.bold,
            angle=round(angle, 2),
            mark=next((number for number, _ in reversed(self._marks) if number is not None), None),
            artifact=any(artifact for _, artifact in self._marks),
            unseen=self._spacing.unseen,
        )


def _mark(operands: Any) -> tuple[int | None, bool]:
    """The number of a marked stretch, None where it has none, and whether it is furniture."""
    properties = operands[1] if len(operands) > 1 else None
    number = properties.get("/MCID") if isinstance(properties, Mapping) else None
    return (int(number) if isinstance(number, int) else None), bool(operands) and str(operands[0]) == "/Artifact"


def _number(operands: Any, otherwise: float) -> float:
    return float(operands[0]) if operands and isinstance(operands[0], int | float) else otherwise


def _product(m: list[float], n: list[float]) -> list[float]:
    return [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
