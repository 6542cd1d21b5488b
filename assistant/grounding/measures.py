"""What is measured of a sentence against its quotes; `Weights` weighs it."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.grounding.alignment import Alignment
from assistant.grounding.coverage import Coverage
from assistant.grounding.tokens import Token

SHORT, LONG = 2_000, 6_000  # characters: what a few passages hold, and a whole page
_UNRELATED = 0.75  # the cosine of e5 for texts that have nothing in common
_MOST = 2  # names or numbers after which more of them say nothing new
_SPEAKER = frozenset("i i'm i've i'd i'll me my mine myself we our ours us".split())


def measures(aligned: Alignment, coverage: Coverage, cosines: tuple[float, float], characters: int) -> dict[str, float]:
    """Measures by name; `cosines` are those of the sentence with the unit and with the window that hold most of it.

    Shares and cosines are 0 to 1, counts of what is missing stop at _MOST, `long_said` grows with the logarithm of the content words.
    What begins with `long_` is 0 for quotes of up to SHORT characters and counts in full from LONG on: of a whole page, single
    words say less and the nearest place says more.
    """
    content = [token for token in aligned.said if token.content]
    missing = [token for token in content if token.place not in aligned.links]
    unit, window = map(_scaled, cosines)
    said, long = math.log1p(len(content)), length(characters)
    return {
        "linked": aligned.share,
        "weakest": _weakest(aligned, content),
        "present": coverage.present,
        "words": _share(token.text in coverage.words for token in aligned.said),
        "pairs": _share(coverage.are_near(one, other) for one, other in pairwise(content)),
        "names_missing": _count(token.name and not coverage.holds(token) for token in missing),
        "numbers_missing": _count(token.quantity is not None and not coverage.holds(token) for token in missing),
        "speaker": float(any(token.text in _SPEAKER and token.text not in coverage.words for token in aligned.said)),
        "best_unit": unit,
        "best_window": window,
        "long_best_window": long * window,
        "long_said": long * said,
    }


def length(characters: int) -> float:
    """0 for what a few passages hold, 1 for a whole page, between them by logarithm."""
    way = math.log(max(1, characters) / SHORT) / math.log(LONG / SHORT)
    return min(1.0, max(0.0, way))


def _weakest(aligned: Alignment, content: Sequence[Token]) -> float:
    """The linked share of the sentence that has least of it, where several are said."""
    units = {token.unit for token in content}
    return min((aligned.share_of([token for token in content if token.unit == unit]) for unit in units), default=0.0)


def _share(held: Iterable[bool]) -> float:
    """The share that is held; of nothing, a half."""
    each = list(held)
    return sum(each) / len(each) if each else 0.5


def _count(missing: Iterable[bool]) -> float:
    return float(min(_MOST, sum(missing)))


def _scaled(cosine: float) -> float:
    return max(0.0, (cosine - _UNRELATED) / (1 - _UNRELATED))
