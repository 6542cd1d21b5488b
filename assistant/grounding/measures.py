"""What is measured of a sentence against its quotes; `Weights` weighs it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.grounding.alignment import Alignment
from assistant.grounding.coverage import Coverage
from assistant.grounding.rivals import slot
from assistant.grounding.tokens import Token
from assistant.grounding.verdict import Finding

_SHORT, _LONG = 2_000, 6_000  # characters: what a few passages hold, and a whole page
_UNRELATED = 0.75  # the cosine of e5 for texts that have nothing in common
_MOST = 2  # names, numbers or findings after which more of them say nothing new
_SPEAKER = frozenset("i i'm i've i'd i'll me my mine myself we our ours us".split())
_BY_LENGTH = ("present", "pairs", "words", "best_window", "said")


@dataclass(frozen=True, slots=True)
class Measured:
    """What measures are taken of; `unit` and `window` are the cosines of the sentence with what fits it best, up to 1."""

    aligned: Alignment
    coverage: Coverage
    findings: Sequence[Finding]
    unit: float
    window: float
    characters: int


def measures(what: Measured) -> dict[str, float]:
    """Measures by name.

    Shares and cosines are 0 to 1; weights of words and counts grow by logarithm or stop at _MOST. `long` is 0 for quotes of
    up to _SHORT characters and 1 from _LONG on; a name that begins with it is a measure times that.
    """
    spoken, coverage = what.aligned.said, what.coverage
    content = [token for token in spoken if token.content]
    missing = [token for token in content if token.place not in what.aligned.links]
    long = lengthy(what.characters)
    found = {
        "linked": what.aligned.share,
        "weakest": _weakest(what.aligned, content),
        "present": coverage.present,
        "words": _share([token.text in coverage.words for token in spoken]),
        "pairs": _share([coverage.are_near(one, other) for one, other in pairwise(content)]),
        "stretches": coverage.stretches,
        "missing": math.log1p(sum(token.weight for token in missing)),
        "replaced": math.log1p(sum(token.weight for token in missing if slot(what.aligned, token))),
        "names_missing": _count(token.name and not coverage.holds(token) for token in missing),
        "numbers_missing": _count(token.quantity is not None and not coverage.holds(token) for token in missing),
        "doubts": _count(True for _ in what.findings),
        "speaker": float(any(token.text in _SPEAKER and token.text not in coverage.words for token in spoken)),
        "best_unit": _scaled(what.unit),
        "best_window": _scaled(what.window),
        "said": math.log1p(len(content)),
        "long": long,
    }
    return found | {f"long_{name}": long * found[name] for name in _BY_LENGTH}


def lengthy(characters: int) -> float:
    """0 for what a few passages hold, 1 for a whole page, between them by logarithm."""
    way = math.log(max(1, characters) / _SHORT) / math.log(_LONG / _SHORT)
    return min(1.0, max(0.0, way))


def _weakest(aligned: Alignment, content: Sequence[Token]) -> float:
    """The linked share of the sentence that has least of it, where several are said."""
    units = {token.unit for token in content}
    return min((aligned.share_of([token for token in content if token.unit == unit]) for unit in units), default=0.0)


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 0.5


def _count(found: Iterable[bool]) -> float:
    return float(min(_MOST, sum(found)))


def _scaled(cosine: float) -> float:
    return max(0.0, (cosine - _UNRELATED) / (1 - _UNRELATED))
