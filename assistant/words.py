"""Words as the lexical index knows them: folded, stemmed, spelt out from abbreviations, mended when mistyped."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W\d_]+)?")
_PLURAL_ACRONYM = re.compile(r"\b([A-Z]{2,6})s\b")
_PIECE = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SPACES = re.compile(r"\s+")
_PLURAL_NUMBER = re.compile(r"\b(\d+)s\b")
_STEMMER = Stemmer.Stemmer("english")

STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but by can
    could did do does doing done down during each few for from further had has have having he her here hers him his how i if in
    into is it its itself just me more most must my no nor not now of off on once only or other our ours out over own same say
    says she should so some such than that the their theirs them then there these they this those through to too under until up
    upon us very was we were what when where which while who whom whose why will with within would yes you your yours
    it's don't
    what's who's how's im i'm ive i've id i'd pls please thanks thank hi hello ok okay tell give get got want need know let lets
    anything something thing things stuff lot bit really actually exactly got gonna""".split()
)


def fold(text: str) -> str:
    """Lower case without accents on Latin letters; other scripts keep their marks."""
    text = _PLURAL_NUMBER.sub(r"\1", _PLURAL_ACRONYM.sub(r"\1", text))
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'"))
    return "".join(_digit(ch) for ch in decomposed if not ("\u0300" <= ch <= "\u036f"))


def _digit(character: str) -> str:
    """Digits of every script as 0 to 9."""
    return character if character.isascii() or not character.isdecimal() else str(unicodedata.decimal(character))


def raw_words(text: str) -> list[str]:
    """The words in order, folded, not stemmed."""
    return _WORD.findall(fold(text))


def stems(words: Iterable[str]) -> list[str]:
    """Snowball (Porter 2) stems, possessives dropped."""
    stemmed: list[str] = _STEMMER.stemWords([word.removesuffix("'s") for word in words])
    return stemmed


def tokens(text: str) -> list[str]:
    """What the lexical index holds for a text: stems of its words, stop words left out."""
    return stems(word for word in raw_words(text) if word not in STOP_WORDS)


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("assistant").joinpath("abbreviations.toml").read_text(encoding="utf-8"))


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Chat spellings and the field's short forms, each with the words it stands for."""
    return {short: tuple(raw_words(long)) for group in _table().values() for short, long in group.items()}


def chat_spellings(text: str) -> str:
    """The text with chat spellings written out ("ppl" to "people"); the field's short forms stay."""
    chat = _table()["chat"]
    written = _PIECE.sub(lambda match: chat.get(fold(match.group()), match.group()), text)
    return _SPACES.sub(" ", written).strip()
