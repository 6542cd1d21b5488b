"""What the check says of a sentence."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["", "number", "name", "negation", "modality", "quantifier", "not_found"]
BAR = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is 0 to 1, higher is better supported; `supported` is a score of at least BAR; `reason` says why not."""

    supported: bool
    score: float
    reason: Reason = ""


def verdict(score: float, reason: Reason) -> Verdict:
    """The verdict of a score; the reason counts where it is not supported alone."""
    rounded = round(score, 4)
    supported = rounded >= BAR
    return Verdict(supported, rounded, "" if supported else reason)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is contradicted; a `firm` one alone makes a sentence unsupported, others are weighed.

    `what` is the word of the sentence that it is about.
    """

    reason: Reason
    firm: bool
    what: str = ""
