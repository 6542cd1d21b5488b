"""What of a sentence its quotes contradict: another number, name or person in its place, a negation, a modal, a limit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.grounding.alignment import Alignment, by_unit, same_quantity
from assistant.grounding.lexicon import exclude, is_person, meaning
from assistant.grounding.operators import PARTS, of_class, operators
from assistant.grounding.quantities import Quantity
from assistant.grounding.tokens import Token
from assistant.grounding.verdict import Reason

_SLOT = 3  # words beyond the last linked one that may stand for an unlinked one
_GAP = 6  # words between two linked ones across which an operator still counts
_AHEAD = 1.25  # how much better another unit must fit before its number counts as the right one


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is contradicted; a `firm` one alone makes a sentence unsupported, others are weighed."""

    reason: Reason
    firm: bool
    what: str = ""


def findings(aligned: Alignment, known: Sequence[Token], long: bool) -> list[Finding]:
    """All that is contradicted; `known` are the tokens of every quote, `long` says that they are of a long text."""
    return [*_numbers(aligned, known, long), *_words(aligned, known), *_turned(aligned)]


def stated(quantity: Quantity, known: Iterable[Token]) -> bool:
    """Whether a quantity stands among known tokens."""
    return any(other.quantity and _covers(quantity, other.quantity) for other in known)


def _covers(one: Quantity, other: Quantity) -> bool:
    if same_quantity(one, other):
        return True
    return one.kind == "year" and other.kind == "code" and one.value in other.value.split("/")


def _numbers(aligned: Alignment, known: Sequence[Token], long: bool) -> Iterator[Finding]:
    units = by_unit(aligned.known)
    for token in aligned.said:
        quantity = token.quantity
        if not quantity:
            continue
        loose = quantity.kind in {"rate", "ordinal"} or (long and token.raw.isalpha() and quantity.kind == "count")
        if not stated(quantity, known):
            yield Finding("number", not loose or _rival_in_slot(aligned, token), token.raw)
        elif _rival_in_slot(aligned, token) or _rival_unit(aligned, token, units):
            yield Finding("number", True, token.raw)


def _rival_in_slot(aligned: Alignment, token: Token) -> bool:
    """Whether another quantity of the kind stands where this one should, and this one does not."""
    assert token.quantity
    if token.place in aligned.links and token.place not in aligned.apart:
        return False
    if any(_rivals(token.quantity, other.quantity) for other in _beside_twin(aligned, token) if other.quantity):
        return True
    return any(_rivals(token.quantity, other.quantity) for other in _slot(aligned, token) if other.quantity)


def _beside_twin(aligned: Alignment, token: Token) -> list[Token]:
    """Unlinked words beside the one that the same number elsewhere in the sentence is linked to ("24 to 24 months")."""
    assert token.quantity
    twins = [at for at in aligned.linked if (said := aligned.said[at].quantity) and same_quantity(said, token.quantity)]
    twins = [at for at in twins if at != token.place and abs(at - token.place) <= _SLOT]
    places = [aligned.links[at].known for at in twins]
    near = [aligned.known[max(0, place - 2 * _SLOT) : place + 2 * _SLOT] for place in places]
    return [each for stretch in near for each in stretch if each.place not in aligned.used]


def _rivals(one: Quantity, other: Quantity) -> bool:
    kinds = {one.kind, other.kind}
    return not same_quantity(one, other) and (
        len(kinds) == 1 or kinds <= {"time", "count", "age", "ordinal", "band"} or kinds == {"year", "code"}
    )


def _rival_unit(aligned: Alignment, token: Token, units: Mapping[int, list[Token]]) -> bool:
    """Whether a unit without this quantity, and with another of its kind, fits the rest of the clause much better."""
    quantity = token.quantity
    assert quantity
    said = {_key(each): each.weight for each in aligned.said if each.content and each is not token}
    spoken = [each.quantity for each in aligned.said if each.quantity]
    own = other_best = 0.0
    for tokens in units.values():
        fit = sum(said.get(stem, 0.0) for stem in {_key(each) for each in tokens if each.content})
        held = [each.quantity for each in tokens if each.quantity]
        if any(_covers(quantity, each) for each in held):
            own = max(own, fit)
        elif any(_rivals(quantity, each) and not any(same_quantity(each, one) for one in spoken) for each in held):
            other_best = max(other_best, fit)
    rows = any(each.column for each in aligned.known)
    return other_best > (own + 0.5 if rows else _AHEAD * own + 1.0)


def _key(token: Token) -> str:
    return f"{token.quantity.value}" if token.quantity else meaning(token.stem)


def _slot(aligned: Alignment, token: Token) -> list[Token]:
    """The words of the quotes that stand where an unlinked word should: between what its neighbours are linked to."""
    before, after = aligned.neighbours(token.place)
    known = aligned.known
    if before and after and known[before.known].unit == known[after.known].unit and before.known < after.known:
        stretch = known[before.known + 1 : after.known]
        stretch = stretch if sum(each.content for each in stretch) <= _GAP else ()
    elif before and (not after or known[before.known].unit != known[after.known].unit):
        stretch = _first(known[before.known + 1 :], known[before.known].unit)
    elif after:
        stretch = _first(known[: after.known][::-1], known[after.known].unit)
    else:
        stretch = ()
    return [each for each in stretch if each.content and each.place not in aligned.used]


def _first(stretch: Sequence[Token], unit: int) -> tuple[Token, ...]:
    content = [each for each in stretch if each.content]
    return tuple(each for each in content[:_SLOT] if each.unit == unit)


def _words(aligned: Alignment, known: Sequence[Token]) -> Iterator[Finding]:
    stems = {meaning(each.stem) for each in known}
    for token in aligned.said:
        apart = token.place in aligned.links
        if not token.content or token.quantity or (apart and not (token.name and token.place in aligned.apart)):
            continue
        present = meaning(token.stem) in stems
        slot = [each for each in _slot(aligned, token) if not each.quantity]
        capital = token.name or token.initial
        if capital and any((each.name or each.initial) and (token.name or each.name) for each in slot):
            yield Finding("name", True, token.raw)
        elif apart:
            continue
        elif any(exclude(token.stem, each.stem) or exclude(token.text, each.text) for each in slot):
            person = is_person(token.stem)
            yield Finding("name" if person else "quantifier", True, token.raw)
        elif (token.name and not present) or (is_person(token.stem) and not present):
            yield Finding("name", False, token.raw)


def _turned(aligned: Alignment) -> Iterator[Finding]:
    yield from _tail(aligned)
    for place in aligned.linked:
        link = aligned.links[place]
        if link.opposite:
            yield Finding("negation", True, aligned.said[place].raw)
            continue
        before, clear = _before(aligned, place)
        if before is None:
            continue
        said, known = before
        number = _counts(aligned.said, place) or _counts(aligned.known, link.known)
        here, there = operators(said, number), operators(known, number)
        yield from _compared(here, there, clear, aligned.said[place].raw)


def _counts(tokens: Sequence[Token], place: int) -> bool:
    return any(each.quantity or each.text in PARTS for each in tokens[place : place + 2])


def _tail(aligned: Alignment) -> Iterator[Finding]:
    """What turns the end of a sentence, where nothing more is said on either side ("the care that people do not need")."""
    if not aligned.linked:
        return
    last = aligned.links[aligned.linked[-1]]
    said = aligned.said[last.said + 1 :]
    unit = aligned.known[last.known].unit
    known = [each for each in aligned.known[last.known + 1 :] if each.unit == unit]
    if not any(each.content for each in (*said, *known)):
        yield from _compared(operators(said, quantity=False), operators(known, quantity=False), True, "the end")


def _compared(here: frozenset[tuple[str, str]], there: frozenset[tuple[str, str]], clear: bool, what: str) -> Iterator[Finding]:
    if of_class(here, "negation") != of_class(there, "negation"):
        yield Finding("negation", clear, what)
    for kind, reason in (
        ("modality", "modality"),
        ("quantifier", "quantifier"),
        ("bound", "quantifier"),
        ("order", "quantifier"),
    ):
        one, other = of_class(here, kind), of_class(there, kind)
        only = kind == "quantifier" and "only" in one ^ other
        if only or (one and other and not one & other and "any" not in one | other):
            yield Finding(reason, clear, what)  # type: ignore[arg-type]
        elif one != other and not (one & other):
            yield Finding(reason, False, what)  # type: ignore[arg-type]


def _before(aligned: Alignment, place: int) -> tuple[tuple[Sequence[Token], Sequence[Token]] | None, bool]:
    """The stretches before a linked word and before the word behind it, and whether they can be compared word by word."""
    link, known = aligned.links[place], aligned.known
    earlier = max((at for at in aligned.linked if at < place), default=-1)
    said = [each for each in aligned.said[earlier + 1 : place] if each.unit == aligned.said[place].unit]
    if earlier >= 0:
        behind = aligned.links[earlier].known
        if behind < link.known and known[behind].unit == known[link.known].unit:
            stretch = known[behind + 1 : link.known]
            if sum(each.content for each in stretch) <= _GAP:
                return (said, stretch), sum(each.content for each in stretch) <= 3
    since = link.known
    while since and not known[since - 1].content and known[since - 1].unit == known[link.known].unit:
        since -= 1
    return (said[since - link.known - 3 :], known[since : link.known]), True
