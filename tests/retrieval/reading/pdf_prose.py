"""A paragraph as a PDF file shows it, and how it is read."""

from assistant.retrieval.reading import Limits
from assistant.retrieval.reading.pdf import document
from tests.retrieval.reading.pdf_files import Shown

LIMITS = Limits()
PROSE = (
    "The education team meets every second Tuesday of the month to look at the applications that",
    "have come in. It decides by the criteria which the board has set, writes to everyone within",
    "a week and keeps a list.",
)


def text_of(data: bytes) -> str:
    return document.read(data, LIMITS).text


def lines(texts: tuple[str, ...], x: float = 72, y: float = 700, size: float = 11, bold: bool = False) -> list[Shown]:
    return [Shown(text, x, y - 13 * number, size, bold) for number, text in enumerate(texts)]
