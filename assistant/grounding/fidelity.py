"""Whether a drafted sentence keeps to one place of its quotes: its words, their order, and all that limits them.

Stricter than the check, which weighs: here one word that the place does not have, or one limit of it that the sentence leaves out,
is enough to refuse. It refuses much that is true. That costs fluent wording alone, since an answer in the quotes' own words stands ready.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.grounding.alignment import same_quantity
from assistant.grounding.lexicon import is_person, meaning
from assistant.grounding.rows import Unit, said_cells, units
from assistant.grounding.small_words import FREE, kind_of, limits
from assistant.grounding.texts import clean, sentences
from assistant.grounding.tokens import Token, short_forms, tokens
from assistant.grounding.verbatim import words_of

_CLAUSE = re.compile(r"(?<=[,;:)])\s+|\s+(?=\()|\s+(?=(?:and|but|so|which|because)\s)|\s+-\s+")
_ENDS = re.compile(r"[.!]['\")\]]*$")
_BROKEN = re.compile(r"(?:[,;:]|\b(?:and|or|but|the|an?|of|in|on|at|to|for|by|from|with|your|their|its|is|are|as))\s*[.!]$", re.I)
_ADDRESS = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:com|org|net|uk|nhs|gov|ac|info)\b|\d[\d -]{8,}\d", re.I)
_TWO = 2  # columns: of more, a cell is told with a word of its column's name
_MEMBER = 3  # content words of a clause that may be one of a list, so that the rest would not say all
_PAST = frozenset(
    "paid gave took kept held led went ran wrote knew saw told thought brought became met grew lost sent spent won rose fell sold"
    " began chose made got left built taught found felt meant".split()
)


def is_faithful(sentence: str, quotes: Sequence[str]) -> bool:
    """Whether one sentence says what stands in one place of the quotes, with nothing added, turned or left out that limits it."""
    said = clean(sentence, len(sentence)).strip()
    known = units([clean(quote, len(quote)) for quote in quotes])
    own = [unit for unit in known if unit.cells or (not unit.heading and _ENDS.search(unit.text))]
    if any(_is_row_of(said, unit, known) for unit in own):
        return True
    if not _ENDS.search(said):
        return False
    if any(words_of(unit.text) == words_of(said) for unit in own):
        return True
    if len(sentences(said)) != 1 or _BROKEN.search(said) or not _addresses_stand(said, quotes):
        return False
    return any(_tells(said, place) for place in _places(own))


def _is_row_of(said: str, row: Unit, known: Sequence[Unit]) -> bool:
    """Whether a sentence says a row as pairs of column and cell, from its first cell on, and leaves out no number."""
    pairs = {(words_of(name), words_of(cell)) for name, cell in said_cells(said, known)}
    cells = [(words_of(name), words_of(cell)) for name, cell in _named(row) if cell]
    lost = [cell for cell in cells if cell not in pairs]
    return bool(pairs) and pairs <= set(cells) and cells[0] in pairs and not any(map(_counts, lost))


def _counts(cell: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    return any(letter.isdecimal() for word in cell[1] for letter in word)


def _addresses_stand(said: str, quotes: Sequence[str]) -> bool:
    """Whether each word that holds a link, an e-mail or a telephone number stands as it is in a quote."""
    if not _ADDRESS.search(said):
        return True
    written = [word.strip(".,;:!?()\"'") for word in said.split() if any(mark in word for mark in "@./:") or word[:1].isdigit()]
    return all(any(word in quote for quote in quotes) for word in written)


def _places(known: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Each unit alone, and each two sentences that follow each other."""
    yield from ([unit] for unit in known)
    for one, other in pairwise(known):
        if not (one.cells or other.cells):
            yield [one, other]


def _tells(said: str, place: Sequence[Unit]) -> bool:
    """Whether the words of a sentence are those of whole clauses of the place, in their order."""
    short = short_forms(said, *(unit.text for unit in place))
    clauses = [_Clause(tokens([clause], short)) for unit in place for clause in _clauses(unit)]
    names = {kind_of(token.text) for clause in clauses for token in clause.names}
    spoken = [token for token in tokens([Unit(said)], short) if _binds(token)]
    bare = [token for token in spoken if not (token.stem in names or kind_of(token.text) in names)]
    for words in (spoken, bare) if names else (spoken,):
        told = _told(words, clauses)
        if told and _may_leave([clause for clause in clauses if clause not in told], told):
            return not names or len(place[0].cells) <= _TWO or _names_each(spoken, told)
    return False


class _Clause:
    """A clause or a cell: the words that bind it, and apart from them those of its column's name."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.words = [token for token in found if _binds(token) and not token.header]
        self.names = [token for token in found if token.header and token.content]
        self.content = sum(token.content for token in self.words)


def _clauses(unit: Unit) -> list[Unit]:
    if unit.cells:
        return [Unit(unit.text, cells=(cell,), columns=(name,)) for name, cell in _named(unit)]
    return [Unit(each) for each in _CLAUSE.split(unit.text) if each.strip()]


def _named(unit: Unit) -> Iterator[tuple[str, str]]:
    return zip(unit.columns or ("",) * len(unit.cells), unit.cells, strict=True)


def _binds(token: Token) -> bool:
    return token.quantity is not None or token.text not in FREE


def _told(spoken: Sequence[Token], clauses: Sequence[_Clause]) -> list[_Clause]:
    """The clauses that a sentence says one after another, each whole and once; none where it says anything else."""
    told: list[_Clause] = []
    place = 0
    while place < len(spoken):
        fitting = [each for each in clauses if each.words and each not in told and _says(spoken[place:], each.words)]
        if not fitting:
            return []
        told.append(max(fitting, key=lambda each: len(each.words)))
        place += len(told[-1].words)
    return told


def _says(spoken: Sequence[Token], words: Sequence[Token]) -> bool:
    return len(spoken) >= len(words) and all(_same(one, other) for one, other in zip(spoken, words, strict=False))


def _same(one: Token, other: Token) -> bool:
    """Whether two words say the same; a verb in the past and one that is not do not."""
    if one.quantity or other.quantity:
        return bool(one.quantity and other.quantity and same_quantity(one.quantity, other.quantity))
    if one.text == other.text or kind_of(one.text) == kind_of(other.text):
        return True
    if _is_past(one.text) or _is_past(other.text) or not (one.content and other.content):
        return False
    return one.stem == other.stem or meaning(one.stem) == meaning(other.stem)


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in _PAST


def _may_leave(others: Sequence[_Clause], told: Sequence[_Clause]) -> bool:
    """Whether what is left out is the smaller part, and nothing in it counts, names or limits."""
    if sum(clause.content for clause in others) > sum(clause.content for clause in told):
        return False
    if any(0 < clause.content <= _MEMBER for clause in others):
        return False
    words = [token for clause in others for token in clause.words]
    return not any(token.quantity or token.name or is_person(token.stem) or limits(token.text) for token in words)


def _names_each(spoken: Sequence[Token], told: Sequence[_Clause]) -> bool:
    """Whether each cell but the first is told with a word of its column's name."""
    said = {token.stem for token in spoken}
    return all(any(token.stem in said for token in clause.names) for clause in told[1:])
