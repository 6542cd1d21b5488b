"""Embeddings without a model."""

from collections.abc import Sequence

import numpy as np

from assistant.grounding.vectors import Floats


def alike(texts: Sequence[str]) -> Floats:
    """Every text is as near to every other as can be."""
    return np.eye(1, 4, dtype=np.float32).repeat(len(texts), axis=0)
