"""What turns or limits the words of a sentence otherwise than in its quotes: negation, modality, quantifiers, bounds, order."""

from collections.abc import Iterator, Sequence

from assistant.grounding.alignment import Alignment, Link
from assistant.grounding.operators import PARTS, Operator, bounds_after, of_class, operators
from assistant.grounding.rivals import GAP
from assistant.grounding.tokens import Token
from assistant.grounding.verdict import Finding, Reason

_CLEAR = 3  # content words between two linked ones up to which an operator is sure to belong to the second
_KINDS: tuple[tuple[str, Reason], ...] = (
    ("modality", "modality"),
    ("quantifier", "quantifier"),
    ("bound", "quantifier"),
    ("order", "quantifier"),
)


def turned(aligned: Alignment) -> Iterator[Finding]:
    """What is turned before each linked word, after each linked quantity, and at the end."""
    for place in aligned.linked:
        link, what = aligned.links[place], aligned.said[place].raw
        if link.opposite:
            yield Finding("negation", True, what)
            continue
        yield from _turned_before(aligned, link)
        if aligned.said[place].quantity:
            said, known = aligned.said[place + 1 : place + 4], aligned.known[link.known + 1 : link.known + 4]
            yield from _compared(bounds_after(said), bounds_after(known), True, what)
    yield from _end(aligned)


def _turned_before(aligned: Alignment, link: Link) -> Iterator[Finding]:
    before = _before(aligned, link)
    if before:
        said, known, clear = before
        counts = _counts(aligned.said, link.said) or _counts(aligned.known, link.known)
        here, there = operators(_since_but(said), counts), operators(_since_but(known), counts)
        yield from _compared(here, there, clear and not aligned.known[link.known].header, aligned.said[link.said].raw)


def _since_but(stretch: Sequence[Token]) -> Sequence[Token]:
    """What a "but" leaves standing of what comes before a word ("not a test but support")."""
    last = max((at for at, each in enumerate(stretch) if each.text == "but"), default=-1)
    return stretch[last + 1 :]


def _counts(tokens: Sequence[Token], place: int) -> bool:
    return any(each.quantity or each.text in PARTS for each in tokens[place : place + 2])


def _end(aligned: Alignment) -> Iterator[Finding]:
    """What turns small words at the end of a sentence, where the quote has no more than such ("the care that they do not need")."""
    if not aligned.linked:
        return
    last = aligned.links[aligned.linked[-1]]
    said = aligned.said[last.said + 1 :]
    unit = aligned.known[last.known].unit
    known = [each for each in aligned.known[last.known + 1 :] if each.unit == unit]
    if said and not any(each.content for each in (*said, *known)):
        yield from _compared(operators(said, quantity=False), operators(known, quantity=False), True, "the end")


def _compared(here: frozenset[Operator], there: frozenset[Operator], clear: bool, what: str) -> Iterator[Finding]:
    if of_class(here, "negation") != of_class(there, "negation"):
        yield Finding("negation", clear, what)
    for kind, reason in _KINDS:
        one, other = of_class(here, kind), of_class(there, kind)
        only = kind == "quantifier" and "only" in one ^ other
        if only or (one and other and not one & other and "any" not in one | other):
            yield Finding(reason, clear, what)
        elif one != other and not (one & other):
            yield Finding(reason, False, what)


def _are_together(one: Token, other: Token) -> bool:
    """Whether two words stand in one unit and, of a row, in one cell with its name."""
    return (one.unit, one.column) == (other.unit, other.column)


def _before(aligned: Alignment, link: Link) -> tuple[Sequence[Token], Sequence[Token], bool] | None:
    """The stretches before a linked word and before the word behind it, and whether they can be compared word by word."""
    known = aligned.known
    earlier = max((at for at in aligned.linked if at < link.said), default=-1)
    said = [each for each in aligned.said[earlier + 1 : link.said] if each.unit == aligned.said[link.said].unit]
    if earlier >= 0:
        behind = aligned.links[earlier].known
        if behind < link.known and _are_together(known[behind], known[link.known]):
            stretch = known[behind + 1 : link.known]
            content = sum(each.content for each in stretch)
            if content <= GAP:
                return said, stretch, content <= _CLEAR
    since = link.known
    while since and not known[since - 1].content and _are_together(known[since - 1], known[link.known]):
        since -= 1
    return said[since - link.known - 3 :], known[since : link.known], True
