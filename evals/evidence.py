"""Whether a text holds a piece of evidence: by words, since the same fact may stand in several places."""

import re
import unicodedata
from functools import lru_cache

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(([^)\s]*)\)")
_NOT_WORD = re.compile(r"[^\w%£$€]+")
_PIECE = re.compile(r"\n+|(?<=[.!?;])\s+")
_GRAM = 5


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """The words without markup, case, hyphens and punctuation."""
    plain = _LINK.sub(r"\1", _TAG.sub(" ", unicodedata.normalize("NFKC", text)))
    return tuple(word for word in _NOT_WORD.sub(" ", plain.casefold()).split() if word != "_")


@lru_cache(maxsize=50_000)
def _grams(text: str) -> frozenset[tuple[str, ...]]:
    found = words(text)
    return frozenset(found[at : at + _GRAM] for at in range(len(found) - _GRAM + 1))


def contains(text: str, piece: str) -> bool:
    """Whether the words of `piece` stand in `text` one after the other."""
    return f" {' '.join(words(piece))} " in f" {' '.join(words(text))} "


def holds(text: str, evidence: str, share: float = 0.7) -> bool:
    """Whether a passage holds the evidence: contained, or at least `share` of its word 5-grams, or every cell of a row."""
    if contains(text, evidence):
        return True
    grams = _grams(evidence)
    if grams and len(grams & _grams(text)) >= share * len(grams):
        return True
    return _all_cells(text, evidence)


def overlaps(quote: str, evidence: str, share: float = 0.3) -> bool:
    """Whether a quote and the evidence have words in common: one in the other, or `share` of the shorter one's 5-grams.

    A quote within the evidence needs five of its words, or `share` of them, or to be a whole line or sentence of it: less ("a")
    would stand in any evidence.
    """
    if not words(quote) or not words(evidence):
        return False
    if contains(quote, evidence):
        return True
    if contains(evidence, quote):
        return len(words(quote)) >= max(2, min(_GRAM, share * len(words(evidence)))) or _is_whole(quote, evidence)
    one, other = _grams(quote), _grams(evidence)
    if one and other and len(one & other) >= share * min(len(one), len(other)):
        return True
    return _all_cells(quote, evidence)


def _is_whole(quote: str, evidence: str) -> bool:
    return any(words(piece) == words(quote) for piece in _PIECE.split(evidence))


def _all_cells(text: str, row: str) -> bool:
    cells = [cell for cell in re.split(r"[\t|]", row) if words(cell)]
    return len(cells) > 1 and all(contains(text, cell) for cell in cells)
