"""Text without what no page can hold: control characters, halves of characters, and marks that turn the direction of what follows."""

import unicodedata

from assistant.careers.handout import HandoutLine

SOURCES = "Sources"
ASSUMED = "Taken for granted"
_JOINERS = "\u200c\u200d"  # Hindi and Malayalam are not spelt right without them
_NEVER = {"Cf", "Cs", "Cn", "Co"}


def printable(text: str) -> str:
    """The text on one line, with one space for each run of spaces and control characters."""
    spaced = (" " if unicodedata.category(char) == "Cc" else char for char in text)
    kept = (char for char in spaced if char in _JOINERS or unicodedata.category(char) not in _NEVER)
    return " ".join("".join(kept).split())


def with_numbers(line: HandoutLine) -> str:
    """The line with the numbers of its sources behind it."""
    return " ".join((printable(line.text), *(f"[{number}]" for number in line.sources)))
