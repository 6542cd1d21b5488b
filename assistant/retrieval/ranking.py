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

from assistant import facts
from assistant.retrieval.embedding import Floats
from assistant.retrieval.query import Query
from assistant.retrieval.snapshot import Snapshot

OWN, POOLED, HEADED, CONTEXT = range(4)
PASSAGE_MEASURES = ("whole", "own", "headed", "pooled", "words", "coverage", "named", "unit_coverage", "outline", "short")
UNIT_MEASURES = (
    *("count", "context", "near", "rare", "own", "pooled", "headed", "passage", "rank", "covered_with_heading", "covered"),
    *("dense", "is_heading", "is_row", "is_item", "length", "short", "fits", "misfits", "asks", "first"),
)
_COSINE_STEP = 10.0  # turns differences of e5 cosines, a few hundredths, into numbers of the size of the others
_REFERENCE = 3  # cosines are taken relative to the third best: one near twin must not set the scale
_SHORT_PASSAGE, _SHORT_UNIT = 30, 4  # words
_FOREIGN = 0.5  # what words in common are worth in a question that is not English
_RELATED = 0.5  # what a stem that a short form stands for counts
_EARLIER = 0.4  # what a stem of the earlier turns counts


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted coefficients by name of measurement."""

    passage: Mapping[str, float]
    unit: Mapping[str, float]

    @classmethod
    def load(cls) -> "Weights":
        data = json.loads(files("assistant.retrieval").joinpath("ranking.json").read_text(encoding="utf-8"))
        return cls(data["passage"], data["unit"])


@dataclass(frozen=True, slots=True)
class Aim:
    """One reading of a question: its vector and its weighted stems."""

    query: Query
    vector: Floats
    earlier: tuple[str, ...] = ()

    @property
    def trust(self) -> float:
        """What a word in common is worth: little where only numbers and English terms of a foreign question can be."""
        return 1.0 if self.query.asked.english else _FOREIGN

    def rarities(self, snapshot: Snapshot) -> dict[str, float]:
        """How telling each stem is, by inverse document frequency."""
        lexicon = snapshot.lexical
        found = {stem: lexicon.rarity(stem) for stem in self.query.asked.stems}
        for stem in self.query.related:
            found.setdefault(stem, _RELATED * lexicon.rarity(stem))
        for stem in self.earlier:
            found.setdefault(stem, _EARLIER * lexicon.rarity(stem))
        return found


class Candidates:
    """Passages that may answer, with their unit vectors in one block: units of passage i are `starts[i]:starts[i + 1]`."""

    def __init__(self, snapshot: Snapshot, rows: Sequence[int]) -> None:
        loaded = snapshot.load(rows)
        self.snapshot = snapshot
        self.rows = [row for row in rows if row in loaded]
        self.passages = [loaded[row][0] for row in self.rows]
        self.starts = np.cumsum([0, *(len(passage.units) for passage in self.passages)])
        self.units: Floats = np.concatenate([loaded[row][1] for row in self.rows]).astype(np.float32)
        self.whole: Floats = snapshot.whole[self.rows]
        self.tokens = [snapshot.unit_tokens(row) for row in self.rows]

    def best_unit(self, similarities: Floats) -> Floats:
        """The highest of each passage's unit similarities."""
        best: Floats = np.maximum.reduceat(similarities, self.starts[:-1])
        return best


def passage_measures(candidates: Candidates, aim: Aim, lexical: Floats) -> Floats:
    """One row of PASSAGE_MEASURES for each candidate; `lexical` holds the BM25 of every passage of the index."""
    similar = candidates.units @ aim.vector
    cosines = [candidates.whole @ aim.vector, *(candidates.best_unit(similar[:, view]) for view in (OWN, HEADED, POOLED))]
    query = aim.query
    rarities = {stem: value for stem, value in aim.rarities(candidates.snapshot).items() if stem in query.asked.stems}
    total = sum(rarities.values()) or 1.0
    english = aim.trust
    top = max(float(lexical.max(initial=0.0)), 1e-6)
    rows = []
    for row, passage, tokens in zip(candidates.rows, candidates.passages, candidates.tokens, strict=True):
        present = candidates.snapshot.passage_tokens(row)
        covered = sum(value for stem, value in rarities.items() if stem in present) / total
        best = max((sum(value for stem, value in rarities.items() if stem in unit) for unit in tokens), default=0.0) / total
        outline = any(unit.group < 0 for unit in passage.units)
        short = len(passage.text.split()) < _SHORT_PASSAGE
        named = passage.document in query.documents
        rows.append((english * lexical[row] / top, english * covered, named, english * best, outline, short))
    scaled = [_COSINE_STEP * (cosine - _reference(cosine)) for cosine in cosines]
    return np.column_stack([*scaled, np.array(rows, np.float32)])


def unit_measures(candidates: Candidates, aims: Sequence[Aim], scores: Floats) -> Floats:
    """One row of UNIT_MEASURES for each unit of the candidates, which stand in the order of their passage `scores`."""
    similar = np.mean([candidates.units @ aim.vector for aim in aims], axis=0)
    aim = aims[0]
    rarities = aim.rarities(candidates.snapshot)
    total = sum(rarities.values()) or 1.0
    squares = sum(value * value for value in rarities.values()) or 1.0
    english = aim.trust
    rows: list[tuple[float, ...]] = []
    for place, passage in enumerate(candidates.passages):
        start = candidates.starts[place]
        own = similar[start : candidates.starts[place + 1], OWN]
        counts = facts.group_sizes(passage) if aim.query.asked.count else []
        for at, unit in enumerate(passage.units):
            words = candidates.tokens[place][at]
            said = set(words)
            under = said | set(candidates.snapshot.heading_tokens(unit.heading))
            covered = sum(value for stem, value in rarities.items() if stem in said) / total
            covered_under = sum(value for stem, value in rarities.items() if stem in under) / total
            rare = sum(value * value for stem, value in rarities.items() if stem in under) / squares
            length = len(unit.text.split())
            fits = facts.fits(aim.query.asked.wants, unit.text)
            rows.append(
                (
                    float(bool(counts) and aim.query.asked.count in counts[at]),
                    _COSINE_STEP * similar[start + at, CONTEXT],
                    _COSINE_STEP * own[max(0, at - 1) : at + 2].max(),
                    english * rare,
                    *(_COSINE_STEP * similar[start + at, view] for view in (OWN, POOLED, HEADED)),
                    float(scores[place]),
                    float(place),
                    english * covered_under,
                    english * covered,
                    english * covered / (1 + 0.05 * length),
                    float(unit.kind == "heading"),
                    float(unit.kind == "row"),
                    float(unit.kind == "item"),
                    float(np.log(max(1, length))),
                    float(length < _SHORT_UNIT),
                    float(fits),
                    float(bool(aim.query.asked.wants) and not fits),
                    float(unit.text.endswith("?")),
                    float(place == 0),
                )
            )
    measured = np.array(rows, np.float32)
    for column in ("context", "near", "own", "pooled", "headed", "passage"):
        at = UNIT_MEASURES.index(column)
        measured[:, at] -= measured[:, at].max()
    measured[:, UNIT_MEASURES.index("passage")] *= 0.3
    return measured


def weighted(measures: Floats, names: Sequence[str], weights: Mapping[str, float]) -> Floats:
    """The weighted sum of each row."""
    score: Floats = measures @ np.array([weights[name] for name in names], np.float32)
    return score


def shares(scores: Floats) -> NDArray[np.float32]:
    """Softmax."""
    raised = np.exp(scores - scores.max())
    return (raised / raised.sum()).astype(np.float32)


def _reference(cosines: Floats) -> float:
    return float(np.sort(cosines)[-min(_REFERENCE, len(cosines))])
