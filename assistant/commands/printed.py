"""An Answer as it is read in a terminal."""

import unicodedata

from rich.console import Console
from rich.text import Text

from assistant.channels.replies import direction
from assistant.channels.replies.plain import Paragraph, paragraphs_of
from assistant.types import Answer

_WIDEST = 100  # columns; longer lines are tiring to read
_FROM_RIGHT = "\u200f"  # decides the direction of a line that opens with a number, a mark or a name in Latin letters


def print_answer(answer: Answer, console: Console) -> None:
    """Print an answer, then what to mind, its sources, and what to ask next."""
    turned = direction(answer.language) == "rtl"
    for number, paragraph in enumerate(paragraphs_of(answer)):
        if paragraph.opens and number:
            console.print()
        _print(paragraph, console, turned=turned)


def _print(paragraph: Paragraph, console: Console, *, turned: bool) -> None:
    """A terminal can turn a line round, but not one that was broken for it; those lines are left whole."""
    text = _styled(paragraph)
    if turned and _from_right(text.plain):
        console.print(Text(_FROM_RIGHT) + text, soft_wrap=True)
        return
    width = min(console.width, _WIDEST) - paragraph.indent
    for line in text.wrap(console, width) if console.is_terminal else [text]:
        line.rstrip()
        console.print(Text(" " * paragraph.indent) + line, soft_wrap=True)


def _from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def _styled(paragraph: Paragraph) -> Text:
    """The text with its **bold** set in bold and its [n] marks in colour."""
    styled = Text()
    for run in paragraph.runs:
        styled.append(run.text, "cyan" if run.mark else "bold" if run.bold else "")
    return styled
