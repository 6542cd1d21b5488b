"""Which things to learn words call by their name, so that they are answered for even where they have stopped."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from assistant.careers.learning.wishes import Wish
from assistant.knowledge.schema import Programme

# Words of titles that people leave out, or that tell nothing apart.
_LEFT_OUT = frozenset(
    "a an and as at for in of on or the through to with programme programmes training degree medical nhs level levels is".split()
)
_SHORTEST_ABBREVIATION = 4


def named(programmes: Iterable[Programme], wish: Wish) -> list[Programme]:
    """Those of whose name every word is said, or the abbreviation."""
    said = {_stem(word) for word in wish.words}
    return [each for each in programmes if any(name <= said for name in _names(each.title.text))]


@cache
def _names(title: str) -> tuple[frozenset[str], ...]:
    return tuple(_read(title))


def _read(title: str) -> Iterator[frozenset[str]]:
    plain = re.sub(r"\([^)]*\)", " ", title.lower())
    words = frozenset(_stem(word) for word in re.findall(r"[a-z0-9]+", plain) if word not in _LEFT_OUT)
    if words and len(words) > len(words & _COMMON):
        yield words
    for short in re.findall(r"\(([A-Za-z]+)\)$", title):
        if len(short) >= _SHORTEST_ABBREVIATION:
            yield frozenset({_stem(short.lower())})


def _stem(word: str) -> str:
    """A word without what people add to it or leave off: "apprenticeships" is "apprentic"."""
    return re.sub(r"(?:eships?|es?|s)$", "", word) if len(word) > _SHORTEST_ABBREVIATION else word


# Titles of these words alone are subjects, not names.
_COMMON = frozenset(
    map(_stem, "leadership compassionate digital coaching career careers apprenticeship healthcare science upskilling".split())
)
