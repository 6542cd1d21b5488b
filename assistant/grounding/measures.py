"""What is measured of a sentence against its quotes; `Weights` weighs it."""

from collections.abc import Sequence

from assistant.grounding.alignment import Alignment
from assistant.grounding.tokens import Token


def measures(aligned: Alignment, known: Sequence[Token], similarity: float) -> dict[str, float]:
    """Measures by name; shares and cosines are 0 to 1."""
    stems = {token.stem for token in known}
    weight = sum(token.weight for token in aligned.said) or 1.0
    covered = sum(token.weight for token in aligned.said if token.stem in stems) / weight
    return {"covered": covered, "similarity": similarity, "numbers_missing": 0.0}
