"""One plain way to see what can be written in many: digits of every script, wide letters, dashes, look-alike letters."""

import re
import unicodedata
from functools import lru_cache

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc"
_LOOKALIKES = dict(
    zip(
        map(ord, "АВЕКМНОРСТУХІЅЈаеорсухіѕјԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαɑɡıｏ"),
        "ABEKMHOPCTYXISJaeopcyxisjdABEZHIKMNOPTYXoaagio",
        strict=True,
    )
)
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z0-9]")


def plain_digits(text: str) -> str:
    """The text in as many characters, with ASCII digits, letters, dashes and blanks for others that mean the same.

    Letters of another script count as Latin ones only in a word that has Latin letters or digits too.
    """
    if text.isascii():
        return text
    return unmixed("".join(map(_plain, text)))


def unmixed(text: str) -> str:
    """The text in as many characters, with Latin letters for look-alikes in words that mix scripts."""
    return _WORD.sub(lambda word: word[0].translate(_LOOKALIKES) if _LATIN.search(word[0]) else word[0], text)


@lru_cache(maxsize=10_000)
def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in _DASHES:
        return "-"
    if character.isspace():
        return " " if character not in "\n\r" else character
    folded = unicodedata.normalize("NFKC", character)
    if len(folded) == 1 and folded.isascii():
        return folded
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(int(digit))
