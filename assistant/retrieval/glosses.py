"""An English reading of a question in another language: the English it holds, and everyday words that are put into English."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.words import fold

_PUNCTUATION = "?,.!;:()[]\"'\u00bf\u00a1\u061f\u060c\u0964\u201c\u201d\u2018\u2026"
_UNFOLDED = str.maketrans("łđøı", "ldoi")
_LONGEST = 6  # words that are read as one
_ANY_ENDING = "*"
_FEWEST_LETTERS = 3  # of an English word: shorter ones stand in many languages


@dataclass(frozen=True, slots=True)
class Gloss:
    """What a question says in English as far as that is known: `known` of its `parts`, each a word or some that mean one thing."""

    text: str
    known: int
    parts: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.known / self.parts if self.parts else 0.0


NOTHING = Gloss("", 0, 0)


@dataclass(frozen=True, slots=True)
class _Glosses:
    """What words of a group of languages mean: whole ones, and those that begin so."""

    whole: Mapping[str, str]
    beginnings: Mapping[str, str]


def gloss(text: str, is_english: Callable[[str], bool]) -> Gloss:
    """Read a question that is not in English; `is_english` knows the corpus's words, folded."""
    words = [word for part in plain(text).split() if (word := part.strip(_PUNCTUATION))]
    return max((_read_with(glosses, words, is_english) for glosses in _groups()), key=lambda read: read.share)


def plain(text: str) -> str:
    """Folded, without strokes through letters either."""
    return fold(text).translate(_UNFOLDED)


def _read_with(glosses: _Glosses, words: Sequence[str], is_english: Callable[[str], bool]) -> Gloss:
    read = list(_read(glosses, words, is_english))
    known = [said for said in read if said]
    return Gloss(" ".join(known), len(known), len(read))


def _read(glosses: _Glosses, words: Sequence[str], is_english: Callable[[str], bool]) -> Iterator[str]:
    """What each part means, empty where that is not known."""
    at = 0
    while at < len(words):
        count, said = _meaning(glosses, words[at : at + _LONGEST])
        if not said and _stays(words[at], is_english):
            said = words[at]
        yield said
        at += count


def _meaning(glosses: _Glosses, ahead: Sequence[str]) -> tuple[int, str]:
    for count in range(len(ahead), 0, -1):
        if said := glosses.whole.get(" ".join(ahead[:count])):
            return count, said
    return 1, next((said for start, said in glosses.beginnings.items() if ahead[0].startswith(start)), "")


def _stays(word: str, is_english: Callable[[str], bool]) -> bool:
    """Whether a word is English as it stands: one that the corpus has and no other language, or a number."""
    if any(letter.isdigit() for letter in word):
        return True
    return len(word) >= _FEWEST_LETTERS and word.isascii() and is_english(word) and word not in _foreign()


@cache
def _groups() -> tuple[_Glosses, ...]:
    table = tomllib.loads(files("assistant.retrieval").joinpath("glosses.toml").read_text(encoding="utf-8"))
    return tuple(map(_glosses, table.values()))


def _glosses(group: Mapping[str, Mapping[str, str]]) -> _Glosses:
    forms = {plain(form): said for part in group.values() for said, forms in part.items() for form in forms.split("|")}
    ending = {form for form in forms if form.endswith(_ANY_ENDING)}
    return _Glosses(
        {form: said for form, said in forms.items() if form not in ending},
        {form.removesuffix(_ANY_ENDING): forms[form] for form in ending},
    )


@cache
def _foreign() -> frozenset[str]:
    """Everyday words of other languages that are spelt like an English one, but for those of work."""
    table = tomllib.loads(files("assistant").joinpath("languages.toml").read_text(encoding="utf-8"))
    everyday = (set(entry.get("words", "").split()) for code, entry in table.items() if code != "en")
    return frozenset().union(*everyday) - set(table["en"]["topics"].split())
