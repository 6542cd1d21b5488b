"""How multilingual-e5-small cuts text into tokens: the unigram model of Kudo 2018 (arXiv:1804.10959), word by word.

The `tokenizers` package gives the same tokens, but needs half a second to build its trie of the 250,000 pieces. A
dictionary is there in a tenth of a second, which is what a command that answers one question wants.
"""

from collections.abc import Mapping, Sequence
from math import inf

BLANK = "\u2581"  # opens every word
UNKNOWN_PENALTY = 10.0


class Unigram:
    """Cuts each word into the pieces whose scores have the highest sum; characters without a piece become `unknown`."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int, normaliser: Mapping[int, str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._scores = scores
        self._longest = max(map(len, pieces))
        self._unknown = unknown
        self._unknown_score = min(scores) - UNKNOWN_PENALTY
        self._normaliser = normaliser

    def encode(self, text: str) -> list[int]:
        """The numbers of the text's pieces, without those that mark its begin and end."""
        normal = text.translate(self._normaliser).replace(BLANK, " ")
        if not normal:
            return []
        return [number for word in normal.removeprefix(" ").split(" ") for number in self._cut(BLANK + word)]

    def _cut(self, word: str) -> list[int]:
        """Viterbi's search over the ends of pieces; where two paths score the same the earlier start stays."""
        find, scores, size = self._numbers.get, self._scores, len(word)
        best = [0.0] + [-inf] * size
        steps = [(0, self._unknown)] * (size + 1)  # where the best path's last piece starts, and its number
        for start in range(size):
            here = best[start]
            if word[start] not in self._numbers and here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                steps[start + 1] = (start, self._unknown)
            for end in range(start + 1, min(start + self._longest, size) + 1):
                number = find(word[start:end])
                if number is not None and here + scores[number] > best[end]:
                    best[end] = here + scores[number]
                    steps[end] = (start, number)
        return self._path(steps)

    def _path(self, steps: list[tuple[int, int]]) -> list[int]:
        """Follow the steps back from the end of the word; unknown neighbours are one token."""
        numbers: list[int] = []
        end = len(steps) - 1
        while end:
            end, number = steps[end]
            if number != self._unknown or numbers[-1:] != [number]:
                numbers.append(number)
        return numbers[::-1]
