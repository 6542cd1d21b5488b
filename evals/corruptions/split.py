"""Which statements of the pages the checker's weights are fitted on, and which measure it: no statement does both."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evals.corruptions.generation import Corruption, corruptions, sample
from evals.corruptions.pages import Statement
from evals.corruptions.pairs import TruePair

Side = Literal["fit", "measure"]


@dataclass(frozen=True, slots=True)
class Trials:
    """What a checker is asked: corruptions, which it should catch, and true pairs, which it should pass."""

    corrupted: tuple[Corruption, ...]
    true: tuple[TruePair, ...]


def side_of(statement: Statement) -> Side:
    """A hash of its text, so that a statement keeps its side when others are added: a third to fit, two thirds to measure."""
    return "fit" if zlib.crc32(statement.text.encode()) % 3 == 0 else "measure"


def draw(pairs: Sequence[TruePair], side: Side, corrupted: int, true: int) -> Trials:
    """Up to `corrupted` corruptions of each kind and `true` true pairs of each manner, made of the statements of one side.

    `pairs` are those of both sides, since what any page says is no corruption. A sentence that says two statements is drawn
    where both are on the side; the quotes around a sentence may hold statements of the other.
    """
    own = [pair for pair in pairs if all(side_of(each) == side for each in pair.told)]
    return Trials(tuple(corruptions(own, corrupted, among=pairs)), tuple(sample(own, true)))
