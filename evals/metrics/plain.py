"""How an answer reads: the age it asks for, its length, and whether it asks back."""

from assistant.corpus.readability import age, sentences
from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.languages import base
from evals.metrics.measured import Measured
from evals.metrics.plain_text import without_form


def plain(case: Case, answer: SaidAnswer) -> Measured:
    """`clarified`, and of a given answer `words` and, where it is in English, `reading_age`.

    * `clarified`: 1 where it asks back, else 0.
    * `words`: words of its text without citation marks, at least 0.
    * `reading_age`: see `assistant.corpus.readability`.
    """
    values = {"clarified": float(answer.outcome == "clarify")}
    if answer.given:
        text = without_form(answer.answer)
        values["words"] = float(len(text.split()))
        if base(answer.language or case.language) == "en" and text.split():
            values["reading_age"] = age(sentences(text))
    return Measured(values)
