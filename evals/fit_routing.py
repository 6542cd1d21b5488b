"""Fit the routing classifier on the datasets beside this file and print how it does on the rows that it has not seen.

Run `python -m evals.fit_routing` after a change to the examples, to assistant/routing.toml or to the embedding model;
it writes assistant/routing.npz. With `--no-write` it only prints. `python -m evals.routing` then measures it on cases that are
none of its examples.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import numpy as np
from sklearn.model_selection import StratifiedKFold

from assistant.regression import Regression
from assistant.routing import KINDS, Classifier, Kind, Router
from assistant.types import Tool
from evals.classifying import Embed, Vectors, matrix, regression, run, temperature, tempered, write
from evals.routing_examples import Example, read_examples

FITTED = Path(__file__).parents[1] / "assistant" / "routing.npz"
CLASSES: tuple[str, ...] = (*KINDS, *get_args(Tool))

_STRENGTH = 30.0
_EVEN = 300  # examples of a kind that has its due weight: of rarer ones each counts more, of others less
_MOST = 5.0
# A help line too many costs less than one too few; a false decline costs more than a search that finds nothing. Chosen
# on out-of-fold predictions.
_THRESHOLDS: dict[Kind, float] = {"danger_to_life": 0.4, "danger": 0.35}
_THRESHOLD = 0.45
_FIRM_THRESHOLDS: dict[Kind, float] = {"danger_to_life": 0.6, "danger": 0.7, "stress": 0.6}
_FIRM_THRESHOLD = 0.8


def weights(kinds: Sequence[str]) -> Vectors:
    """How much each row counts, so that rare kinds are not drowned and common ones not forgotten."""
    counts = Counter(kinds)
    return np.array([min(_MOST, (_EVEN / counts[kind]) ** 0.5) for kind in kinds], dtype=np.float32)


def fit(vectors: Vectors, kinds: Sequence[str]) -> Regression:
    """The regression for query vectors (n, dimensions) of these kinds and tools."""
    return regression(vectors, kinds, CLASSES, _STRENGTH, list(weights(kinds)))


def classifier_of(fitted: Regression, heat: float) -> Classifier:
    """The classifier whose probabilities are those of the regression at that temperature."""
    cooled = tempered(fitted, heat)
    return Classifier(
        cooled.weights,
        cooled.biases,
        thresholds=np.array([_THRESHOLDS.get(kind, _THRESHOLD) for kind in KINDS], dtype=np.float32),
        firm_thresholds=np.array([_FIRM_THRESHOLDS.get(kind, _FIRM_THRESHOLD) for kind in KINDS], dtype=np.float32),
    )


def unseen_by(vectors: Vectors, kinds: Sequence[str]) -> Iterator[tuple[Regression, list[int]]]:
    """Each fifth of the rows, by place, with a regression fitted on the other four."""
    for seen, unseen in StratifiedKFold(5, shuffle=True, random_state=0).split(vectors, kinds):
        yield fit(vectors[seen], [kinds[row] for row in seen]), list(unseen)


def routed(classifier: Classifier, examples: Sequence[Example], vectors: Vectors) -> list[Kind]:
    """The kind that each example is routed to, by its words and its vector."""
    router = Router.around(classifier)
    return [router.route(example.text, vector).kind for example, vector in zip(examples, vectors, strict=True)]


def report(title: str, pairs: Sequence[tuple[Example, Kind]]) -> str:
    """False declines, and the confusion matrix."""
    asked = [(example.written_for_routing, kind) for example, kind in pairs if example.kind == "information"]
    hard = [kind != "information" for written, kind in asked if written]
    real = [kind != "information" for written, kind in asked if not written]
    declines = (
        f"{sum(real)} of {len(real)} questions over documents and for tools, {sum(hard)} of {len(hard)} written to be mistaken"
    )
    return "\n".join([f"{title}: {len(pairs)} questions; false declines {declines}", *matrix(pairs, KINDS)])


def main(embed: Embed, keep: bool) -> None:
    examples = read_examples()
    vectors = embed([example.text for example in examples])
    places = {split: [row for row, each in enumerate(examples) if each.split == split] for split in ("fit", "validation")}
    known, seen = [examples[row] for row in places["fit"]], vectors[places["fit"]]
    kinds = [example.named for example in known]
    folds = list(unseen_by(seen, kinds))
    heat = temperature([(fitted, seen[rows], [CLASSES.index(kinds[row]) for row in rows]) for fitted, rows in folds])
    pairs = [
        (known[row], kind)
        for fitted, rows in folds
        for row, kind in zip(rows, routed(classifier_of(fitted, heat), [known[row] for row in rows], seen[rows]), strict=True)
    ]
    print(report(f"fit, out of fold, temperature {heat:.2f}", pairs))
    classifier = classifier_of(fit(seen, kinds), heat)
    unseen = [examples[row] for row in places["validation"]]
    print(report("validation", list(zip(unseen, routed(classifier, unseen, vectors[places["validation"]]), strict=True))))
    if keep:
        write(classifier, FITTED)


if __name__ == "__main__":
    run(main, __doc__)
