"""Text without what no page can hold: control characters, halves of characters, and marks that turn the direction of what follows."""

import unicodedata

from assistant.careers.handout import HandoutLine

SOURCES = "Sources"
ASSUMED = "Taken for granted"
_JOINERS = "\u200c\u200d"  # Hindi and Malayalam are not spelt right without them
_NEVER = {"Cc", "Cf", "Cs", "Cn", "Co"}


def printable(text: str) -> str:
    """The text on one line, with a space for each run of space or control characters."""
    kept = (char if char in _JOINERS or unicodedata.category(char) not in _NEVER else " " for char in text)
    return " ".join("".join(kept).split())


def with_numbers(line: HandoutLine) -> str:
    """The line with the numbers of its sources behind it."""
    return " ".join((printable(line.text), *(f"[{number}]" for number in line.sources)))
