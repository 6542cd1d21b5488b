"""Fit the routing classifier on the datasets beside this file and print how it does on the rows that it has not seen.

Run `python -m evals.fit_routing` after a change to the examples, to assistant/routing.toml or to the embedding model;
it writes assistant/routing.npz. With `--no-write` it only prints.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from assistant.routing import ALL_KINDS, KINDS, Classifier, Kind, Router
from evals.classifying import Embed, matrix, regression, run, write
from evals.dataset import DATASETS
from evals.json_lines import read_rows

FITTED = Path(__file__).parents[1] / "assistant" / "routing.npz"

_STRENGTH = 30.0
# A help line too many costs less than one too few; a false decline costs more than a search that finds nothing. Chosen
# on out-of-fold predictions.
_THRESHOLDS: dict[Kind, float] = {
    "greeting": 0.35,
    "thanks": 0.45,
    "about": 0.3,
    "privacy": 0.5,
    "own_record": 0.5,
    "clinical": 0.25,
    "legal": 0.6,
    "personal": 0.6,
    "instructions": 0.45,
    "distress": 0.3,
    "danger": 0.25,
    "speak_up": 0.45,
    "off_topic": 0.45,
}
_FIRM_THRESHOLDS: dict[Kind, float] = {"distress": 0.7, "danger": 0.7}
_FIRM_THRESHOLD = 0.85


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its kind; `split` is fit or validation; `written_for_routing` or asked of documents."""

    id: str
    text: str
    kind: Kind
    language: str
    split: str
    written_for_routing: bool = True


def read_examples(folder: Path = DATASETS) -> tuple[Example, ...]:
    """The examples of routing, and the labelled questions over documents but for the off-topic ones."""
    routing = [Example(**row) for row in read_rows(folder / "routing.jsonl")]
    asked = [row for path in sorted(folder.glob("questions_*.jsonl")) for row in read_rows(path)]
    return (*routing, *(_information(row) for row in asked if row["kind"] != "off-topic"))


def _information(row: dict[str, Any]) -> Example:
    # The same third is kept back as in evals/questions.py.
    split = "validation" if zlib.crc32(row["id"].encode()) % 3 == 0 else "fit"
    return Example(row["id"], row["question"], "information", row["language"], split, written_for_routing=False)


def fit(vectors: NDArray[np.float32], kinds: Sequence[Kind]) -> Classifier:
    """The classifier for query vectors (n, dimensions) of these kinds.

    Rows of kinds that words alone decide are left out.
    """
    learnt = [row for row, kind in enumerate(kinds) if kind in KINDS]
    fitted = regression(vectors[learnt], [kinds[row] for row in learnt], KINDS, _STRENGTH)
    return Classifier(
        fitted.weights,
        fitted.biases,
        thresholds=np.array([_THRESHOLDS.get(kind, 0.0) for kind in KINDS], dtype=np.float32),
        firm_thresholds=np.array([_FIRM_THRESHOLDS.get(kind, _FIRM_THRESHOLD) for kind in KINDS], dtype=np.float32),
    )


def routed(classifier: Classifier, examples: Sequence[Example], vectors: NDArray[np.float32]) -> list[Kind]:
    router = Router.around(classifier)
    return [router.route(example.text, vector).kind for example, vector in zip(examples, vectors, strict=True)]


def out_of_fold(examples: Sequence[Example], vectors: NDArray[np.float32]) -> Iterator[tuple[Example, Kind]]:
    """Each example with the kind given by a classifier fitted on the other four fifths."""
    kinds = [example.kind for example in examples]
    for seen, unseen in StratifiedKFold(5, shuffle=True, random_state=0).split(vectors, kinds):
        classifier = fit(vectors[seen], [kinds[row] for row in seen])
        rest = [examples[row] for row in unseen]
        yield from zip(rest, routed(classifier, rest, vectors[unseen]), strict=True)


def report(title: str, pairs: Sequence[tuple[Example, Kind]]) -> str:
    """False declines, and the confusion matrix."""
    asked = [(example.written_for_routing, kind) for example, kind in pairs if example.kind == "information"]
    hard = [kind != "information" for written, kind in asked if written]
    real = [kind != "information" for written, kind in asked if not written]
    declines = f"{sum(real)} of {len(real)} questions over documents, {sum(hard)} of {len(hard)} written to be mistaken"
    opening = f"{title}: {len(pairs)} questions; false declines {declines}"
    return "\n".join([opening, *matrix(pairs, ALL_KINDS)])


def main(embed: Embed, keep: bool) -> None:
    examples = read_examples()
    vectors = embed([example.text for example in examples])
    rows = {split: [row for row, each in enumerate(examples) if each.split == split] for split in ("fit", "validation")}
    known = [examples[row] for row in rows["fit"]]
    print(report("fit, out of fold", list(out_of_fold(known, vectors[rows["fit"]]))))
    classifier = fit(vectors[rows["fit"]], [example.kind for example in known])
    unseen = [examples[row] for row in rows["validation"]]
    print(report("validation", list(zip(unseen, routed(classifier, unseen, vectors[rows["validation"]]), strict=True))))
    if keep:
        write(classifier, FITTED)


if __name__ == "__main__":
    run(main, __doc__)
