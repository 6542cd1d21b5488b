"""The age at which an English text can be read.

It is the American school grade of the Automated Readability Index (E. A. Smith and R. J. Senter, Automated Readability Index,
AMRL-TR-66-220, 1967) + 5, since its first grade is that of six-year-olds. The grade is 4.71 characters a word + 0.5 words a
sentence - 21.43.
"""

import re
from collections.abc import Iterable, Iterator

import textstat

_WITHIN = re.compile(r"(?<=\w)\.(?=\w)")  # a point inside a number, an address or "e.g" ends no sentence
_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_AGE_OF_GRADE = 5


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; lines, list items and the parts of a table row each count as one."""
    return (piece.strip() for piece in _END.split(_WITHIN.sub("", text)) if re.search(r"\w", piece))


def age(said: Iterable[str]) -> float:
    """The age in years, at least 5, at which sentences can be read."""
    whole = " ".join(f"{sentence.rstrip('.!?:;')}." for sentence in said)
    return max(0.0, float(textstat.automated_readability_index(whole))) + _AGE_OF_GRADE
