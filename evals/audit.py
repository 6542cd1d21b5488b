"""A second look at released sentences that shares nothing with the check: their numbers, names and addresses, by plain patterns.

It is simple on purpose. What it finds need not be wrong; what it does not find has no number, address or name that its quotes lack.
"""

import re
import unicodedata
from collections.abc import Sequence

_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ADDRESS = re.compile(r"\S+@\S+\.\w+|(?:https?://|www\.)\S+|(?<!\d)0\d[\d ]{7,12}\d")
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b(?:[A-Z][a-z]+|[A-Z][A-Za-z&]*[A-Z]\w*)\b")


def unquoted(sentence: str, quotes: Sequence[str], *, names: bool = True) -> list[str]:
    """The numbers, addresses and, in English, names of a sentence that none of its quotes holds, as they stand in it.

    `quotes` are the texts of the citations with their titles, sections and columns. In other languages `names` should be False.
    """
    whole = _plain(" ".join(quotes))
    numbers = set(_numbers(whole))
    strange = [number for number in _numbers(_plain(sentence)) if number not in numbers]
    strange += [found for found in _ADDRESS.findall(sentence) if found.strip(".,;)") not in whole]
    if names:
        words = {word.casefold() for word in re.findall(r"[\w&]+", whole)}
        strange += [name for name in _NAME.findall(_plain(sentence)) if not {name.casefold(), _singular(name)} & words]
    return strange


def _numbers(text: str) -> list[str]:
    digits = [found.replace(",", "") for found in _NUMBER.findall(text)]
    spelt = [str(_WORDS.index(word) + 2) for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS]
    return [*digits, *spelt]


def _singular(name: str) -> str:
    return name.casefold().removesuffix("s")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
