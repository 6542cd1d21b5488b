"""Names and groups of people that can stand for each other, from `names.toml`."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evals.corruptions.swaps import Swap
from evals.evidence import contains

_TABLES = Path(__file__).with_name("names.toml")
_WHOLE = "kept_whole"  # found so that no part of them is taken for another name
_ARTICLE = re.compile(r"\b[Aa]n? $")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in its forms, short and long, with the group it belongs to."""

    group: str
    forms: tuple[str, ...]


class Lexicon:
    """One table of `names.toml`."""

    def __init__(self, table: str) -> None:
        groups = tomllib.loads(_TABLES.read_text(encoding="utf-8"))[table]
        self._groups = {group: [Entry(group, _forms(names)) for names in entries] for group, entries in groups.items()}
        self._known = {form: entry for entries in self._groups.values() for entry in entries for form in entry.forms}
        longest_first = sorted(self._known, key=lambda form: (-len(form), form))
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def swaps(self, sentence: str, said: Sequence[str]) -> Iterator[Swap]:
        """Each name of the sentence swapped for each other name of its group, wherever the sentence says it."""
        entries = dict.fromkeys(self._known[found[0]] for found in self._any.finditer(sentence))
        for entry in entries:
            for other in self._groups[entry.group]:
                if entry.group != _WHOLE and len(other.forms) == len(entry.forms) and other not in entries:
                    changed = self._changed(sentence, entry, other)
                    if changed and not any(contains(sentence, form) for form in other.forms):
                        yield Swap(changed, entry.forms[0], other.forms[0], _said(other, said))

    def _changed(self, sentence: str, entry: Entry, other: Entry) -> str:
        """The sentence with the other name, or nothing where an article would not fit it."""

        def put(found: re.Match[str]) -> str:
            form = found[0]
            return other.forms[entry.forms.index(form)] if self._known[form] is entry else form

        for found in self._any.finditer(sentence):
            article = _ARTICLE.search(sentence[: found.start()])
            if article and self._known[found[0]] is entry and _vowel(found[0]) != _vowel(put(found)):
                return ""
        return self._any.sub(put, sentence)


def _forms(names: Sequence[str]) -> tuple[str, ...]:
    """The forms of a name; one that has two is also written "Long (SHORT)"."""
    return (*names, f"{names[1]} ({names[0]})") if len(names) > 1 else (names[0],)


def _said(entry: Entry, said: Sequence[str]) -> bool:
    return any(contains(text, form) for text in said for form in entry.forms)


def _vowel(name: str) -> bool:
    spelt = name[1:2].isupper()
    return name[0] in ("AEFHILMNORSX" if spelt else "AEIOaeio")


@lru_cache(maxsize=2)
def lexicon(table: str) -> Lexicon:
    """The table of names, or that of people."""
    return Lexicon(table)
