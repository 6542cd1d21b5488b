"""The lexical index: BM25 (Robertson and Zaragoza 2009, in Lucene's form) by bm25s, with the corpus's vocabulary."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from assistant.retrieval.names import DocumentNames, IndexedText
from assistant.words import STOP_WORDS, raw_words, stems

K1, B = 1.2, 0.75
_FUZZY_LETTERS = 4  # shorter words have too many neighbours
_FUZZY_SCORE = 80
_RARE = 1  # a word that few passages hold may itself be a slip of the source

UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError)  # what loading a damaged index raises

Scores = NDArray[np.float32]


class LexicalIndex:
    """BM25 over passages: `ids` in row order, stems with their document frequencies, `names` the document a stem names."""

    def __init__(
        self,
        ids: list[str],
        frequencies: dict[str, int],
        words: dict[str, int],
        names: dict[str, str],
        scorer: bm25s.BM25 | None,
    ) -> None:
        self.ids = ids
        self.frequencies = frequencies
        self.words = words
        self.names = names
        self._scorer = scorer

    @classmethod
    def build(cls, texts: Iterable[IndexedText]) -> "LexicalIndex":
        """Index passages by id."""
        ids, token_lists, words, names = [], [], Counter[str](), DocumentNames()
        for text in texts:
            found = [word for word in raw_words(f"{text.title}\n{text.text}\n{text.likely}") if word not in STOP_WORDS]
            ids.append(text.id)
            words.update(set(found))
            token_lists.append(stems(found))
            names.add(text)
        frequencies = Counter(token for tokens in token_lists for token in set(tokens))
        scorer = None
        if frequencies:
            scorer = bm25s.BM25(k1=K1, b=B, method="lucene")
            scorer.index([tokens or [""] for tokens in token_lists], show_progress=False)
        return cls(ids, dict(frequencies), dict(words), names.found(), scorer)

    def save(self, folder: Path) -> None:
        """Write to `folder`, whole or not at all."""
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        if self._scorer is not None:
            self._scorer.save(str(part), show_progress=False)
        described = {
            "ids": self.ids,
            "frequencies": self.frequencies,
            "words": self.words,
            "names": self.names,
            "empty": self._scorer is None,
        }
        (part / "lexicon.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        part.replace(folder)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        described = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
        scorer = None if described["empty"] else bm25s.BM25.load(str(folder), mmap=True, show_progress=False)
        return cls(described["ids"], described["frequencies"], described["words"], described["names"], scorer)

    def scores(self, tokens: Sequence[str]) -> Scores:
        """BM25 of each passage, in row order, 0 and up."""
        known = [token for token in tokens if token in self.frequencies]
        if self._scorer is None or not known:
            return np.zeros(len(self.ids), np.float32)
        found: Scores = self._scorer.get_scores(known)
        return found

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a stem, Lucene's form; unknown stems count as the rarest."""
        n, df = len(self.ids), self.frequencies.get(token, 0)
        return float(np.log(1 + (n - df + 0.5) / (df + 0.5)))

    @cached_property
    def _candidates(self) -> list[str]:
        return [word for word, times in self.words.items() if len(word) >= _FUZZY_LETTERS and times > _RARE and word.isalpha()]

    def mended(self, word: str) -> str | None:
        """The corpus's word that a mistyped one most likely stands for, or None."""
        if len(word) < _FUZZY_LETTERS or not word.isascii() or not word.isalpha():
            return None
        found = process.extractOne(word, self._candidates, scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE)
        return found[0] if found and found[0][0] == word[0] else None
