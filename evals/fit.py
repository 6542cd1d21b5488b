"""Fits the weights of ranking and of not knowing on two thirds of our own questions, and prints how they do on the rest.

    python -m evals.fit DOCUMENTS_INDEX CORPUS_INDEX [--only {ranking,doubt}] [--write]

DOCUMENTS_INDEX is a data directory in which `../shared/documents` is indexed and nothing else, CORPUS_INDEX one with `corpus/`.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import assistant.composing
import assistant.retrieval
from assistant.composing.answerability import measures
from assistant.composing.extractive import ExtractiveComposer
from assistant.retrieval.candidates import draw
from assistant.retrieval.e5 import E5Embedder
from assistant.retrieval.ranking import (
    PASSAGE_MEASURES,
    UNIT_MEASURES,
    Weights,
    passage_measures,
    unit_measures,
)
from assistant.retrieval.search import Search
from evals.dataset import Case, over_corpus, over_documents
from evals.evidence import holds, overlaps

Matrix = NDArray[np.float64]
STEPS, RATE = 400, 0.3
PASSAGE_PENALTY, UNIT_PENALTY = 0.02, 0.01
PLAIN_MEASURES = ("best_unit", "usual", "missing", "focus", "said", "covered", "unknown", "english")
QUESTION_MEASURES = ("left_open", "untold", "likelihood", "english", "spread", "best_passage")
PLAIN_REFUSALS = 0.18  # of our own answerable questions, out of fold; they are worded further from the text than people's are
QUESTION_REFUSALS = 0.03


@dataclass(frozen=True, slots=True)
class Example:
    """One question's candidates: measurements (n, m) and which of them are right (n,)."""

    measured: Matrix
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what is measured of what is found for it."""

    question: Case
    measured: dict[str, float]
    names_questions: bool


class Bench:
    """Search and compose over the documents' index with the current weights."""

    def __init__(self, folder: Path) -> None:
        self.embedder = E5Embedder(folder)
        self.search = Search(folder, self.embedder, Weights.load())
        self.composer = ExtractiveComposer()

    def passages(self, question: Case) -> Example:
        aims = self._aims(question)
        candidates, words = draw(self.search.open(), aims[:1])
        measured = passage_measures(candidates, aims[0], words[0])
        right = [any(holds(passage.text, piece.text) for piece in question.evidence) for passage in candidates.passages]
        return Example(measured.astype(float), np.array(right))

    def units(self, question: Case) -> Example:
        candidates, aims, scores = self.search.weighed(self._aims(question))
        measured = unit_measures(candidates, aims, scores)
        right = [self._is_evidence(question, p.document, u.start, u.end) for p in candidates.passages for u in p.units]
        return Example(measured.astype(float), np.array(right))

    def doubt(self, question: Case) -> tuple[dict[str, float], bool]:
        """What is measured of the findings, and whether the best page names its questions."""
        found = self.search.find(question.question, question.turns, question.language == "en", self._vector(question))
        return measures(found, self.composer.compose(found)), bool(found.signals["says_what_it_answers"])

    def _is_evidence(self, question: Case, document: str, start: int, end: int) -> bool:
        source = self.search.source(document)
        quote = source.text[start:end] if source else ""
        return any(overlaps(quote, piece.text) for piece in question.evidence if piece.document == document)

    def _vector(self, question: Case) -> NDArray[np.float32]:
        return self.search.vector(question.question, question.language == "en")

    def _aims(self, question: Case) -> list:  # type: ignore[type-arg]
        return self.search.aims(question.question, question.turns, question.language == "en", self._vector(question))


Asked = tuple[Bench, Case]


def fit_softmax(examples: Sequence[Example], penalty: float) -> Matrix:
    """Weights that put a softmax over each question's candidates on the right ones (cross-entropy, Adam, L2)."""
    used = [example for example in examples if example.right.any() and not example.right.all()]
    size = used[0].measured.shape[1]
    weights, mean, spread = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(STEPS):
        slope = penalty * weights + sum(_slope(example, weights) for example in used) / len(used)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        weights = weights - RATE * (1 - step / STEPS) * mean / (np.sqrt(spread) + 1e-6)
    return weights


def _slope(example: Example, weights: Matrix) -> Matrix:
    scores = example.measured @ weights
    raised = np.exp(scores - scores.max())
    every, right = raised / raised.sum(), raised * example.right
    slope: Matrix = example.measured.T @ (every - right / right.sum())
    return slope


def hit_rate(examples: Sequence[Example], weights: Matrix, top: int) -> float:
    """Share of questions with a right candidate among the best `top`."""
    hits = [example.right[np.argsort(-(example.measured @ weights), kind="stable")[:top]].any() for example in examples]
    return float(np.mean(hits))


def fit_doubt(rows: Matrix, unanswerable: NDArray[np.bool_], refusals: float) -> tuple[Matrix, float, float, float]:
    """Weights, bias and threshold on unscaled measurements, and the out-of-fold area under the curve."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1))
    out_of_fold = cross_val_predict(model, rows, unanswerable, cv=10, method="predict_proba")[:, 1]
    model.fit(rows, unanswerable)
    scaler, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scaler.scale_
    bias = float(logistic.intercept_[0] - weights @ scaler.mean_)
    threshold = float(np.quantile(out_of_fold[~unanswerable], 1 - refusals))
    return weights, bias, threshold, float(roc_auc_score(unanswerable, out_of_fold))


def main() -> None:
    """Fit, print, and with --write put the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", choices=("ranking", "doubt"))
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    asked = [
        (bench, question)
        for bench, questions in ((Bench(given.documents), over_documents()), (Bench(given.corpus), over_corpus()))
        for question in questions
        if question.kind != "off-topic"
    ]
    fitted: dict[str, Callable[[], object]] = {
        "ranking": lambda: _fit_rankings(asked),
        "doubt": lambda: _fit_answerability(asked),
    }
    places = {"ranking": (assistant.retrieval, "ranking.json"), "doubt": (assistant.composing, "answerability.json")}
    for part in (given.only,) if given.only else fitted:
        weights, (package, name) = fitted[part](), places[part]
        if given.write:
            _write(package.__path__[0], name, weights)


def _fit_rankings(asked: Sequence[Asked]) -> dict[str, object]:
    return {
        "passage": _fit_ranking(Bench.passages, asked, PASSAGE_MEASURES, PASSAGE_PENALTY, 5),
        "unit": _fit_ranking(Bench.units, asked, UNIT_MEASURES, UNIT_PENALTY, 1),
    }


def _fit_ranking(
    measured: Callable[[Bench, Case], Example],
    asked: Sequence[Asked],
    names: Sequence[str],
    penalty: float,
    top: int,
) -> dict[str, float]:
    known = [(bench, question) for bench, question in asked if question.answerable]
    fitting = [measured(bench, question) for bench, question in known if not question.validation]
    held = [measured(bench, question) for bench, question in known if question.validation]
    weights = fit_softmax(fitting, penalty)
    print(f"right among the best {top}: fitted {hit_rate(fitting, weights, top):.3f}, held {hit_rate(held, weights, top):.3f}")
    return {name: round(float(value), 3) for name, value in zip(names, weights, strict=True)}


def _fit_answerability(asked: Sequence[Asked]) -> dict[str, object]:
    """The regression for documents that do not name their questions, and the one for pages that do."""
    judged = [Judged(question, *bench.doubt(question)) for bench, question in asked]
    return {
        "plain": _fit_doubt("plain", [each for each in judged if not each.names_questions], PLAIN_MEASURES, PLAIN_REFUSALS),
        "questions": _fit_doubt(
            "questions", [each for each in judged if each.names_questions], QUESTION_MEASURES, QUESTION_REFUSALS
        ),
    }


def _fit_doubt(name: str, judged: Sequence[Judged], names: Sequence[str], refusals: float) -> dict[str, object]:
    rows = np.array([[each.measured[measure] for measure in names] for each in judged])
    unanswerable = np.array([not each.question.answerable for each in judged])
    held = np.array([each.question.validation for each in judged])
    weights, bias, threshold, area = fit_doubt(rows[~held], unanswerable[~held], refusals)
    scores = 1 / (1 + np.exp(-(bias + rows @ weights)))
    refused = scores > threshold
    print(
        f"doubt ({name}), out of fold: area {area:.3f}; held: area {roc_auc_score(unanswerable[held], scores[held]):.3f}, ",
        end="",
    )
    print(f"refused {refused[held & ~unanswerable].mean():.3f}, caught {refused[held & unanswerable].mean():.3f}")
    weighed = {measure: round(float(value), 4) for measure, value in zip(names, weights, strict=True)}
    return {"weights": weighed, "bias": round(bias, 4), "threshold": round(threshold, 4)}


def _write(folder: str, name: str, data: object) -> None:
    (Path(folder) / name).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
