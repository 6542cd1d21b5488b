"""Which language the reply is in: what the asker last said about it, their setting, or the language that they write in."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Protocol

from assistant.language import ENGLISH, Language, folded
from assistant.types import Turn

_CLAUSE_END = re.compile(r"[.,;:!?\u3002\u0964\u061f\u060c\u061b\n]+|\s[-\u2013\u2014]\s")
_OPENING = re.compile(r"^\s*(?:i|we) (?:want|need|would like) (?:you|u) to\b", re.I)
_EDGE = "\"'()[]*_"
_FEW_WORDS = 3  # a message of no more English words leaves the language of the conversation as it is

# A clause is read as one sign a word: N a language's name, L one that holds its "in" already ("nepalima"), K "in", V a verb that
# asks for a reply, P politeness, B what else may stand by, - a "not", x any other word.
_NAMED = re.compile(r"[NL]")
_ORDERS = tuple(
    map(
        re.compile,
        (
            r"[VPBK]+N[VPBK]*$|N[VPBK]+$|[VPBK]*L[VPBK]*$",  # the whole clause
            r"[PB]*V[VPBK]*(?:KN|L)|[PB]*N[KB]V",  # how it begins
            # How it ends, asked for politely: "how do I answer in Welsh" is not.
            r".*?(?:V[VPBK]{0,20}(?:KN|L)P+|P[BP]{0,20}V[VPBK]{0,20}(?:KN|L)P*)$",
        ),
    )
)
_BY_THE_WAY = re.compile(r"[PB]*")


class Detector(Protocol):
    """Says which language a text is in."""

    def detect(self, text: str, preferred: str = "") -> Language: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a message says about the language of replies: its code, and whether the message says nothing else."""

    code: str
    alone: bool


def wish_of(text: str) -> Wish | None:
    """What a message says about the language of replies, in English or in that language; None where it says nothing of it."""
    clauses = [words for part in _CLAUSE_END.split(text) if (words := _words_of(_OPENING.sub("", part)))]
    wishes = [_wish(words) for words in clauses]
    found = [wish for wish in wishes if wish]
    if not found:
        return None
    rest = [words for words, wish in zip(clauses, wishes, strict=True) if wish is None]
    alone = all(wish.alone for wish in found) and all(_BY_THE_WAY.fullmatch(_signs(words)) for words in rest)
    return Wish(found[-1].code, alone)


def wanted_language(text: str) -> str | None:
    """The code of the language in which a message asks for replies; None where it asks for none."""
    wish = wish_of(text)
    return wish.code if wish else None


def reply_language(text: str, history: Sequence[Turn], preferred: str, detector: Detector) -> Language:
    """The language to reply in.

    The asker's last word on it in this conversation counts most, then `preferred`, their setting; else it is the language of the
    message. A message that is too short or too doubtful to tell stays in the language of the conversation.
    """
    asked = [turn.content for turn in history if turn.role == "user"]
    for said in (text, *reversed(asked)):
        if code := wanted_language(said):
            return Language(code, confident=True)
    if preferred:
        return detector.detect(text, preferred)
    found = [(said, detector.detect(said)) for said in (*asked, text)]
    plain = [language for said, language in found if _tells(said, language)]
    return plain[-1] if plain else found[0][1]


def own_name(code: str) -> str:
    """What a language calls itself; its code where that is not known."""
    return _table()["own"].get(code, code)


def _tells(text: str, found: Language) -> bool:
    """Whether a message is plainly in its language: a few English words are said in any."""
    return found.confident and (found.code != ENGLISH or len(text.split()) > _FEW_WORDS)


def _wish(words: Sequence[str]) -> Wish | None:
    """The order in one clause: all of it, its beginning or its end."""
    signs = _signs(words)
    if "-" in signs:
        return None
    for place, order in enumerate(_ORDERS):
        if match := order.match(signs):
            named = words[max(name.start() for name in _NAMED.finditer(signs, 0, match.end()))]
            is_other_word = not set(_table()["unless"].get(named, "").split()).isdisjoint(words)
            return None if is_other_word else Wish(_names()[named], alone=place == 0)
    return None


def _signs(words: Sequence[str]) -> str:
    return "".join(_sign_of().get(word, "x") for word in words)


def _words_of(text: str) -> list[str]:
    return [word for part in text.lower().replace("\u2019", "'").split() if (word := folded(part.strip(_EDGE)))]


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("assistant").joinpath("reply_language.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    """The code of a language by each of its names, folded."""
    table = _table()
    return {folded(name): code for kind in ("named", "linked") for code, names in table[kind].items() for name in names.split()}


@cache
def _sign_of() -> dict[str, str]:
    table = _table()
    signs = {folded(word): sign for sign, words in table["signs"].items() for word in words.split()}
    for sign, kind in (("N", "named"), ("L", "linked")):
        signs |= {folded(name): sign for names in table[kind].values() for name in names.split()}
    return signs
