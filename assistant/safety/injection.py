"""Text that gives orders to whatever machine reads it: found in a page, it is neither followed nor quoted.

The orders are looked for as they stand, and behind what is used to hide them: look-alike letters, spaced-out or reversed words,
base64, hexadecimal and rot13.
"""

import base64
import binascii
import codecs
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from assistant.safety.cleaning import seen
from assistant.safety.lettering import unmixed

_READ_AT_MOST = 6_000  # characters of one passage
_SPACES = re.compile(r"[^\S\n]+")
_SPACED_OUT = re.compile(r"(?<!\w)(?:\w[ ._*-]){5,}\w(?!\w)")
_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{16,}={0,2}(?![\w+/])")
_HEX = re.compile(r"(?<!\w)(?:[0-9a-fA-F]{2}[ :]?){12,}(?!\w)")
_LEET = str.maketrans("013457@$!|", "oieastasil")
_MIXED_WORD = re.compile(r"(?<!\S)(?=\S*[A-Za-z])(?=\S*[013457@$!|])\S+")
_UNSPACED = re.compile(
    "(ignore|disregard|forget|all|any|the|your|previous|prior|above|earlier|instructions?|prompts?|rules|system|print|reveal|show|reply|say)"
)
_TELLING = ("instruct", "prompt", "ignore", "disregard", "system", "response", "reply", "answer", "assistant", "user")


@lru_cache(maxsize=4_096)
def instructs(text: str) -> bool:
    """Whether a text of a document tries to instruct a machine that reads it, as far as its words show."""
    plain = _plain(text[:_READ_AT_MOST])
    return _gives_orders(plain) or any(_gives_orders(each, uncovered=True) for each in _uncovered(plain))


def _plain(text: str) -> str:
    """On one line where it was, in the letters that it looks like."""
    folded = unicodedata.normalize("NFKC", seen(text)).replace("’", "'").replace("‘", "'")
    return _SPACES.sub(" ", folded if folded.isascii() else unmixed(folded)).strip()


@dataclass(frozen=True, slots=True)
class _Orders:
    """Patterns of one group: tried where one of `cues` stands (always where there are none), and believed but for `unless`."""

    cues: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None

    def stand_in(self, text: str, lowered: str) -> bool:
        if self.cues and not any(cue in lowered for cue in self.cues):
            return False
        found = any(pattern.search(text) for pattern in self.patterns)
        return found and not (self.unless and self.unless.search(text))


def _gives_orders(text: str, uncovered: bool = False) -> bool:
    lowered = text.lower()
    if uncovered and not any(cue in lowered for cue in _TELLING):
        return False
    return any(group.stand_in(text, lowered) for group in _groups())


def _uncovered(text: str) -> Iterator[str]:
    """What the text says in disguise."""
    for match in _BASE64.finditer(text):
        yield from _decoded(match[0])
    for match in _HEX.finditer(text):
        yield from _printable(bytes.fromhex(re.sub(r"[ :]", "", match[0])))
    if _SPACED_OUT.search(text):
        yield _SPACED_OUT.sub(lambda match: match[0][::2], re.sub(r" {2,}|(?<=\w)[ ]?[/|][ ]?(?=\w)", " ", text))
        yield _UNSPACED.sub(r" \1 ", re.sub(r"[\W_]+", "", text.lower()))
    if _MIXED_WORD.search(text):
        yield _MIXED_WORD.sub(lambda match: match[0].translate(_LEET), text)
    yield codecs.encode(text, "rot13")
    yield text[::-1]


def _decoded(text: str) -> Iterable[str]:
    padded = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return _printable(base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True))
    except (binascii.Error, ValueError):
        return ()


def _printable(data: bytes) -> Iterable[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    return (text,) if text.isprintable() and " " in text else ()


@cache
def _groups() -> tuple[_Orders, ...]:
    table = tomllib.loads(resources.files(__package__).joinpath("injection.toml").read_text(encoding="utf-8"))
    return tuple(_group(entry) for entry in table.values())


def _group(entry: Mapping[str, Any]) -> _Orders:
    unless = re.compile(entry["unless"], re.IGNORECASE) if "unless" in entry else None
    return _Orders(tuple(entry["cues"].split()), tuple(re.compile(part, re.IGNORECASE) for part in entry["any"]), unless)
