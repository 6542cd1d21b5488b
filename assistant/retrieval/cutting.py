"""Cutting what no model takes in one piece: a sentence, row or heading of hundreds of words."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.retrieval.markup import plain
from assistant.types import Unit

LONGEST = 4_000  # characters: embedding models count the tokens of a text's beginning only

CountTokens = Callable[[str], int]


def cut(unit: Unit, text: str, tokens: int, count_tokens: CountTokens) -> Iterator[Unit]:
    """The unit of `text`; where it has more than `tokens` tokens, pieces of its stretch, cut at blanks."""
    if _fits(unit.text, tokens, count_tokens):
        yield unit
        return
    pending = [(unit.start, unit.end)]
    while pending:
        start, end = _trimmed(text, *pending.pop())
        said = plain(text[start:end])
        if _fits(said, tokens, count_tokens) or end - start < 2:
            if said:
                yield replace(unit, text=said, start=start, end=end)
        else:
            middle = _blank_before(text, start, (start + end + 1) // 2)
            pending += [(middle, end), (start, middle)]


def _fits(said: str, tokens: int, count_tokens: CountTokens) -> bool:
    return len(said) <= LONGEST and count_tokens(said) <= tokens


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _blank_before(text: str, start: int, middle: int) -> int:
    """The last blank in the second half of `start:middle`, or `middle` where there is none."""
    half = (start + middle) // 2
    found = max(text.rfind(blank, half, middle) for blank in " \n\t")
    return found if found > start else middle
