"""Texts as they are compared: without unreadable characters, in lines and sentences."""

import re
import unicodedata

_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_FOOTNOTE = re.compile("(?<=[^\\W\\d_]{3})[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")  # not the square of "m\u00b2"
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-", "×": "x"}
)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]{0,200}>", re.S)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}\)")
_EMPHASIS = re.compile(r"\*{1,3}|`+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_SPLIT_NOT = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|wo|would|could|should|ca|can|must|need)\s*n\s?'?t\b", re.I)
_SPLIT_CLITIC = re.compile(r"(?<=\w)\s+'(s|m|re|ve|ll|d)\b", re.I)
_BULLET = re.compile(r"^\s*(?:[-*•●▪◦‣·]|\(?\d{1,2}[.)]|#{1,6})\s+")
_LINE = re.compile(r"\n+")
_BLANKS = re.compile(r"[^\S\n\t]+")
_END = re.compile(r"(?<=[.!?;])[\"')\]]{0,2}\s+(?=\S)")
_SHORTENED = re.compile(
    r"(?:^|[\s(\"'.-])(?:[a-z]|dr|mr|mrs|ms|prof|st|no|nos|e\.g|i\.e|eg|ie|vs|cf|approx|dept|ltd|co|inc|ca|jr|sr|vol|p|pp|ed|al)\.$",
    re.I,
)


def clean(text: str, characters: int) -> str:
    """The first `characters` of a text in compatibility form, with plain quotation marks and dashes.

    Markup and marks of footnotes are left out.
    """
    text = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", _UNREADABLE.sub(" ", text[:characters]))).translate(_MARKS)
    text = _EMPHASIS.sub("", _LINK.sub(r"\1", _TAG.sub(" ", text)))
    text = _SPLIT_CLITIC.sub(r"'\1", _SPLIT_NOT.sub(_joined_not, text))
    return _BLANKS.sub(" ", text)


def _joined_not(match: re.Match[str]) -> str:
    return f"{match[1]}n't"


def lines(text: str) -> list[str]:
    """The lines of a cleaned text without bullets and blanks at their ends."""
    found = (_BULLET.sub("", line).strip() for line in _LINE.split(text))
    return [line for line in found if line]


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells apart by tabs or bars."""
    return "\t" in line.strip() or line.count("|") > 1 or " | " in line


def is_heading(line: str) -> bool:
    """Whether a line is short and no sentence: a title, a heading, the name of a column."""
    return len(line.split()) <= 12 and not line.endswith((".", "!", "?", ";"))


def sentences(line: str) -> list[str]:
    """The sentences of a line; a row of a table is one."""
    if is_row(line):
        return [line]
    found, start = [], 0
    for match in _END.finditer(line):
        if _SHORTENED.search(line[start : match.start()][-8:]):
            continue
        found.append(line[start : match.end()].strip())
        start = match.end()
    return [*found, line[start:].strip()] if line[start:].strip() else found
