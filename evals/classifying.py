"""Fitting a classifier over e5 query vectors, writing it beside the code, and the confusion matrix of what it says."""

import argparse
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

from assistant.regression import Regression
from assistant.retrieval.e5 import E5Embedder

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]


class Labelled(Protocol):
    """A question with its true kind."""

    @property
    def text(self) -> str: ...

    @property
    def kind(self) -> str: ...


def regression(
    vectors: Vectors, kinds: Sequence[str], order: Sequence[str], strength: float, weights: Sequence[float] | None = None
) -> Regression:
    """What tells kinds apart, in their `order`, by query vectors (n, dimensions); `weights` is how much each row counts.

    Taking off the mean goes into the biases; the weights are what half precision keeps of them.
    """
    mean = vectors.mean(axis=0)
    model = LogisticRegression(C=strength, max_iter=3_000, tol=1e-3).fit(vectors - mean, kinds, sample_weight=weights)
    places = [list(model.classes_).index(kind) for kind in order]
    fitted = model.coef_[places].astype(np.float16).astype(np.float32)
    return Regression(fitted, (model.intercept_[places] - fitted @ mean).astype(np.float32))


def temperature(unseen: Iterable[tuple[Regression, Vectors, Sequence[int]]]) -> float:
    """What to divide scores by so that probabilities are calibrated, by rows that each regression has not seen and their true places."""
    judged = [(vectors @ fitted.weights.T + fitted.biases, list(places)) for fitted, vectors, places in unseen]
    scores, places = np.vstack([each for each, _ in judged]), np.concatenate([each for _, each in judged])

    def surprise(heat: float) -> float:
        scaled = scores / heat
        return float((logsumexp(scaled, axis=1) - scaled[np.arange(len(places)), places]).mean())

    return float(minimize_scalar(surprise, bounds=(0.2, 5.0), method="bounded").x)


def tempered(fitted: Regression, heat: float) -> Regression:
    """The regression with its scores divided by a temperature."""
    return Regression(fitted.weights / np.float32(heat), fitted.biases / np.float32(heat))


def write(classifier: Regression, path: Path) -> None:
    """All arrays of a classifier, the weights in half precision, so that the file stays small."""
    np.savez_compressed(path, **{**asdict(classifier), "weights": classifier.weights.astype(np.float16)})


def matrix(pairs: Sequence[tuple[Labelled, str]], kinds: Sequence[str]) -> list[str]:
    """Recall of each kind and the confusion matrix with true kinds as rows, then the questions that were taken for another kind."""
    counts = Counter[Hashable]((example.kind, kind) for example, kind in pairs)
    totals = Counter(example.kind for example, _ in pairs)
    lines = [f"{'':14}{'n':>5}{'right':>7}  " + "".join(f"{kind[:6]:>7}" for kind in kinds)]
    for kind in (kind for kind in kinds if totals[kind]):
        row = "".join(f"{counts[kind, other] or '.':>7}" for other in kinds)
        lines.append(f"{kind:14}{totals[kind]:5}{counts[kind, kind] / totals[kind]:7.2f}  {row}")
    return [*lines, *(f"  {example.kind} -> {kind}: {example.text}" for example, kind in pairs if kind != example.kind)]


def run(main: Callable[[Embed, bool], None], told: str | None) -> None:
    """Fit as the command line says; `told` is what the program says of itself."""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, default=Path(".assistant"), help="where the embedding model is kept")
    parser.add_argument("--no-write", action="store_true", help="print only")
    arguments = parser.parse_args()
    embedder = E5Embedder(arguments.data_dir)
    main(lambda texts: np.stack([embedder.embed_query(text) for text in texts]), not arguments.no_write)
