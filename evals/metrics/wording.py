"""The content of a text as stems, so that plural, hyphens and the field's short forms make no difference."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from assistant.words import STOP_WORDS, abbreviations, raw_words, stems
from evals.metrics.quantities import NUMBER_WORDS, Quantity, quantities

_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,6}(?=s?(?!\w))")
_DENIAL = re.compile(
    r"\b(?:not|no|nor|never|none|nobody|nothing|neither|without|cannot|free|unable|except|exclud\w+|only|\w+n['’]t)\b",
    re.IGNORECASE,
)

Way = frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a stretch of text: its stems, its short forms in capitals, its numbers, and whether it denies anything."""

    stems: frozenset[str]
    quantities: tuple[Quantity, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a statement has to hold: each of its content words in one of several ways, its numbers, a denial if it has one."""

    words: tuple[tuple[Way, ...], ...]
    quantities: tuple[Quantity, ...]
    denies: bool


@lru_cache(maxsize=20_000)
def said(text: str) -> Said:
    """Read a stretch of plain text; words that stand together count as one word too ("health care")."""
    words = raw_words(text)
    joined = [one + other for one, other in pairwise(words)]
    found = frozenset([*stems([*words, *joined]), *_CAPITALS.findall(text)])
    return Said(found, tuple(quantities(text)), bool(_DENIAL.search(text)))


@lru_cache(maxsize=5_000)
def wanted(text: str) -> Wanted:
    """Read a statement; where it has neither numbers nor content words ("not yet"), all its words are wanted."""
    words, numbers = raw_words(text), tuple(quantities(text))
    places = [at for at, word in enumerate(words) if _is_content(word)]
    if not (places or numbers):
        places = list(range(len(words)))
    ways = [_ways(words, at) for at in places]
    for extra in (_short_forms([words[at] for at in places]), _spelt_out(text, [words[at] for at in places])):
        ways = [one + other for one, other in zip(ways, extra, strict=True)]
    return Wanted(tuple(ways), numbers, bool(_DENIAL.search(text)))


def held(text: Said, words: Iterable[tuple[Way, ...]]) -> int:
    """How many of a statement's words stand in a text, each in one of its ways."""
    return sum(any(way <= text.stems for way in ways) for ways in words)


def _is_content(word: str) -> bool:
    return word not in STOP_WORDS and word not in NUMBER_WORDS and not word[0].isdigit()


def _ways(words: Sequence[str], at: int) -> tuple[Way, ...]:
    """The word itself, or written together with one of its neighbours."""
    joined = ["".join(words[start : start + 2]) for start in (at - 1, at) if 0 <= start < len(words) - 1]
    return tuple(frozenset([stem]) for stem in stems([words[at], *joined]))


def _short_forms(words: Sequence[str]) -> list[tuple[Way, ...]]:
    """For each word the short forms of the phrases that it stands in: "NMC" for nursing, midwifery and council."""
    found = stems(words)
    forms: list[tuple[Way, ...]] = [()] * len(found)
    for short, phrase in _phrases():
        for start in range(len(found) - len(phrase) + 1):
            if tuple(found[start : start + len(phrase)]) == phrase:
                for at in range(start, start + len(phrase)):
                    forms[at] += (frozenset([short]),)
    return forms


def _spelt_out(text: str, words: Sequence[str]) -> list[tuple[Way, ...]]:
    """For each word that is a short form in capitals, the words that it stands for, all of them."""
    capitals = {form.lower() for form in _CAPITALS.findall(text)}
    phrases = dict(_phrases())
    return [(frozenset(phrases[word.upper()]),) if word in capitals and word.upper() in phrases else () for word in words]


@cache
def _phrases() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Short forms in capitals, each with the stems of the content words that it stands for."""
    spelt = {
        short.upper(): tuple(stems(word for word in long if word not in STOP_WORDS)) for short, long in abbreviations().items()
    }
    return tuple((short, long) for short, long in spelt.items() if len(long) > 1)
