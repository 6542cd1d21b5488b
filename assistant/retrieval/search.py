"""Search: a question in, Findings out. Dense always, words where the question is in the corpus's language."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.errors import IndexNotReady
from assistant.retrieval.adjustments import adjustments
from assistant.retrieval.candidates import Aim, Candidates, draw, ordered
from assistant.retrieval.embedding import Embedder, Floats, unit_length
from assistant.retrieval.encoding import space_of
from assistant.retrieval.followup import continued
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.query import Query, read_query, wants_list
from assistant.retrieval.ranking import (
    PASSAGE_MEASURES,
    UNIT_MEASURES,
    Weights,
    passage_measures,
    shares,
    unit_measures,
    weighted,
)
from assistant.retrieval.signals import signals, telling
from assistant.retrieval.snapshot import Snapshot
from assistant.types import Evidence, Findings, Match, Source, Turn
from assistant.words import tokens

EVIDENCE = 8  # passages whose units are weighed
_BARE_WEIGHT = 2.0  # of a comparison without its names, beside the whole of it
_EARLIER_WEIGHT = 0.6  # of the question read with the last exchange, where it plainly goes on from there
_PERHAPS_WEIGHT = 0.5  # where it may
_SAME_QUESTION = 0.9  # cosine of a likely question that asks the same


class Search:
    """Finds what the index in `folder` holds on a question; reopens it when an indexing run has changed it."""

    def __init__(self, folder: Path, embedder: Embedder, weights: Weights, chroma_url: str = "", employer: str = "") -> None:
        self._folder = folder
        self._embedder = embedder
        self._weights = weights
        self._chroma_url = chroma_url
        self._employer = employer
        self._snapshot: Snapshot | None = None
        self._last: tuple[str, bool, LexicalIndex, Query] | None = None
        self._lock = threading.RLock()

    def open(self) -> Snapshot:
        """The current generation of the index; raises IndexNotReady, with the remedy, when there is none."""
        with self._lock:
            if self._snapshot is None or not self._snapshot.current:
                if self._snapshot is not None:
                    self._snapshot.close()
                    self._snapshot = None
                self._snapshot = Snapshot(self._folder, space_of(self._embedder), self._chroma_url, self._employer)
            return self._snapshot

    def source(self, document: str) -> Source | None:
        with self._lock:
            return self.open().source(document)

    def generation(self) -> str:
        """What tells the index from what it was before an indexing run."""
        with self._lock:
            return self.open().generation

    def record_files(self) -> dict[str, str]:
        """The texts of the index's files of records by their document."""
        with self._lock:
            return self.open().record_files()

    def rank(self, question: str, english: bool, count: int = 10) -> tuple[Match, ...]:
        """The best passages for a question that stands alone."""
        return self.find(question, (), english, self.vector(question, english), count).matches

    def vector(self, question: str, english: bool) -> Floats:
        """The vector of a question without the names of whole documents, which draw it to their titles.

        Names are left to the words. In another language what is known of it in English counts by how much that is. Without an
        index it is the vector of the whole question.
        """
        try:
            with self._lock:
                query = self._read(question, english)
        except IndexNotReady:
            return self._embedder.embed_query(question)
        return self._vector_of(query)

    def _vector_of(self, query: Query) -> Floats:
        vector = self._embedder.embed_query(query.bare)
        if not query.english_reading:
            return vector
        return unit_length(vector + np.float32(query.known_share) * self._embedder.embed_query(query.english_reading))

    def find(self, question: str, history: Sequence[Turn], english: bool, vector: Floats, count: int = 10) -> Findings:
        """What the index holds on a question; `vector` is from `vector`, `count` how many matches are wanted.

        Raises:
            IndexNotReady: the index is missing or was made with another model.
        """
        started = time.perf_counter()
        with self._lock:
            aims = self.aims(question, history, english, vector)
            embedded = time.perf_counter()
            found = self._found(self.open(), aims, count)
        times = {"embed": (embedded - started) * 1000, "search": (time.perf_counter() - embedded) * 1000}
        return replace(found, timings_ms=times)

    def _read(self, question: str, english: bool) -> Query:
        """Read a question; the last one is kept, since its vector is asked for first and its findings then."""
        lexicon = self.open().lexical
        kept = self._last
        if kept is None or kept[:3] != (question, english, lexicon):
            kept = self._last = (question, english, lexicon, read_query(question, lexicon, english))
        return kept[3]

    def aims(self, question: str, history: Sequence[Turn], english: bool, vector: Floats) -> list[Aim]:
        """The question itself, and, for a follow-up, the question read with the last exchange."""
        query = self._read(question, english)
        together = continued(question, history, bool(query.documents))
        if len(query.documents) > 1:
            # Between documents the whole question counts too: what is compared often stands in how the names are joined.
            vector = unit_length(np.float32(_BARE_WEIGHT) * vector + self._embedder.embed_query(query.text))
        if together is None:
            return [Aim(query, vector)]
        whole = self._read(together.text, query.asked.english)
        earlier = tuple(stem for stem in whole.asked.stems if stem not in query.asked.stems)
        documents = query.documents or whole.documents
        told = frozenset(tokens(together.told))
        second = Aim(replace(whole, documents=documents), self._vector_of(whole))
        if not (query.words or query.asked.unknown):
            # "How much?" says what is wanted and nothing of what it is about.
            asked = replace(whole.asked, wants=query.asked.wants, wants_list=query.asked.wants_list)
            return [replace(second, query=replace(second.query, asked=asked), told=told)]
        weight = _EARLIER_WEIGHT if together.plainly else _PERHAPS_WEIGHT
        return [
            Aim(replace(query, documents=documents), vector, earlier, told=told),
            replace(second, weight=weight, guessed=not together.plainly),
        ]

    def _found(self, snapshot: Snapshot, aims: Sequence[Aim], count: int) -> Findings:
        candidates, aims, scores = self._scored(snapshot, aims)
        if not candidates.rows:
            return Findings(aims[0].query.asked, (), ((),))
        documents = aims[0].query.documents
        order = ordered(candidates, scores, max(count, EVIDENCE) * (1 if len(documents) < 2 else 2 * len(documents)))
        if len(documents) > 1:
            groups = [[at for at in order if candidates.passages[at].document == document] for document in documents]
            order = list(_interleaved(groups))
            sides = [self._evidence(candidates, group[:EVIDENCE], aims, scores) for group in groups if group]
        else:
            sides = list(self._sides(candidates, order, aims, scores))
        matches = tuple(Match(candidates.passages[at], _as_share(scores[at])) for at in order[:count])
        fit = signals(candidates, order, aims)
        asked = aims[0].query.asked
        return Findings(asked, matches, tuple(sides), fit, telling(snapshot, asked))

    def weighed(self, aims: Sequence[Aim]) -> tuple[Candidates, Sequence[Aim], Floats]:
        """The passages whose units are weighed, best first, with the aims as they are understood, and their scores."""
        candidates, aims, scores = self._scored(self.open(), aims)
        order = ordered(candidates, scores, EVIDENCE)
        return candidates.subset(order), aims, scores[order]

    def _scored(self, snapshot: Snapshot, aims: Sequence[Aim]) -> tuple[Candidates, Sequence[Aim], Floats]:
        candidates, words = draw(snapshot, aims)
        aims = [_understood(candidates, aim) for aim in aims]
        return candidates, aims, self._passage_scores(candidates, aims, words)

    def _passage_scores(self, candidates: Candidates, aims: Sequence[Aim], words: Sequence[Floats]) -> Floats:
        each = [
            weighted(passage_measures(candidates, aim, found), PASSAGE_MEASURES, self._weights.passage)
            for aim, found in zip(aims, words, strict=True)
        ]
        if len(each) == 1:
            return each[0]
        mixed: Floats = (1 - aims[1].weight) * each[0] + aims[1].weight * each[1]
        return mixed

    def _sides(
        self, candidates: Candidates, order: Sequence[int], aims: Sequence[Aim], scores: Floats
    ) -> Iterator[tuple[Evidence, ...]]:
        chosen = list(order[:EVIDENCE])
        if not aims[0].query.sides:
            yield self._evidence(candidates, chosen, aims, scores)
        for side in aims[0].query.sides:
            others = [stem for other in aims[0].query.sides if other is not side for stem in other]
            yield self._evidence(candidates, chosen, aims, scores, side, others)

    def _evidence(
        self,
        candidates: Candidates,
        chosen: Sequence[int],
        aims: Sequence[Aim],
        scores: Floats,
        side: Sequence[str] = (),
        others: Sequence[str] = (),
    ) -> tuple[Evidence, ...]:
        """The chosen passages with the share of each unit; `side` is what one half of a comparison is about, not `others`."""
        part = candidates.subset(chosen)
        measured = unit_measures(part, aims, scores[list(chosen)])
        weights = weighted(measured, UNIT_MEASURES, self._weights.unit)
        weights = weights + adjustments(part, aims[0].query, side, others)
        spread = shares(weights)
        return tuple(
            Evidence(passage, tuple(float(share) for share in spread[start:end]))
            for passage, start, end in zip(part.passages, part.starts[:-1], part.starts[1:], strict=True)
        )


def _understood(candidates: Candidates, aim: Aim) -> Aim:
    """The aim, as one at a list where a question that is nearly the same asks for one."""
    text, alike = candidates.likeliest(aim.vector)
    if aim.query.asked.wants_list or alike < _SAME_QUESTION or not wants_list(text):
        return aim
    return replace(aim, query=replace(aim.query, asked=replace(aim.query.asked, wants_list=True)))


def _interleaved(groups: Sequence[Sequence[int]]) -> Iterator[int]:
    for place in range(max(len(group) for group in groups)):
        yield from (group[place] for group in groups if place < len(group))


def _as_share(score: float) -> float:
    return float(1 / (1 + np.exp(-score / 4)))
