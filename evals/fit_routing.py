"""Fit the routing classifier on the datasets beside this file and print how it does on the rows that it has not seen.

Run `python -m evals.fit_routing` after a change to the examples, to assistant/routing.toml or to the embedding model;
it writes assistant/routing.npz. With `--no-write` it only prints.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.retrieval.e5 import E5Embedder
from assistant.routing import ALL_KINDS, KINDS, Classifier, Kind, Router
from evals.json_lines import read_lines

DATASETS = Path(__file__).parent / "datasets"
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
    routing = [Example(**row) for row in _rows(folder / "routing.jsonl")]
    asked = [row for path in sorted(folder.glob("questions_*.jsonl")) for row in _rows(path)]
    return (*routing, *(_information(row) for row in asked if row["kind"] != "off-topic"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in read_lines(path)]


def _information(row: dict[str, Any]) -> Example:
    # The same third is kept back as in evals/questions.py.
    split = "validation" if zlib.crc32(row["id"].encode()) % 3 == 0 else "fit"
    return Example(row["id"], row["question"], "information", row["language"], split, written_for_routing=False)


def fit(vectors: NDArray[np.float32], kinds: Sequence[Kind]) -> Classifier:
    """The classifier for query vectors (n, dimensions) of these kinds; taking off their mean goes into the biases.

    Rows of kinds that words alone decide are left out.
    """
    learnt = [row for row, kind in enumerate(kinds) if kind in KINDS]
    mean = vectors[learnt].mean(axis=0)
    model = LogisticRegression(C=_STRENGTH, max_iter=3_000).fit(vectors[learnt] - mean, [kinds[row] for row in learnt])
    order = [list(model.classes_).index(kind) for kind in KINDS]
    weights = model.coef_[order].astype(np.float16).astype(np.float32)
    return Classifier(
        weights=weights,
        biases=(model.intercept_[order] - weights @ mean).astype(np.float32),
        thresholds=np.array([_THRESHOLDS.get(kind, 0.0) for kind in KINDS], dtype=np.float32),
        firm_thresholds=np.array([_FIRM_THRESHOLDS.get(kind, _FIRM_THRESHOLD) for kind in KINDS], dtype=np.float32),
    )


def write(classifier: Classifier, path: Path = FITTED) -> None:
    """Weights in half precision, so that the file stays small."""
    np.savez_compressed(
        path,
        weights=classifier.weights.astype(np.float16),
        biases=classifier.biases,
        thresholds=classifier.thresholds,
        firm_thresholds=classifier.firm_thresholds,
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
    """False declines, recall of each kind, and the confusion matrix with true kinds as rows."""
    counts = Counter((example.kind, kind) for example, kind in pairs)
    totals = Counter(example.kind for example, _ in pairs)
    asked = [(example.written_for_routing, kind) for example, kind in pairs if example.kind == "information"]
    hard = [kind != "information" for written, kind in asked if written]
    real = [kind != "information" for written, kind in asked if not written]
    declines = f"{sum(real)} of {len(real)} questions over documents, {sum(hard)} of {len(hard)} written to be mistaken"
    lines = [f"{title}: {len(pairs)} questions; false declines {declines}"]
    lines.append(f"{'':14}{'n':>5}{'right':>7}  " + "".join(f"{kind[:6]:>7}" for kind in ALL_KINDS))
    for kind in (kind for kind in ALL_KINDS if totals[kind]):
        row = "".join(f"{counts[kind, other] or '.':>7}" for other in ALL_KINDS)
        lines.append(f"{kind:14}{totals[kind]:5}{counts[kind, kind] / totals[kind]:7.2f}  {row}")
    wrong = [f"  {example.kind} -> {kind}: {example.text}" for example, kind in pairs if kind != example.kind]
    return "\n".join([*lines, *wrong])


def main(embed: Callable[[Sequence[str]], NDArray[np.float32]], keep: bool) -> None:
    examples = read_examples()
    vectors = embed([example.text for example in examples])
    rows = {split: [row for row, each in enumerate(examples) if each.split == split] for split in ("fit", "validation")}
    known = [examples[row] for row in rows["fit"]]
    print(report("fit, out of fold", list(out_of_fold(known, vectors[rows["fit"]]))))
    classifier = fit(vectors[rows["fit"]], [example.kind for example in known])
    unseen = [examples[row] for row in rows["validation"]]
    print(report("validation", list(zip(unseen, routed(classifier, unseen, vectors[rows["validation"]]), strict=True))))
    if keep:
        write(classifier)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, default=Path(".assistant"), help="where the embedding model is kept")
    parser.add_argument("--no-write", action="store_true", help="print only")
    arguments = parser.parse_args()
    embedder = E5Embedder(arguments.data_dir)
    main(lambda texts: np.stack([embedder.embed_query(text) for text in texts]), keep=not arguments.no_write)
