"""Corruptions of one drafted sentence: what a scripted writer says to see that none of it is released."""

import re
from collections.abc import Iterator, Sequence

from evals.corruptions.generation import SWAPPERS
from evals.evidence import contains

# Of the ranges that are kept for stories, so that nobody is called.
_INVENTED = {
    "telephone": ", or call 020 7946 0018",
    "e-mail": ", or write to careers@example.org",
    "link": ", as https://example.org/apply says",
    "promise": ", and your place is guaranteed",
    "eligibility for all": " for everybody, in every job",
}
_MODALS = (("may", "must"), ("can", "must"), ("must", "may"), ("some", "all"), ("usually", "always"), ("should", "will"))
_END = re.compile(r"[.!]$")


def corrupted(sentence: str, quotes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The kind and the words of corruptions of a true sentence, one of each kind that it offers; no quote says any of them."""
    for kind, text in _candidates(sentence, quotes):
        if text != sentence and not any(contains(quote, text) for quote in quotes):
            yield kind, text


def _candidates(sentence: str, quotes: Sequence[str]) -> Iterator[tuple[str, str]]:
    for kind, swaps in SWAPPERS.items():
        swap = next(swaps(sentence, quotes), None)
        if swap is not None:
            yield kind, swap.sentence
    for one, other in _MODALS:
        changed = re.sub(rf"\b{one}\b", other, sentence, count=1)
        if changed != sentence:
            yield f"{one} to {other}", changed
    for kind, addition in _INVENTED.items():
        yield kind, _END.sub("", sentence) + addition + "."
