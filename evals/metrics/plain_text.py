"""The text of an answer without what is only form: marks of citations, ordinals of lists, emphasis, digits of other scripts."""

import html
import re
import unicodedata

_MARK = re.compile(r"\[\^?\d{1,2}(?:\s*[,;–-]\s*\^?\d{1,2})*\](?!\()")
_ORDINAL = re.compile(r"(?m)^\s*(?:[-*+•]\s+)?\d{1,2}[.)]\s+")
_BULLET = re.compile(r"(?m)^\s*[-*+•]\s+")
_EMPHASIS = re.compile(r"\*+|~~|`|(?<!\w)_+|_+(?!\w)|(?m:^\s*#{1,6}\s+)")
_FOOTNOTE = re.compile(r"[¹²³⁰-⁹₀-₉]")
_DASHES = re.compile(r"[‐‑‒–—―−﹘﹣－]")


def plain_text(text: str) -> str:
    """The text as it is read, folded to plain dashes and the digits 0 to 9; lines stay lines."""
    text = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", html.unescape(text)))
    return "".join(map(_digit, _DASHES.sub("-", _EMPHASIS.sub("", text))))


def without_form(answer: str) -> str:
    """An answer's plain text without citation marks, bullets and the ordinals of its lists."""
    return plain_text(_BULLET.sub("", _ORDINAL.sub("", _MARK.sub(" ", answer))))


def _digit(character: str) -> str:
    return character if character.isascii() or not character.isdecimal() else str(unicodedata.decimal(character))
