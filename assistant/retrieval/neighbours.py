"""What the page questions that are most like a question tell of it: whether such questions are answered or left open."""

import numpy as np

from assistant.retrieval.embedding import Floats

_NEAREST = 20
_STEP = 0.02  # cosine: a question that much further away counts 1/e as much
_UNSURE = 0.02  # no neighbourhood is taken for proof


def left_open(answered: Floats, unanswered: Floats) -> float:
    """How much of a question's neighbourhood its pages leave open, 0.02 to 0.98; 0.5 where no page says.

    Takes the cosines of the question with the questions that pages answer and with those that they leave open. The
    neighbourhood is the twenty nearest of both, each weighed by how near it is (distance-weighted nearest neighbours, Dudani 1976).
    """
    if not len(answered) + len(unanswered):
        return 0.5
    alike = np.concatenate([answered, unanswered])
    nearest = np.argsort(-alike, kind="stable")[:_NEAREST]
    weights = np.exp((alike[nearest] - alike[nearest[0]]) / _STEP)
    share = float(weights[nearest >= len(answered)].sum() / weights.sum())
    return min(max(share, _UNSURE), 1 - _UNSURE)
