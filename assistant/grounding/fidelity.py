"""Whether a drafted sentence keeps to one place of its quotes: its words, their order, and all that limits them.

Stricter than the check, which weighs: here one word that the place does not have, or one limit of it that the sentence leaves out,
is enough to refuse. It refuses much that is true. That costs fluent wording alone, since an answer in the quotes' own words stands ready.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from assistant.grounding.alignment import Alignment, align
from assistant.grounding.lexicon import is_person
from assistant.grounding.rows import Unit, said_cells, units
from assistant.grounding.small_words import agree, is_small, small_words
from assistant.grounding.texts import clean, sentences
from assistant.grounding.tokens import Token, short_forms, tokens
from assistant.grounding.verbatim import words_of

_CLAUSE = re.compile(r"(?<=[,;:)])\s+|\s+(?=\()|\s+(?=(?:and|but|so|which|because)\s)|\s+-\s+")
_ENDS = re.compile(r"[.!]['\")\]]*$")
_ADDRESS = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:com|org|net|uk|nhs|gov|ac|info)\b|\d[\d -]{8,}\d", re.I)
_KEPT = 0.7  # the share of the content words of a clause that is told
_TWO = 2  # columns: of more, a cell is told with a word of its column's name
_OWN = 0.5  # the share of the content words of a sentence that must be the quote's, not its heading's
_PAST = frozenset(
    "paid gave took kept held led went ran wrote knew saw told thought brought became met grew lost sent spent won rose fell sold"
    " began chose made got left built taught found felt meant".split()
)


def is_faithful(sentence: str, quotes: Sequence[str]) -> bool:
    """Whether one sentence says what stands in one place of the quotes, with nothing added, turned or left out that limits it."""
    said = clean(sentence, len(sentence)).strip()
    known = units([clean(quote, len(quote)) for quote in quotes])
    own = [unit for unit in known if unit.cells or (not unit.heading and _ENDS.search(unit.text))]
    if any(words_of(unit.text) == words_of(said) or _is_row_of(said, unit, known) for unit in own):
        return True
    if len(sentences(said)) != 1 or not _ENDS.search(said) or not _addresses_stand(said, quotes):
        return False
    headings = [unit for unit in known if unit not in own]
    return any(_tells(said, place, headings) for place in _places(own))


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


def _tells(said: str, place: Sequence[Unit], headings: Sequence[Unit]) -> bool:
    clauses = [clause for unit in place for clause in _clauses(unit)]
    short = short_forms(said, *(unit.text for unit in (*place, *headings)))
    spoken = tokens([Unit(said)], short)
    known = tokens([*clauses, *headings], short)
    aligned = align(spoken, known, frozenset(range(len(clauses), len(clauses) + len(headings))))
    content = [token for token in spoken if _is_content(token)]
    if not content or any(_is_new(aligned, token) for token in content):
        return False
    own = [token for token in content if _behind(aligned, token).unit < len(clauses)]
    if len(own) < _OWN * len(content) or not _in_order(aligned, own):
        return False
    return _keeps(aligned, spoken, len(clauses), {_behind(aligned, token).unit for token in own})


def _clauses(unit: Unit) -> list[Unit]:
    if unit.cells:
        return [Unit(unit.text, cells=(cell,), columns=(name,)) for name, cell in _named(unit)]
    return [Unit(each) for each in _CLAUSE.split(unit.text) if each.strip()]


def _named(unit: Unit) -> Iterator[tuple[str, str]]:
    return zip(unit.columns or ("",) * len(unit.cells), unit.cells, strict=True)


def _is_content(token: Token) -> bool:
    return token.content and not (is_small(token.text) and not token.quantity)


def _behind(aligned: Alignment, token: Token) -> Token:
    return aligned.known[aligned.links[token.place].known]


def _is_new(aligned: Alignment, token: Token) -> bool:
    """Whether nothing stands behind a word, or its opposite, or the same verb in another tense, or a name that is none there."""
    link = aligned.links.get(token.place)
    if link is None or link.opposite:
        return True
    there = aligned.known[link.known]
    if token.quantity or there.quantity:
        return False
    return there.text != token.text and (_is_past(there.text) or _is_past(token.text))


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in _PAST


def _in_order(aligned: Alignment, own: Sequence[Token]) -> bool:
    """Whether the words of each clause keep their order; clauses may change places, but none is taken up twice."""
    behind = [_behind(aligned, token) for token in own]
    if any(one.unit == other.unit and one.place >= other.place for one, other in pairwise(behind)):
        return False
    runs = [unit for unit, _ in groupby(token.unit for token in behind)]
    return len(runs) == len(set(runs))


def _keeps(aligned: Alignment, spoken: Sequence[Token], count: int, told: set[int]) -> bool:
    """Whether the clauses that are told are told whole enough, and what is left out beside them does not limit them."""
    clauses = [[token for token in aligned.known if token.unit == number] for number in range(count)]
    for number in told:
        content = [token for token in clauses[number] if _is_content(token) and not token.header]
        names = [token for token in clauses[number] if token.header and token.content]
        if names and count > _TWO and aligned.used.isdisjoint(token.place for token in names):
            return False
        lost = [token for token in content if token.place not in aligned.used]
        if any(token.quantity or token.name or is_person(token.stem) for token in lost):
            return False
        if len(content) - len(lost) < _KEPT * len(content):
            return False
    others = [token for number in range(count) if number not in told for token in clauses[number]]
    if any(token.quantity and token.quantity.kind in {"year", "month", "date"} for token in others):
        return False
    kept = _small([token for number in told for token in clauses[number]])
    return agree(_small(spoken), kept, _small(others))


def _small(found: Sequence[Token]) -> Counter[str]:
    return small_words([token.text for token in found])
