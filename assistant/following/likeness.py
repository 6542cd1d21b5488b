"""One thing of a question put in place of another of its kind: band 6 for band 5, midwives for nurses."""

import re
import tomllib
from functools import cache
from importlib import resources

_ARTICLES = re.compile(r"^(?:the|an?|for|about|in|on|as|to)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"\ban? $", re.IGNORECASE)
_ONE = re.compile(r"\s+ones?\b.*$", re.IGNORECASE)


def named(text: str) -> str:
    """The words of a thing without what stands around them: "the level 3 one" is "level 3"."""
    bare = text.strip(" ,.?!")
    while (shorter := _ARTICLES.sub("", bare)) != bare:
        bare = shorter
    return _ONE.sub("", bare)


def exchanged(question: str, thing: str) -> str | None:
    """The question with the thing in place of what it names of the same kind; None where it names nothing like it."""
    for kind in _kinds():
        found = kind.fullmatch(named(thing)) or kind.search(thing)
        stands = _last(kind, question)
        if found is not None and stands is not None and found.group().lower() != stands.group().lower():
            return _put(question, stands, found.group())
    return None


def swapped(question: str, wrong: str, right: str) -> str | None:
    """The question with what was right in place of the words that were wrong; None where they do not stand in it."""
    stands = re.search(rf"\b{re.escape(named(wrong))}\b(?: \d+)?", question, re.IGNORECASE) if named(wrong) else None
    return _put(question, stands, named(right)) if stands else None


def _put(question: str, place: re.Match[str], thing: str) -> str:
    """The question with a thing in that place, and the article before it that the thing takes."""
    before = question[: place.start()]
    article = _ARTICLE.search(before)
    if article is not None:
        before = before[: article.start()] + ("an " if thing[:1].lower() in "aeiou" else "a ")
    return before + thing + question[place.end() :]


def _last(kind: re.Pattern[str], question: str) -> re.Match[str] | None:
    return next(reversed(list(kind.finditer(question))), None)


@cache
def _kinds() -> tuple[re.Pattern[str], ...]:
    table = tomllib.loads(resources.files("assistant.following").joinpath("alike.toml").read_text(encoding="utf-8"))
    longest_first = (sorted(kind, key=len, reverse=True) for kind in table["kinds"])
    return tuple(re.compile(rf"\b(?:{'|'.join(kind)})\b", re.IGNORECASE) for kind in longest_first)
