"""The vectors of the questions that pages answer and leave open, each kept once, and how alike a question is to them."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.retrieval.embedding import Floats
from assistant.retrieval.store import Halves

_READINGS = 8  # of questions; each is compared once, though ranking, drawing and doubt all ask


class PageQuestions:
    """Vectors (m, d) of likely questions with the rows of the passages that answer them, in order, and of open ones (n, d).

    A question that is answered by a whole list stands there with every item of it.
    """

    def __init__(self, rows: Sequence[int], likely: Halves, open_: Halves) -> None:
        once: dict[bytes, int] = {}
        self._ids = np.array([once.setdefault(vector.tobytes(), len(once)) for vector in likely], np.int64)
        self._rows = np.array(rows, np.int64)
        self._answered = np.frombuffer(b"".join(once), np.float16).reshape(-1, likely.shape[1]).astype(np.float32)
        self._open: Floats = open_.astype(np.float32)
        self._alike = lru_cache(maxsize=_READINGS)(self._compared)

    @property
    def rows(self) -> frozenset[int]:
        """The rows of the passages that answer any."""
        return frozenset(map(int, self._rows))

    def answered(self, vector: Floats) -> Floats:
        """The cosine of a question (d,) with each different question that a page answers."""
        return self._alike(vector.tobytes())[0]

    def left_open(self, vector: Floats) -> Floats:
        """The cosine of a question with each question that a page leaves open."""
        return self._alike(vector.tobytes())[1]

    def likely(self, vector: Floats) -> Floats:
        """The cosines of `answered` once for every unit that a question is tied to, in order."""
        alike: Floats = self.answered(vector)[self._ids]
        return alike

    def places(self, row: int) -> slice:
        """Where the questions of a passage stand in `likely`, in the order of its units."""
        first, last = np.searchsorted(self._rows, [row, row + 1])
        return slice(int(first), int(last))

    def rows_like(self, vector: Floats, count: int) -> list[int]:
        """Rows of the passages that answer the `count` questions most like this one."""
        nearest = np.argsort(-self.answered(vector), kind="stable")[:count]
        rows = (row for question in nearest for row in self._rows[self._ids == question])
        return list(dict.fromkeys(map(int, rows)))

    def _compared(self, question: bytes) -> tuple[Floats, Floats]:
        vector = np.frombuffer(question, np.float32)
        return self._answered @ vector, self._open @ vector
