"""What stands in the quotes where a word or number of the sentence should: beside what its neighbours are linked to."""

from collections.abc import Sequence

from assistant.grounding.alignment import Alignment, same_quantity
from assistant.grounding.quantities import Quantity
from assistant.grounding.tokens import Token

REACH = 3  # words beyond a linked one that may stand for an unlinked one
_FAR = 30  # words of all kinds among which those are looked for
GAP = 6  # content words between two linked ones across which they can still be compared


def slot(aligned: Alignment, token: Token) -> list[Token]:
    """The unused words of the quotes that stand where a word should: between what its neighbours are linked to, or beside one."""
    before, after = aligned.neighbours(token.place)
    known = aligned.known
    stretch: Sequence[Token] = ()
    if before and after and known[before.known].unit == known[after.known].unit and before.known < after.known:
        stretch = known[before.known + 1 : after.known]
        stretch = stretch if sum(each.content for each in stretch) <= GAP else ()
    elif before and (not after or known[before.known].unit != known[after.known].unit):
        stretch = _first(known[before.known + 1 : before.known + 1 + _FAR], known[before.known].unit)
    elif after:
        stretch = _first(known[max(0, after.known - _FAR) : after.known][::-1], known[after.known].unit)
    return [each for each in stretch if each.content and not each.header and each.place not in aligned.used]


def _first(stretch: Sequence[Token], unit: int) -> Sequence[Token]:
    content = [each for each in stretch if each.content]
    return [each for each in content[:REACH] if each.unit == unit]


def are_rivals(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities differ and one could stand where the other does."""
    kinds = {one.kind, other.kind}
    return not same_quantity(one, other) and (
        len(kinds) == 1
        or kinds <= {"time", "count", "age", "ordinal", "band"}
        or kinds in ({"year", "code"}, {"count", "code"}, {"band", "code"})
    )
