"""The passages that may answer a question: drawn by vector, by words and by the documents it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from assistant.retrieval.embedding import Floats
from assistant.retrieval.query import Query
from assistant.retrieval.snapshot import Snapshot
from assistant.retrieval.store import VIEWS
from assistant.types import Passage

DENSE, LEXICAL, NAMED = 24, 16, 24  # candidates drawn by vector, by words, and from each document that is named
LIKELY = 12  # likely questions whose passages are drawn
UNLIKE = 0.8  # cosine of questions that have nothing in common
_TWIN = 0.8  # share of stems in common that makes two passages one
_FOREIGN = 0.5  # what words in common are worth in a question that is not English
_RELATED = 0.5  # what a stem that a short form stands for counts
_EARLIER = 0.4  # what a stem of the earlier turns counts


@dataclass(frozen=True, slots=True)
class Aim:
    """One reading of a question: its vector and its weighted stems; `weight` is its share beside the first reading.

    `told` are the stems of the answer before it; `guessed` says that nothing but its place shows that it goes on from that.
    """

    query: Query
    vector: Floats
    earlier: tuple[str, ...] = ()
    weight: float = 0.0
    told: frozenset[str] = frozenset()
    guessed: bool = False

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
        self.snapshot = snapshot
        self.portraits = snapshot.load(rows)
        self.rows = [snapshot.row[portrait.passage.id] for portrait in self.portraits]
        self.starts = np.cumsum([0, *(len(portrait.said) for portrait in self.portraits)])
        views = [portrait.vectors for portrait in self.portraits] or [np.empty((0, VIEWS, snapshot.whole.shape[1]), np.float16)]
        self.units: Floats = np.concatenate(views).astype(np.float32)
        self.whole: Floats = snapshot.whole[self.rows]
        owners = [
            start + place
            for start, portrait in zip(self.starts, self.portraits, strict=False)
            for place, unit in enumerate(portrait.passage.units)
            for _ in unit.likely
        ]
        self._likely_units = np.array(owners, np.int64)
        self._likely_places = np.concatenate(
            [np.arange(part.start, part.stop) for part in map(snapshot.questions.places, self.rows)] or [np.empty(0, np.int64)]
        ).astype(np.int64)

    @property
    def passages(self) -> list[Passage]:
        return [portrait.passage for portrait in self.portraits]

    def likely(self, vector: Floats) -> Floats:
        """The cosine of the question with the best of each unit's likely questions, or UNLIKE where it has none."""
        best = np.full(int(self.starts[-1]), UNLIKE, np.float32)
        np.maximum.at(best, self._likely_units, self.snapshot.questions.likely(vector)[self._likely_places])
        return best

    def likeliest(self, vector: Floats) -> tuple[str, float]:
        """The likely question that is most like this one, and their cosine; empty and UNLIKE where there is none."""
        if not len(self._likely_places):
            return "", UNLIKE
        alike = self.snapshot.questions.likely(vector)[self._likely_places]
        best = int(np.argmax(alike))
        texts = (text for portrait in self.portraits for unit in portrait.passage.units for text in unit.likely)
        return next(islice(texts, best, None)), float(alike[best])

    def best_unit(self, similarities: Floats) -> Floats:
        """The highest of each passage's unit similarities."""
        best: Floats = np.maximum.reduceat(similarities, self.starts[:-1])
        return best

    def subset(self, places: Sequence[int]) -> "Candidates":
        """Some of the candidates, in another order."""
        return Candidates(self.snapshot, [self.rows[place] for place in places])


def draw(snapshot: Snapshot, aims: Sequence[Aim]) -> tuple[Candidates, list[Floats]]:
    """The passages worth weighing, and the BM25 of every passage of the index for each aim."""
    words = [_lexical_scores(snapshot, aim) for aim in aims]
    return Candidates(snapshot, _drawn(snapshot, aims, words)), words


def _lexical_scores(snapshot: Snapshot, aim: Aim) -> Floats:
    return snapshot.lexical_scores(aim.query.asked.stems)


def _drawn(snapshot: Snapshot, aims: Sequence[Aim], words: Sequence[Floats]) -> list[int]:
    """Rows worth a closer look, best first by how they were drawn."""
    drawn: dict[int, None] = {}
    for aim, scores in zip(aims, words, strict=True):
        drawn.update(dict.fromkeys(snapshot.nearest(aim.vector, DENSE)))
        drawn.update(dict.fromkeys(snapshot.questions.rows_like(aim.vector, LIKELY)))
        best = np.argsort(-scores, kind="stable")[:LEXICAL]
        drawn.update(dict.fromkeys(int(row) for row in best if scores[row] > 0))
        for document in aim.query.documents:
            rows = snapshot.rows_of(document)
            nearest = np.argsort(-(snapshot.whole[rows] @ aim.vector), kind="stable")[:NAMED]
            drawn.update(dict.fromkeys(int(rows[at]) for at in nearest))
    return list(drawn)


def ordered(candidates: Candidates, scores: Floats, enough: int) -> list[int]:
    best_first = [int(at) for at in np.argsort(-scores, kind="stable")]
    return _without_twins(candidates, best_first, enough)


def _without_twins(candidates: Candidates, order: Sequence[int], enough: int) -> list[int]:
    """The first `enough` of the order, without passages that say what a better one says."""
    kept: list[int] = []
    said: list[frozenset[str]] = []
    for at in order:
        if len(kept) == enough:
            break
        words = candidates.portraits[at].stems
        # Sets of very different sizes cannot share enough: that spares most of the intersections.
        near = [other for other in said if _TWIN * len(words) <= len(other) <= len(words) / _TWIN]
        if not any(len(words & other) >= _TWIN * len(words | other) for other in near):
            kept.append(at)
            said.append(words)
    return kept
