"""What a unit gains or loses beside its fitted score: by named documents, by the side of a comparison, by the fact asked for."""

from collections.abc import Sequence

import numpy as np

from assistant.retrieval.candidates import Candidates
from assistant.retrieval.embedding import Floats
from assistant.retrieval.query import Query

_OUTSIDE = 3.0  # what a passage outside the documents that are named loses
_SIDE_BONUS = 3.0  # for a passage that holds all of a compared side's words
_OTHER_SIDE = 2.0  # what a unit that holds the other side's words loses
_FEW_STEMS = 2  # "how much is the OSCE": its words only name the subject, so what is asked for must decide
_ASKED_FOR = 2.0


def adjustments(candidates: Candidates, query: Query, side: Sequence[str], others: Sequence[str]) -> Floats:
    """What each unit gains or loses by its document, by the side of a comparison, and by holding the fact that is asked for."""
    rarity = candidates.snapshot.lexical.rarity
    total, apart = (sum(rarity(stem) for stem in stems) or 1.0 for stems in (side, others))
    gains = []
    for portrait in candidates.portraits:
        outside = bool(query.documents) and portrait.passage.document not in query.documents
        wanted = portrait.fits(query.asked.wants) if len(query.asked.stems) <= _FEW_STEMS else [False] * len(portrait.said)
        for under, holds in zip(portrait.under, wanted, strict=True):
            covered = sum(rarity(stem) for stem in side if stem in under or stem in portrait.opening) / total
            other = sum(rarity(stem) for stem in others if stem in under) / apart
            gains.append(_SIDE_BONUS * covered - _OTHER_SIDE * other + _ASKED_FOR * holds - _OUTSIDE * outside)
    return np.array(gains, np.float32)
