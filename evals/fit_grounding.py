"""Fits the weights of the grounding check on human labels and on sentences of our corpus, true ones and corrupted ones.

    python -m evals.fit_grounding [--write]

Prints balanced accuracy and the area under the curve, out of fold, of the check as it decides (contradictions and verbatim
sentences included), for each set of rows; the sentences are of the statements that `evals.meta` does not measure with. With
--write puts the weights into the package. The labelled rows are read from `../shared/evaluation`.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.preprocessing import StandardScaler

import assistant.grounding
from assistant.bootstrap import build_checker
from assistant.grounding import Checker, Examined
from assistant.settings import Settings
from evals.corruptions import draw, statements, true_pairs
from evals.dataset import CORPUS
from evals.labels import LABELLED, LABELS, Agreement, read_labelled, scored_agreement

Matrix = NDArray[np.float64]
PENALTY = 0.03  # C of the logistic regression, on standardised measures
FOLDS, REPEATS = 10, 10
EACH = 60  # corruptions of a kind, true pairs of a manner
# What each set of rows weighs in all, however many it has. Of the corpus most rows need no model; they keep the weights right for
# short quotes that a sentence repeats almost word for word.
SHARES = {"begin": 1.0, "wice": 1.2, "corpus": 0.4}


@dataclass(frozen=True, slots=True)
class Rows:
    """Examined sentences of one source, and whether their quotes carry them."""

    name: str
    examined: Sequence[Examined]
    supported: NDArray[np.bool_]
    groups: NDArray[np.str_]


def read_rows(checker: Checker) -> list[Rows]:
    """The labelled rows and sentences of the corpus, of the statements that nothing is measured with, examined."""
    found = []
    for name, each in LABELLED.items():
        labelled = read_labelled(LABELS / each.file)
        examined = [checker.examine(row.response, [row.context]) for row in labelled]
        found.append(_rows(name, examined, [row.label == 0 for row in labelled], [row.id for row in labelled]))
    drawn = draw(true_pairs(statements(CORPUS)), "fit", EACH, EACH)
    said = [(each.sentence, each.pair.quotes, each.pair.statement.text) for each in drawn.corrupted]
    said += [(each.sentence, each.quotes, each.statement.text) for each in drawn.true]
    examined = [checker.examine(sentence, quotes) for sentence, quotes, _ in said]
    supported = [False] * len(drawn.corrupted) + [True] * len(drawn.true)
    return [*found, _rows("corpus", examined, supported, [statement for _, _, statement in said])]


def _rows(name: str, examined: Sequence[Examined], supported: Sequence[bool], groups: Sequence[str]) -> Rows:
    return Rows(name, examined, np.array(supported), np.array(groups))


@dataclass(frozen=True, slots=True)
class Table:
    """All rows as a matrix of the named measures; `decided` holds the score of a row that needs no model, else nan."""

    names: tuple[str, ...]
    measured: Matrix
    decided: Matrix
    supported: NDArray[np.bool_]
    source: NDArray[np.str_]
    groups: NDArray[np.str_]

    @property
    def open(self) -> NDArray[np.bool_]:
        """The rows that the model decides."""
        return np.isnan(self.decided)


def table(rows: Sequence[Rows]) -> Table:
    """The matrix of several sets of rows."""
    every = [each for group in rows for each in group.examined]
    names = tuple(next(each.measures for each in every if each.measures))
    return Table(
        names=names,
        measured=np.array([[each.measures.get(name, 0.0) for name in names] for each in every]),
        decided=np.array([each.verdict.score if each.verdict else np.nan for each in every]),
        supported=np.concatenate([group.supported for group in rows]),
        source=np.concatenate([np.full(len(group.examined), group.name) for group in rows]),
        groups=np.concatenate([group.groups for group in rows]),
    )


def fit(data: Table, used: NDArray[np.bool_]) -> Callable[[Matrix], Matrix]:
    """The fitted model: measures (n, m) to scores (n), 0 to 1."""
    weights, bias = coefficients(data, used)
    return lambda measured: 1 / (1 + np.exp(-(measured @ weights + bias)))


def coefficients(data: Table, used: NDArray[np.bool_]) -> tuple[Matrix, float]:
    """Weights and bias on unscaled measures, fitted on some of the open rows, both labels of each source weighing the same."""
    used = used & data.open
    weight = np.zeros(len(used))
    for name, share in SHARES.items():
        for label in (True, False):
            rows = used & (data.source == name) & (data.supported == label)
            weight[rows] = share / max(1, rows.sum())
    weight *= used.sum() / weight.sum()
    scaler = StandardScaler().fit(data.measured[used])
    model = LogisticRegression(C=PENALTY, max_iter=2_000)
    model.fit(scaler.transform(data.measured[used]), data.supported[used], sample_weight=weight[used])
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def out_of_fold(data: Table, seed: int) -> Matrix:
    """The score of each row by weights fitted without its fold; what needs no model keeps its score.

    Sentences that are made from one statement stand in one fold.
    """
    scores = data.decided.copy()
    strata = np.char.add(data.source, data.supported.astype(str))
    for _, unseen in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed).split(strata, strata, data.groups):
        held = np.zeros(len(strata), dtype=bool)
        held[unseen] = True
        rows = held & data.open
        scores[rows] = fit(data, ~held)(data.measured[rows])
    return scores


def agreements(data: Table) -> tuple[Agreement, ...]:
    """How the check agrees with people, each labelled row judged by weights that have not seen it."""
    scores = out_of_fold(data, 0)
    return tuple(_agreement(name, data, scores) for name in LABELLED)


def _agreement(name: str, data: Table, scores: Matrix) -> Agreement:
    rows = data.source == name
    return scored_agreement(name, data.groups[rows].tolist(), data.supported[rows].tolist(), scores[rows].tolist())


def report(data: Table, repeats: int = REPEATS) -> list[str]:
    """Out-of-fold figures of each source, with their spread over the repeats."""
    told: dict[str, list[tuple[float, float]]] = {name: [] for name in SHARES}
    for seed in range(repeats):
        scores = out_of_fold(data, seed)
        for name in SHARES:
            rows = data.source == name
            right = data.supported[rows]
            told[name].append((balanced_accuracy_score(right, scores[rows] >= 0.5), roc_auc_score(right, scores[rows])))
    return [_line(name, np.array(each)) for name, each in told.items()]


def _line(name: str, figures: Matrix) -> str:
    mean, spread = figures.mean(axis=0), figures.std(axis=0)
    return f"{name:8} balanced accuracy {mean[0]:.3f} (sd {spread[0]:.3f}), AUROC {mean[1]:.3f} (sd {spread[1]:.3f})"


def main() -> None:
    """Fit, print, and with --write put the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the weights into the package")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = table(read_rows(build_checker(Settings(data_dir=Path(folder)))))
    print("\n".join(report(data)))
    weights, bias = coefficients(data, data.open)
    named = {name: round(float(weight), 3) for name, weight in zip(data.names, weights, strict=True)}
    print(json.dumps(named, indent=1), f"bias {bias:.3f}")
    if given.write:
        path = Path(assistant.grounding.__path__[0]) / "grounding.json"
        path.write_text(json.dumps({"weights": named, "bias": round(bias, 3)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
