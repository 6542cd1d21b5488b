"""How an answer reads: the school grade it asks for, its length, its language, and whether it asks back."""

import re
from collections.abc import Iterator

import textstat

from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.metrics.measured import Measured
from evals.metrics.plain_text import without_form

_WITHIN = re.compile(r"(?<=\w)\.(?=\w)")  # a point inside a number, an address or "e.g" ends no sentence
_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_SAME = {"fil": "tl", "iw": "he", "in": "id", "nb": "no"}


def plain(case: Case, answer: SaidAnswer) -> Measured:
    """`language_match`, `clarified`, and of a given answer `words` and, where it is in English, `reading_grade`.

    * `language_match`: 1 where the answer's language is the question's, whatever it says; else 0, as where there is none.
    * `clarified`: 1 where it asks back, else 0.
    * `words`: words of its text without citation marks, at least 0.
    * `reading_grade`: see `reading_grade`.
    """
    matches = _language(answer.language) == _language(case.language)
    values = {"language_match": float(matches), "clarified": float(answer.outcome == "clarify")}
    if answer.given:
        text = without_form(answer.answer)
        values["words"] = float(len(text.split()))
        if _language(answer.language or case.language) == "en" and text.split():
            values["reading_grade"] = reading_grade(text)
    said = answer.language or "no language"
    is_failure = not matches and answer.outcome != "missing"
    return Measured(values, (f"answers in {said}, not in {case.language}",) if is_failure else ())


def reading_grade(text: str) -> float:
    """The United States school grade that an English text asks of its reader: Automated Readability Index (Senter & Smith 1967).

    4.71 characters a word + 0.5 words a sentence - 21.43, at least 0; the age is about 5 years more. Lines, list items and
    the parts of a table row each count as a sentence.
    """
    whole = " ".join(f"{sentence.rstrip('.!?:;')}." for sentence in _sentences(text))
    return max(0.0, float(textstat.automated_readability_index(whole)))


def _sentences(text: str) -> Iterator[str]:
    return (piece.strip() for piece in _END.split(_WITHIN.sub("", text)) if re.search(r"\w", piece))


def _language(code: str) -> str:
    base = code.lower().replace("_", "-").split("-")[0]
    return _SAME.get(base, base)
