"""The grounding checker as the evaluation sees it, whichever it is."""

from collections.abc import Sequence
from typing import Protocol


class Verdict(Protocol):
    """What a checker says of a sentence."""

    @property
    def supported(self) -> bool:
        """Whether the quotes carry the sentence."""

    @property
    def score(self) -> float:
        """How well, 0 to 1."""

    @property
    def reason(self) -> str:
        """Why not; empty where they do."""


class Checks(Protocol):
    """Whatever tells whether quotes carry a sentence."""

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        """Judge one sentence by the texts that must carry it."""
