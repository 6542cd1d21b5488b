"""The fast path: a sentence that stands in a quote word for word."""

import re
from collections.abc import Sequence

from assistant.grounding.texts import is_row, lines, sentences

_WORD = re.compile(r"[£$€]?[+-]?\d+(?:[.,:/]\d+)*%?|[^\W_]+(?:'[^\W_]+)*|[£$€%<>=±≥≤]")
# What stands before a stretch and turns its meaning when it is left out.
_TURNS = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|only|unless|except|if|whether|before|until|less|more|fewer|under|over|"
    r"least|most|than|up|about|some|rarely|hardly|n't|\w+n't|non|un)\b[^.;:!?]{0,24}$",
    re.I,
)


def words_of(text: str) -> tuple[str, ...]:
    """The words and signs of a cleaned text, folded."""
    return tuple(_WORD.findall(text.casefold()))


def stands(sentence: str, quotes: Sequence[str]) -> bool:
    """Whether a cleaned sentence stands in one of the quotes apart from marks, blanks and bullets."""
    said = words_of(sentence)
    if not said:
        return False
    return any(_contains(quote, sentence, said) for quote in quotes)


def _contains(quote: str, sentence: str, said: tuple[str, ...]) -> bool:
    for line in lines(quote):
        known = words_of(line)
        if known == said or (not is_row(line) and any(words_of(each) == said for each in sentences(line))):
            return True
    whole = f" {' '.join(words_of(quote))} "
    place = whole.find(f" {' '.join(said)} ")
    if place < 0:
        return False
    return _unturned(quote, sentence)


def _unturned(quote: str, sentence: str) -> bool:
    """Whether nothing before the stretch turns its meaning."""
    pattern = r"[\W_]+".join(map(re.escape, words_of(sentence)))
    found = re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", quote.casefold())
    return found is not None and not _TURNS.search(quote[: found.start()].casefold()[-60:])
