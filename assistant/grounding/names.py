"""Names and people of a sentence that its quotes contradict: absent from them, or others in their place."""

from collections.abc import Iterator, Sequence

from assistant.grounding.alignment import Alignment, related
from assistant.grounding.coverage import Coverage, key
from assistant.grounding.lexicon import exclude, is_person, meaning
from assistant.grounding.numerals import singular
from assistant.grounding.rivals import slot
from assistant.grounding.tokens import Token
from assistant.grounding.verdict import Finding

_AHEAD, _BY = 1.25, 0.5  # how much better, by weight, a unit without the name must fit than one with it
_CLOSE, _CLOSEST = 0.7, 0.85  # the share of the rest of a sentence from which a unit speaks of the same


def contradicted_names(aligned: Alignment, coverage: Coverage) -> Iterator[Finding]:
    """The names, people and other words that exclude what stands in their place."""
    for token in aligned.said:
        if not token.content or token.quantity:
            continue
        reason = _replaced(aligned, token) or _elsewhere(aligned, coverage, token)
        if reason or _is_without_head(aligned, token):
            yield reason or Finding("name", True, token.raw)
        elif token.place not in aligned.links and (token.name or is_person(token.stem)) and not coverage.holds(token):
            yield Finding("name", False, token.raw)


def _replaced(aligned: Alignment, token: Token) -> Finding | None:
    """The finding that another name, or a word that excludes this one, stands in its place."""
    linked = token.place in aligned.links
    if linked and not ((token.name or is_person(token.stem)) and token.place in aligned.apart):
        return None
    there = [each for each in slot(aligned, token) if not each.quantity]
    capital = token.name or token.initial
    if capital and any((each.name or each.initial) and (token.name or each.name) for each in there):
        return Finding("name", True, token.raw)
    if any(exclude(token.stem, each.stem) or exclude(token.text, each.text) for each in there):
        return Finding("name" if is_person(token.stem) else "quantifier", True, token.raw)
    return None


def _elsewhere(aligned: Alignment, coverage: Coverage, token: Token) -> Finding | None:
    """The finding that a unit without this name says the rest of its sentence, of another, and none with it says as much."""
    person = is_person(token.stem)
    strange = token.initial and not any(related(token.text, each) for each in coverage.words)
    turned = token.place in aligned.links and aligned.links[token.place].opposite
    if turned or not (token.name or person or strange):
        return None
    sentence = [each for each in aligned.said if each.content and each.unit == token.unit]
    phrase = _phrase(aligned.said, token)
    rest = [each for each in sentence if each.place not in phrase]
    whole = sum(each.weight for each in rest)
    own, other, best = _fits(coverage, token, rest)
    if not whole or other < max(_CLOSE * whole, _AHEAD * own + _BY) or _is_said_before(coverage, token, best):
        return None
    rivals = _others(coverage, best, {key(each) for each in sentence})
    named = any(each.name or (each.initial and (strange or token.initial)) for each in rivals)
    if person and (other >= _CLOSEST * whole or any(is_person(each.stem) for each in rivals)):
        return Finding("name", True, token.raw)
    return Finding("name", token.name or other >= _CLOSEST * whole, token.raw) if named and not person else None


def _fits(coverage: Coverage, token: Token, rest: Sequence[Token]) -> tuple[float, float, int]:
    """How much of the rest the best unit with the name holds, and the best without it, by weight, and which that is."""
    own, other, best = 0.0, 0.0, -1
    for unit, keys in coverage.units.items():
        fit = sum(each.weight for each in rest if key(each) in keys)
        if key(token) in keys:
            own = max(own, fit)
        elif fit > other:
            other, best = fit, unit
    return own, other, best


def _phrase(said: Sequence[Token], token: Token) -> range:
    """The places of the name that a word is part of: the capitalised words around it."""
    start, end = token.place, token.place + 1
    while start and _is_capital(said[start - 1]) and said[start - 1].unit == token.unit:
        start -= 1
    while end < len(said) and _is_capital(said[end]) and said[end].unit == token.unit:
        end += 1
    return range(start, end) if _is_capital(token) else range(token.place, token.place + 1)


def _is_capital(token: Token) -> bool:
    return token.name or (token.initial and token.content)


def _is_said_before(coverage: Coverage, token: Token, unit: int) -> bool:
    """Whether what the unit speaks of can be this name: it stands in a heading, or right before."""
    before = () if coverage.is_row(unit) else coverage.of_unit(unit - 1)
    named = any(key(each) == key(token) and (is_person(each.stem) or _is_capital(each)) for each in before)
    return named or key(token) in coverage.headings


def _others(coverage: Coverage, unit: int, said: set[str]) -> list[Token]:
    """The words of a unit that the sentence does not say."""
    return [each for each in coverage.of_unit(unit) if each.content and key(each) not in said]


def _is_without_head(aligned: Alignment, token: Token) -> bool:
    """Whether the word behind this one only tells the kind of other people ("nurses", where the quote says "nursing associates")."""
    link = aligned.links.get(token.place)
    if not link or not is_person(token.stem) or link.known + 1 >= len(aligned.known):
        return False
    word, head = aligned.known[link.known], aligned.known[link.known + 1]
    beside = word.unit == head.unit and head.place not in aligned.used
    return (
        beside
        and singular(token.text) != singular(word.text)
        and is_person(head.stem)
        and meaning(head.stem) != meaning(token.stem)
    )
