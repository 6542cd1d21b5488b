"""A text as the words that are compared: stems, quantities, names, and what negates or limits them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.grounding.numerals import NUMBER
from assistant.grounding.operators import LIMITING
from assistant.grounding.quantities import Quantity, quantities
from assistant.grounding.rows import Unit
from assistant.words import STOP_WORDS, abbreviations, fold, stems

_RAW = re.compile(
    rf"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|{NUMBER.pattern}(?![^\W_])|[^\W_]+(?:'[^\W\d_]+)*|[-/&%£$€.,;:!?|\t()\"]"
)
_MARK = re.compile(r"^[\W_]$")
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{1,5}s?$")
_CONTRACTED = re.compile(r"n't$|^\w{1,5}'(?:m|re|ve|ll|d)$|^(?:it|that|he|she|who|what|where|there|here|how|let)'s$")
_SKIPPED = {"of", "and", "the", "for", "in", "to", "&", "a"}
_LINKING = set("also however therefore moreover furthermore meanwhile additionally though although thus hence yeah well".split())
_EMPTY = STOP_WORDS | LIMITING - {"own", "same"} | {"n't"} | _LINKING


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or name of a text; `place` counts them, `unit` numbers its sentence, row or line.

    `content` says whether it carries meaning of its own; `name` whether it is written as a name; `raw` is as written.
    `initial` says that it is capitalised as the first of its unit; `column` numbers the column of a row, from 1, and `header`
    says that it belongs to the column's name.
    """

    raw: str
    text: str
    stem: str
    place: int
    unit: int = 0
    content: bool = False
    name: bool = False
    quantity: Quantity | None = None
    column: int = 0
    header: bool = False
    initial: bool = False

    @property
    def weight(self) -> float:
        """How much it counts: numbers and names most, long words more than short ones."""
        if not self.content:
            return 0.0
        if self.quantity:
            return 1.5
        return 1.4 if self.name else min(1.2, 0.4 + 0.1 * len(self.text))


_fold = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True, slots=True)
class _Raw:
    written: str
    folded: str


def tokens(found: Sequence[Unit], short: Mapping[tuple[str, ...], str] | None = None) -> tuple[Token, ...]:
    """The tokens of units in their order; `short` gives the short form of names that are written out."""
    made: list[Token] = []
    for number, unit in enumerate(found):
        for text, column, header in unit.parts:
            for token in _of_text(text, short or {}):
                made.append(replace(token, place=len(made), unit=number, column=column, header=header))
    return tuple(made)


def _of_text(text: str, short: Mapping[tuple[str, ...], str]) -> list[Token]:
    raw = [_Raw(word, word if len(word) == 1 and not word.isalnum() else _fold(word)) for word in _RAW.findall(text)]
    raw = _shortened(raw, short)
    counted = {each.start: each for each in quantities([each.folded for each in raw])}
    covered = {place for each in counted.values() for place in range(each.start, each.end)}
    stemmed = stems([each.folded for each in raw])
    made: list[Token] = []
    for place, each in enumerate(raw):
        if place in counted or (place not in covered and not _MARK.match(each.folded)):
            made.append(_token(each, stemmed[place], counted.get(place), first=not made))
    return made


def _token(each: _Raw, stem: str, quantity: Quantity | None, first: bool) -> Token:
    text = each.folded
    code = any(letter.isdigit() for letter in text)
    content = bool(quantity) or code or (text.removesuffix("'s") not in _EMPTY and len(text) > 1 and not _CONTRACTED.search(text))
    name = not quantity and _is_name(each.written, text, first)
    initial = first and not quantity and each.written[:1].isupper()
    return Token(each.written, text, stem, 0, 0, content, name, quantity, initial=initial)


def _is_name(written: str, folded: str, first: bool) -> bool:
    if _ACRONYM.match(written):
        return folded not in {"ii", "ok"}
    return written[:1].isupper() and not first and folded not in STOP_WORDS and len(folded) > 1


def _shortened(raw: list[_Raw], short: Mapping[tuple[str, ...], str]) -> list[_Raw]:
    if not short:
        return raw
    longest = max(map(len, short))
    made: list[_Raw] = []
    place = 0
    folded = [each.folded for each in raw]
    while place < len(raw):
        for length in range(min(longest, len(raw) - place), 0, -1):
            key = tuple(_singular(word) for word in folded[place : place + length])
            if key in short:
                made.append(_Raw(short[key].upper(), short[key]))
                place += length
                break
        else:
            made.append(raw[place])
            place += 1
    return made


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def short_forms(*texts: str) -> dict[tuple[str, ...], str]:
    """Names that are written out in one of the texts and shortened in another, folded: ("nursing", "and", ...) to "nmc"."""
    acronyms = {word.removesuffix("s").lower() for text in texts for word in re.findall(r"\b[A-Z][A-Z&]{1,6}s?\b", text)}
    if not acronyms:
        return {}
    found: dict[tuple[str, ...], str] = {}
    folded = [[_fold(word) for word in re.findall(r"[^\W\d_]+|&", text)] for text in texts]
    for acronym in sorted(acronyms):
        long = abbreviations().get(acronym)
        wanted = tuple(_singular(word) for word in long) if long else ()
        for words in folded:
            for place in range(len(words)):
                key = _initials(words, place, acronym) or _spelt(words, place, wanted)
                if key:
                    found[tuple(_singular(word) for word in key)] = acronym
    return found


def _initials(words: Sequence[str], place: int, acronym: str) -> tuple[str, ...]:
    """The words from a place on whose first letters are the acronym's, small words passed over."""
    letters = acronym.replace("&", "")
    if len(letters) < 2 or words[place][:1] != letters[0] or words[place] in _SKIPPED or words[place] == acronym:
        return ()
    at, taken = place, 0
    while at < len(words) and taken < len(letters) and at - place < 2 * len(letters):
        word = words[at]
        if word[:1] == letters[taken] and word not in _SKIPPED and len(word) > 1:
            taken += 1
        elif word not in _SKIPPED:
            return ()
        at += 1
    return tuple(words[place:at]) if taken == len(letters) else ()


def _spelt(words: Sequence[str], place: int, wanted: tuple[str, ...]) -> tuple[str, ...]:
    if not wanted:
        return ()
    at = place
    for each in wanted:
        while at > place and at < len(words) and words[at] in _SKIPPED:
            at += 1
        if at >= len(words) or _singular(words[at]) != each:
            return ()
        at += 1
    return tuple(words[place:at])


def renumbered(found: Sequence[Token], units: Mapping[int, int]) -> tuple[Token, ...]:
    """The tokens of some units, counted anew; `units` gives each kept unit its new number."""
    kept = [token for token in found if token.unit in units]
    return tuple(replace(token, place=place, unit=units[token.unit]) for place, token in enumerate(kept))
