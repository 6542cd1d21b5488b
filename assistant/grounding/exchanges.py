"""Two numbers of one sentence that have changed places: each is said of the word that the quotes say the other of."""

from collections.abc import Iterator

from assistant.grounding.alignment import Alignment, same_quantity
from assistant.grounding.quantities import Quantity
from assistant.grounding.rivals import are_rivals
from assistant.grounding.tokens import Token


def is_exchanged(aligned: Alignment, token: Token) -> bool:
    """Whether a number stands where another of its sentence should, and that other where it should."""
    return any(_took_place(aligned, token, other) and _took_place(aligned, other, token) for other in _others(aligned, token))


def _others(aligned: Alignment, token: Token) -> Iterator[Token]:
    for other in aligned.said:
        if other.unit == token.unit and token.quantity and other.quantity and are_rivals(token.quantity, other.quantity):
            yield other


def _took_place(aligned: Alignment, token: Token, other: Token) -> bool:
    """Whether beside the word that is nearest to a number, on the same side of it, the quotes have the other number."""
    near = _nearest_word(aligned, token)
    if near is None or other.quantity is None:
        return False
    there = _first_quantity(aligned, near, -1 if token.place < near.place else 1)
    return there is not None and same_quantity(there, other.quantity)


def _nearest_word(aligned: Alignment, token: Token) -> Token | None:
    """The linked word of the sentence that stands nearest to a number, with no other number between them."""
    found: list[Token] = []
    for step in (-1, 1):
        place = token.place + step
        while 0 <= place < len(aligned.said) and aligned.said[place].unit == token.unit and not aligned.said[place].quantity:
            if place in aligned.links:
                found.append(aligned.said[place])
                break
            place += step
    return min(found, key=lambda each: abs(each.place - token.place), default=None)


def _first_quantity(aligned: Alignment, word: Token, step: int) -> Quantity | None:
    """The first quantity on one side of what a word is linked to, in its unit."""
    place = aligned.links[word.place].known
    unit = aligned.known[place].unit
    place += step
    while 0 <= place < len(aligned.known) and aligned.known[place].unit == unit:
        if quantity := aligned.known[place].quantity:
            return quantity
        place += step
    return None
