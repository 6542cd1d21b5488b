"""What binds a sentence, read the same way in every language of `languages.toml`: its numbers, its limits, whom it is about."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.words import STOP_WORDS

_NUMBER = re.compile(r"\d+(?:[.,\u066b]\d+)*[a-d]?(?![^\W\d_])|\d+(?:[.,\u066b]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SHORT = re.compile(r"(?<![A-Z])[A-Z][A-Z&]*[A-Z](?![A-Za-z])")
_JOINERS = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_COUNTED = frozenset({"calendar", "numbers"})
# What these find is taken out, so that "no later than" is no "not" and a nursing associate no nurse.
_TAKEN = frozenset("at_most at_least unpaid optional midwife associate".split())
_ALIKE = {"usually": "often"}  # many languages have one word for both
# English words that other languages leave to their grammar.
_LIGHT = STOP_WORDS | frozenset("since every like one also yet part new meant tops".split())
_MARKS = frozenset("£%€$")
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds a sentence; `concepts` are keys of `languages.toml`, `short` its abbreviations and `length` its letters."""

    numbers: Counter[str]
    months: frozenset[int]
    marks: frozenset[str]
    concepts: frozenset[str]
    short: frozenset[str]
    length: int


def bound(language: str, text: str) -> Bound:
    """What binds a sentence in the language of that code.

    Raises:
        KeyError: no words are known of that language.
    """
    table = _tables()[language]
    parted = folded(text)
    concepts = set()
    for concept, patterns in table.items():
        if concept in _COUNTED:
            continue
        if any(pattern.search(parted) for pattern in patterns):
            concepts.add(_ALIKE.get(concept, concept))
        if concept in _TAKEN:
            for pattern in patterns:
                parted = pattern.sub("_", parted)
    numbers = Counter(map(_plain, _NUMBER.findall(_digits(text))))
    numbers.update(str(value) for value, pattern in enumerate(table["numbers"], 2) for _ in pattern.findall(parted))
    months = frozenset(number for number, pattern in enumerate(table["calendar"], 1) if pattern.search(parted))
    short = frozenset(_SHORT.findall(text))
    return Bound(numbers, months, _MARKS & set(text), frozenset(concepts), short, sum(map(str.isalnum, text)))


def knows(language: str) -> bool:
    """Whether the words of a language are known."""
    return language in _tables()


def unlisted(text: str) -> list[str]:
    """The content words of an English text that `languages.toml` does not know, without numbers."""
    parted = folded(text)
    known = {
        place
        for patterns in _tables()["en"].values()
        for pattern in patterns
        for match in pattern.finditer(parted)
        for place in range(match.start(), match.end())
    }
    words = ((match[0], match.start()) for match in re.finditer("[a-z]{3,}", parted))
    return [word for word, start in words if start not in known and start + 1 not in known and word not in _LIGHT]


def is_listed(language: str, word: str) -> bool:
    """Whether a word begins as one of the lists of its language."""
    parted = folded(word)
    every = (pattern for patterns in _tables()[language].values() for pattern in patterns)
    return any((found := pattern.search(parted)) is not None and found.start() <= 1 for pattern in every)


def folded(text: str) -> str:
    """Lower case without accents and vowel points of Latin and Arabic letters; "_" stands around and between words."""
    decomposed = unicodedata.normalize("NFKD", _JOINERS.sub("", _digits(text)).lower())
    bare = "".join("l" if letter == "ł" else letter for letter in decomposed if not _is_accent(letter))
    kept = "".join(letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else "_" for letter in bare)
    return f"_{re.sub('_+', '_', kept).strip('_')}_"


def _is_accent(letter: str) -> bool:
    return "\u0300" <= letter <= "\u036f" or "\u064b" <= letter <= "\u065f" or letter in "\u0670\u093c"


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _plain(number: str) -> str:
    """A number without marks between thousands, and with a point before its decimals."""
    if _GROUPED.fullmatch(number):
        return re.sub(r"[.,]", "", number)
    return number.replace(",", ".").replace("\u066b", ".")


@cache
def _tables() -> Mapping[str, Mapping[str, Patterns]]:
    text = files("assistant.grounding").joinpath("languages.toml").read_text(encoding="utf-8")
    return {
        language: {concept: tuple(map(_compiled, words.split())) for concept, words in table.items()}
        for language, table in tomllib.loads(text).items()
    }


def _compiled(word: str) -> re.Pattern[str]:
    """The pattern of a word; "_" at its ends stands for the edge of a word, without taking it up."""
    whole = unicodedata.normalize("NFKD", word)
    bare = "".join(letter for letter in whole if not _is_accent(letter))
    return re.compile("|".join(_edged(each) for each in re.split(r"(?<=_)\|(?=_)|\|(?=_)", bare)))


def _edged(word: str) -> str:
    start = "(?<=_)" if word.startswith("_") else ""
    end = "(?=_)" if word.endswith("_") else ""
    return start + word[1 if start else 0 : len(word) - 1 if end else len(word)] + end
