"""Numbers of a sentence that its quotes contradict: absent from them, or of another statement than the sentence makes."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.grounding.alignment import Alignment, same_quantity
from assistant.grounding.coverage import key
from assistant.grounding.exchanges import is_exchanged
from assistant.grounding.lexicon import exclude
from assistant.grounding.quantities import Quantity
from assistant.grounding.rivals import REACH, are_rivals, slot
from assistant.grounding.tokens import Token
from assistant.grounding.verdict import Finding

_WHOLE = 0.95  # the share of the rest of a sentence from which a unit says all of it
_AHEAD = 1.25  # how much better another unit must fit before its number counts as the right one


def contradicted_amounts(aligned: Alignment, known: Sequence[Token], long: bool) -> Iterator[Finding]:
    """The numbers that are; `known` are the tokens of every quote, `long` says that they are of a long text."""
    for token in aligned.said:
        quantity = token.quantity
        if not quantity:
            continue
        loose = quantity.kind in {"rate", "ordinal"} or (long and token.raw.isalpha() and quantity.kind == "count")
        if not stated(quantity, known):
            yield Finding("number", not loose or _is_rivalled(aligned, token, quantity), token.raw)
        elif (
            _is_rivalled(aligned, token, quantity)
            or _is_of_another_word(aligned, token)
            or _is_of_another_unit(aligned, token, quantity)
            or is_exchanged(aligned, token)
        ):
            yield Finding("number", True, token.raw)


def stated(quantity: Quantity, known: Iterable[Token]) -> bool:
    """Whether a quantity stands among known tokens."""
    return any(other.quantity and _covers(quantity, other.quantity) for other in known)


def _covers(one: Quantity, other: Quantity) -> bool:
    if same_quantity(one, other):
        return True
    return one.kind == "year" and other.kind == "code" and one.value in other.value.split("/")


def _is_rivalled(aligned: Alignment, token: Token, quantity: Quantity) -> bool:
    """Whether another quantity of the kind stands where this one should, and this one does not."""
    if token.place in aligned.links and token.place not in aligned.apart:
        return False
    beside = [*_beside_twin(aligned, token, quantity), *slot(aligned, token)]
    return any(other.quantity and are_rivals(quantity, other.quantity) for other in beside)


def _beside_twin(aligned: Alignment, token: Token, quantity: Quantity) -> list[Token]:
    """Unlinked words beside the one that the same number elsewhere in the sentence is linked to ("24 to 24 months")."""
    twins = [at for at in aligned.linked if (said := aligned.said[at].quantity) and same_quantity(said, quantity)]
    twins = [at for at in twins if at != token.place and abs(at - token.place) <= REACH]
    places = [aligned.links[at].known for at in twins]
    near = [aligned.known[max(0, place - 2 * REACH) : place + 2 * REACH] for place in places]
    return [each for stretch in near for each in stretch if each.place not in aligned.used]


def _is_of_another_word(aligned: Alignment, token: Token) -> bool:
    """Whether what the number is said of is excluded by what the quotes say it of ("open on 3 May", where they close then)."""
    link = aligned.links.get(token.place)
    if not link:
        return False
    said = _word_before(aligned.said, token.place)
    known = _word_before(aligned.known, link.known)
    return bool(said and known and known.place not in aligned.used and exclude(said.stem, known.stem))


def _word_before(tokens: Sequence[Token], place: int) -> Token | None:
    """The nearest content word before a place in its unit that is no quantity."""
    unit = tokens[place].unit
    words = (each for each in tokens[place - 1 :: -1] if place and each.content and not each.quantity)
    found = next(words, None)
    return found if found and found.unit == unit else None


def _is_of_another_unit(aligned: Alignment, token: Token, quantity: Quantity) -> bool:
    """Whether a unit without this quantity, and with another of its kind, fits the rest of the sentence much better."""
    sentence = [each for each in aligned.said if each.unit == token.unit]
    said = {key(each): each.weight for each in sentence if each.content and each is not token}
    spoken = [each.quantity for each in aligned.said if each.quantity]
    own = rival = 0.0
    for tokens in aligned.units.values():
        fit = sum(said.get(each, 0.0) for each in {key(other) for other in tokens if other.content})
        held = [each.quantity for each in tokens if each.quantity]
        if any(_covers(quantity, each) for each in held):
            own = max(own, fit)
        elif any(are_rivals(quantity, each) and not any(same_quantity(each, one) for one in spoken) for each in held):
            rival = max(rival, fit)
    whole = rival >= _WHOLE * sum(said.values()) or any(each.column for each in aligned.known)
    return rival > (own + 0.5 if whole else _AHEAD * own + 1.0)
