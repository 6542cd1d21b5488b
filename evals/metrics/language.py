"""Whether an answer is in the language of its question: in its own words, and by what the system says of it."""

import re
from functools import cache

from assistant.language import LanguageDetector
from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.evidence import holds
from evals.languages import base, name_of
from evals.metrics.citations import evidence_text
from evals.metrics.measured import Measured
from evals.metrics.plain_text import without_form

_FEWEST = 3  # words in Latin letters; one in another script tells enough
_PIECE = re.compile(r"\n+|(?<=[.!?।؟。])\s+|(?<=[:;])\s+")
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c80-\ua6ff\ua8e0-\uabff\uac00-\ud7ff]")


def language(case: Case, answer: SaidAnswer) -> Measured:
    """`language_match` and `language_recognised`, each 1 or 0. Definitions of this project.

    * `language_match`: the answer's own words are in the question's language, by the project's detector (scripts, then
      everyday words, then langdetect). Own words are its text without citation marks and without what its citations quote,
      which stays in the language of its page by design. An answer in several languages is right where half of its
      paragraphs are. Nothing where it has fewer than three own words, one in a script other than Latin.
    * `language_recognised`: the system says that its answer is in the question's language; nothing where it does not say.
    """
    values, failures, asked = {}, [], base(case.language)
    paragraphs = _own_words(answer)
    if written := _told("\n".join(paragraphs)):
        parts = [code for each in paragraphs if (code := _told(each))]
        is_right = asked == written or 2 * parts.count(asked) >= len(parts) > 0
        values["language_match"] = float(is_right)
        failures += [] if is_right else [f"is written in {name_of(written)}, not in {name_of(asked)}"]
    if answer.language:
        values["language_recognised"] = float(base(answer.language) == asked)
        if base(answer.language) != asked:
            failures.append(f"takes the question to be in {name_of(answer.language)}, not in {name_of(asked)}")
    return Measured(values, tuple(failures))


def _told(text: str) -> str:
    """The language of a text; empty where its words are too few to tell."""
    enough = len(_LETTERS.findall(text)) >= (1 if _OTHER_SCRIPT.search(text) else _FEWEST)
    return _detector().detect(text).code if enough else ""


def _own_words(answer: SaidAnswer) -> list[str]:
    """The paragraphs without what the citations quote."""
    quoted = "\n".join(map(evidence_text, answer.citations))
    paragraphs = without_form(answer.answer).split("\n\n")
    kept = (" ".join(piece for piece in _PIECE.split(each) if not holds(quoted, piece)) for each in paragraphs)
    return [text for text in kept if _LETTERS.search(text)]


@cache
def _detector() -> LanguageDetector:
    return LanguageDetector(known_words=lambda _: 0.0)
