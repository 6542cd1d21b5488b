"""Scores of passages and of the units in them, as weighted sums of a few measurements.

The weights are fitted by `evals/fit.py` (a softmax over the candidates of a question, cross-entropy with the ones that hold
the evidence) and lie in `ranking.json`. Measurements are relative to the best candidate where cosines would otherwise differ
from question to question: e5 gives unrelated texts .74 to .81.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.candidates import Aim, Candidates
from assistant.retrieval.embedding import Floats
from assistant.retrieval.portrait import SHAPE

OWN, POOLED, HEADED, CONTEXT = range(4)
PASSAGE_MEASURES = (
    "whole",
    "own",
    "headed",
    "pooled",
    "words",
    "coverage",
    "named",
    "unit_coverage",
    "outline",
    "short",
    "likely",
)
UNIT_MEASURES = (
    *(
        "count",
        "context",
        "near",
        "rare",
        "own",
        "pooled",
        "headed",
        "passage",
        "rank",
        "covered_with_heading",
        "covered",
    ),
    *("dense", "is_heading", "is_row", "is_item", "length", "short", "fits", "misfits", "asks", "first", "likely", "listed"),
    *("sure", "opening", "opening_listed", "told"),
)
_COSINE_STEP = 10.0  # turns differences of e5 cosines, a few hundredths, into numbers of the size of the others
_REFERENCE = 3  # cosines are taken relative to the third best: one near twin must not set the scale
_PASSAGE_STEP = 0.3  # brings differences of passage scores to the size of the others
_TOLD_STEP = 4.0  # few questions go on from an answer, so that a small weight must do
_SURE = 0.9  # cosine of a likely question from which it counts for more
_LENGTH_COST = 0.05  # a word: what a long unit holds counts for less


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted coefficients by name of measurement."""

    passage: Mapping[str, float]
    unit: Mapping[str, float]

    @classmethod
    def load(cls) -> "Weights":
        data = json.loads(files("assistant.retrieval").joinpath("ranking.json").read_text(encoding="utf-8"))
        return cls(data["passage"], data["unit"])


def passage_measures(candidates: Candidates, aim: Aim, lexical: Floats) -> Floats:
    """One row of PASSAGE_MEASURES for each candidate; `lexical` holds the BM25 of every passage of the index."""
    similar = candidates.units @ aim.vector
    cosines = [
        candidates.whole @ aim.vector,
        *(candidates.best_unit(similar[:, view]) for view in (OWN, HEADED, POOLED)),
    ]
    asked = aim.query.asked
    told = _Telling({stem: candidates.snapshot.lexical.rarity(stem) for stem in asked.stems})
    top = max(float(lexical.max(initial=0.0)), 1e-6)
    rows = [
        (
            aim.trust * lexical[row] / top,
            aim.trust * told.share(portrait.stems),
            float(portrait.passage.document in aim.query.documents),
            aim.trust * max((told.share(said) for said in portrait.said), default=0.0),
            float(portrait.is_outline),
            float(portrait.is_short),
        )
        for row, portrait in zip(candidates.rows, candidates.portraits, strict=True)
    ]
    scaled = [_COSINE_STEP * (cosine - _reference(cosine)) for cosine in cosines]
    likely = _below_best(_COSINE_STEP * candidates.best_unit(candidates.likely(aim.vector)))
    return np.column_stack([*scaled, np.array(rows, np.float32), likely])


def unit_measures(candidates: Candidates, aims: Sequence[Aim], scores: Floats) -> Floats:
    """One row of UNIT_MEASURES for each unit of the candidates, which stand in the order of their passage `scores`."""
    similar = _COSINE_STEP * _mixed([candidates.units @ aim.vector for aim in aims], aims)
    asked = aims[0].query.asked
    told = _Telling(aims[0].rarities(candidates.snapshot))
    places = np.repeat(np.arange(len(candidates.portraits)), np.diff(candidates.starts))
    likely = _mixed([candidates.likely(aim.vector) for aim in aims], aims)
    shape = np.concatenate([portrait.shape for portrait in candidates.portraits])
    fits = np.concatenate([portrait.fits(asked.wants) for portrait in candidates.portraits])
    shares = aims[0].trust * np.array(
        [
            (told.share(said), told.share(under), told.rare_share(under))
            for portrait in candidates.portraits
            for said, under in zip(portrait.said, portrait.under, strict=True)
        ],
        np.float32,
    )
    opening = np.array([unit.heading == passage.title for passage in candidates.passages for unit in passage.units])
    columns = {
        "sure": _COSINE_STEP * np.maximum(likely - _SURE, 0),
        "opening": opening,
        "opening_listed": opening * asked.wants_list,
        "told": _told(candidates, aims[0].told),
        "count": [bool(asked.count) and asked.count in sizes for portrait in candidates.portraits for sizes in portrait.sizes],
        "context": _below_best(similar[:, CONTEXT]),
        "near": _below_best(_nearby(similar[:, OWN], candidates.starts)),
        "rare": shares[:, 2],
        "own": _below_best(similar[:, OWN]),
        "pooled": _below_best(similar[:, POOLED]),
        "headed": _below_best(similar[:, HEADED]),
        "passage": _PASSAGE_STEP * _below_best(scores[places]),
        "rank": places,
        "covered_with_heading": shares[:, 1],
        "covered": shares[:, 0],
        "dense": shares[:, 0] / (1 + _LENGTH_COST * np.exp(shape[:, SHAPE.index("length")])),
        "fits": fits,
        "misfits": ~fits if asked.wants else np.zeros(len(fits)),
        "first": places == 0,
        "likely": _below_best(_COSINE_STEP * likely),
        "listed": asked.wants_list * np.array([unit.group > 0 for passage in candidates.passages for unit in passage.units]),
    } | {name: shape[:, column] for column, name in enumerate(SHAPE)}
    return np.column_stack([np.asarray(columns[name], np.float32) for name in UNIT_MEASURES])


def _told(candidates: Candidates, told: frozenset[str]) -> Floats:
    """The share of what each unit says that the answer before has said, weighed by how rare the words are."""
    if not told:
        return np.zeros(int(candidates.starts[-1]), np.float32)
    rarity = candidates.snapshot.lexical.rarity
    said = ({stem: rarity(stem) for stem in own} for portrait in candidates.portraits for own in portrait.said)
    shares = [sum(weights[stem] for stem in told & weights.keys()) / (sum(weights.values()) or 1.0) for weights in said]
    return np.array(shares, np.float32) * _TOLD_STEP


def _mixed(each: Sequence[Floats], aims: Sequence[Aim]) -> Floats:
    """The values for each aim as one, in proportion to the weights of the aims; the first has what the others leave."""
    rest = 1 - sum(aim.weight for aim in aims[1:])
    return sum((aim.weight * values for aim, values in zip(aims[1:], each[1:], strict=True)), rest * each[0])


class _Telling:
    """Shares of a question's stems, weighed by how rare they are."""

    def __init__(self, rarities: Mapping[str, float]) -> None:
        self._rarities = list(rarities.items())
        self._total = sum(rarities.values()) or 1.0
        self._squares = sum(value * value for value in rarities.values()) or 1.0

    def share(self, present: frozenset[str]) -> float:
        return sum(value for stem, value in self._rarities if stem in present) / self._total

    def rare_share(self, present: frozenset[str]) -> float:
        """The share that the rarest stems dominate."""
        return sum(value * value for stem, value in self._rarities if stem in present) / self._squares


def _below_best(values: Floats) -> Floats:
    below: Floats = values - values.max()
    return below


def _nearby(values: Floats, starts: NDArray[np.int64]) -> Floats:
    """The highest of each unit's value and its neighbours' in the same passage."""
    highest = values.copy()
    inside = np.ones(len(values) - 1, np.bool_)
    inside[starts[1:-1] - 1] = False
    forward, back = values[1:], values[:-1]
    highest[:-1] = np.where(inside, np.maximum(highest[:-1], forward), highest[:-1])
    highest[1:] = np.where(inside, np.maximum(highest[1:], back), highest[1:])
    return highest


def weighted(measures: Floats, names: Sequence[str], weights: Mapping[str, float]) -> Floats:
    """The weighted sum of each row."""
    score: Floats = measures @ np.array([weights[name] for name in names], np.float32)
    return score


def shares(scores: Floats) -> NDArray[np.float32]:
    """Softmax."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)


def _reference(cosines: Floats) -> float:
    return float(np.sort(cosines)[-min(_REFERENCE, len(cosines))])
