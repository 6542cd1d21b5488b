"""Corruptions: true sentences made false, one swap at a time, a hundred and more of each kind."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.corruptions import eligibility, negations
from evals.corruptions.amounts import NUMBERS, RUNGS, SUMS
from evals.corruptions.falsity import Truths
from evals.corruptions.lexicon import lexicon
from evals.corruptions.pairs import TruePair
from evals.corruptions.swaps import Swap, Swapper, value_swapper
from evals.corruptions.times import DATES, LENGTHS

EACH = 120
FROM_ONE_SENTENCE = 3

SWAPPERS: Mapping[str, Swapper] = {
    "number": value_swapper(NUMBERS),
    "date": value_swapper(DATES),
    "name": lambda sentence, said: lexicon("names").swaps(sentence, said),
    "negation": negations.swaps,
    "band": value_swapper(RUNGS),
    "money": value_swapper(SUMS),
    "duration": value_swapper(LENGTHS),
    "eligibility": eligibility.swaps,
}
KINDS = tuple(SWAPPERS)


@dataclass(frozen=True, slots=True)
class Corruption:
    """A false sentence with the quotes that its true original stands in; `hard` where what was put in stands in them too."""

    kind: str
    sentence: str
    old: str
    new: str
    hard: bool
    pair: TruePair


def corruptions(pairs: Sequence[TruePair], each: int = EACH, among: Sequence[TruePair] = ()) -> list[Corruption]:
    """Up to `each` corruptions of every kind, the same ones whenever the pages are the same: half of them hard where they can be.

    None says what one of the pairs says; where these are a part of what is true, `among` holds all of it.
    """
    truths = Truths(pair.sentence for pair in (*pairs, *among))
    definite = sorted((pair for pair in pairs if pair.definite), key=_place)
    return [chosen for kind in KINDS for chosen in _chosen(list(_candidates(kind, definite, truths)), each)]


def sample(pairs: Sequence[TruePair], each: int) -> list[TruePair]:
    """Up to `each` true pairs of every manner in every context, of different statements."""
    groups: dict[tuple[str, str], dict[str, TruePair]] = {}
    for pair in sorted(pairs, key=_place):
        groups.setdefault((pair.manner, pair.context), {}).setdefault(pair.statement.text, pair)
    return [pair for _, group in sorted(groups.items()) for pair in list(group.values())[:each]]


def _place(pair: TruePair) -> tuple[int, Sequence[str]]:
    """Where a pair stands in the order of drawing; one sentence may stand on several pages."""
    return _lot(pair.sentence, pair.context), pair.quotes


def _candidates(kind: str, pairs: Iterable[TruePair], truths: Truths) -> Iterator[Corruption]:
    """Of each pair one swap that is hard and one that is not, drawn by lot from those that make it false."""
    for pair in pairs:
        drawn = sorted(SWAPPERS[kind](pair.sentence, pair.said), key=lambda swap: _lot(swap.sentence, pair.context))
        for hard in (True, False):
            false = (
                swap for swap in drawn if swap.elsewhere == hard and _reads_well(swap) and truths.denies(swap.sentence, pair)
            )
            swap = next(false, None)
            if swap:
                yield Corruption(kind, swap.sentence, swap.old, swap.new, hard, pair)


def _reads_well(swap: Swap) -> bool:
    return swap.sentence[:1].isupper() or not swap.sentence[:1].isalpha() or swap.sentence[:1] == swap.old[:1]


def _chosen(candidates: list[Corruption], each: int) -> list[Corruption]:
    """As many different statements as there are, then different sentences, with at most three corruptions from one sentence."""
    drawn = sorted(candidates, key=lambda one: _lot(one.sentence, one.pair.context, one.new))
    chosen: dict[str, Corruption] = {}
    statements, sentences, halves = Counter[str](), Counter[str](), Counter[bool]()
    for of_statement in (1, 2, 3, each):
        for even in (True, False):
            for one in drawn:
                full = len(chosen) >= each or (even and halves[one.hard] * 2 >= each)
                used = statements[one.pair.statement.text] >= of_statement or sentences[one.pair.sentence] >= FROM_ONE_SENTENCE
                if not full and not used and one.sentence not in chosen:
                    chosen[one.sentence] = one
                    statements[one.pair.statement.text] += 1
                    sentences[one.pair.sentence] += 1
                    halves[one.hard] += 1
    return list(chosen.values())


def _lot(*parts: str) -> int:
    """A number that looks drawn and is the same on every machine, so that a new page does not reshuffle the others."""
    return zlib.crc32("\x1f".join(parts).encode())
