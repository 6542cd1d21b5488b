"""Terms of the field in plain words, for who meets one for the first time."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.words import tokens

MOST = 3  # in one answer
_PLURAL = r"(?:'s|s)?"


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its explanation in a few plain words; `source` is the page that says so, "" where it is what the letters stand for."""

    name: str
    plain: str
    source: str = ""

    @property
    def told(self) -> str:
        return f"{self.name}: {self.plain}."


@cache
def every_term() -> tuple[Term, ...]:
    """The terms of `terms.toml`."""
    table = tomllib.loads(resources.files("assistant").joinpath("terms.toml").read_text(encoding="utf-8"))
    return tuple(Term(name, **entry) for name, entry in table["explained"].items())


def asked_of(text: str) -> str | None:
    """The question that a bare term is: "OSCE?" asks what it is; None where it is no term, or more is said."""
    said = text.strip(" ?!.\"'").casefold()
    return next((f"What is {term.name}?" for term in every_term() if term.name.casefold() == said), None)


def terms_in(text: str, before: Iterable[str]) -> tuple[str, ...]:
    """The explanations of at most three terms that a text uses first, in its order; `before` is what was asked and said before it.

    What the asker wrote themselves is not explained to them, nor what an earlier answer used, nor what the text explains itself.
    """
    known = "\n".join(before)
    new = (term for term in _used(text) if not _stands_in(term, known) and not _is_explained(term, text))
    return tuple(term.told for term, _ in zip(new, range(MOST), strict=False))


def _used(text: str) -> Iterator[Term]:
    by_name = {term.name: term for term in every_term()}
    yield from (by_name[name] for name in dict.fromkeys(found[1] for found in _pattern().finditer(text)))


def _stands_in(term: Term, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(term.name)}{_PLURAL}\b", text, re.IGNORECASE))


def _is_explained(term: Term, text: str) -> bool:
    """Whether the text has the term in brackets after its words or before them, says what it means, or has the same words."""
    name = re.escape(term.name)
    if re.search(rf"\w \({name}{_PLURAL}\)|\b{name}{_PLURAL} (?:\(\w|(?:means|stands for)\b)", text):
        return True
    words = set(tokens(term.plain.partition(",")[0]))
    return any(words <= set(tokens(line)) for line in text.splitlines())


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((term.name for term in every_term()), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, names))}){_PLURAL}\b")
