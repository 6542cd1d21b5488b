"""How an answer reads: the age it asks for, its length, and whether it asks back."""

import re
from collections.abc import Iterator

import textstat

from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.languages import base
from evals.metrics.measured import Measured
from evals.metrics.plain_text import without_form

_WITHIN = re.compile(r"(?<=\w)\.(?=\w)")  # a point inside a number, an address or "e.g" ends no sentence
_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_AGE_OF_GRADE = 5


def plain(case: Case, answer: SaidAnswer) -> Measured:
    """`clarified`, and of a given answer `words` and, where it is in English, `reading_age`.

    * `clarified`: 1 where it asks back, else 0.
    * `words`: words of its text without citation marks, at least 0.
    * `reading_age`: see `reading_age`.
    """
    values = {"clarified": float(answer.outcome == "clarify")}
    if answer.given:
        text = without_form(answer.answer)
        values["words"] = float(len(text.split()))
        if base(answer.language or case.language) == "en" and text.split():
            values["reading_age"] = reading_age(text)
    return Measured(values)


def reading_age(text: str) -> float:
    """The age in years at which an English text can be read: the American school grade of the Automated Readability Index
    (Senter & Smith 1967) + 5, since its first grade is that of six-year-olds; at least 5.

    The grade is 4.71 characters a word + 0.5 words a sentence - 21.43. Lines, list items and the parts of a table row each
    count as a sentence.
    """
    whole = " ".join(f"{sentence.rstrip('.!?:;')}." for sentence in _sentences(text))
    return max(0.0, float(textstat.automated_readability_index(whole))) + _AGE_OF_GRADE


def _sentences(text: str) -> Iterator[str]:
    return (piece.strip() for piece in _END.split(_WITHIN.sub("", text)) if re.search(r"\w", piece))
