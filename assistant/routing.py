"""What kind of question it is, decided before anything is searched: in doubt, one for the sources."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.regression import Regression, fitted_arrays
from assistant.safety import instructs

_Learnt = Literal[
    "information",
    "greeting",
    "thanks",
    "about",
    "privacy",
    "own_record",
    "clinical",
    "legal",
    "personal",
    "instructions",
    "distress",
    "danger",
    "speak_up",
    "off_topic",
]
Kind = Literal[_Learnt, "injury", "domestic_abuse", "loss", "pregnancy"]
"""`information` is for the sources. `privacy` is who learns what is asked here, `own_record` what stands in the asker's own
record, `personal` another person's, `legal` a verdict on one's own case, `instructions` a try to set the assistant's rules,
`distress` despair, not coping, or someone else who may take their own life, `danger` harm by or to others, `speak_up` a
concern about work. `injury` is by a needle, a sharp or a splash of blood, `loss` somebody's death, a miscarriage or grief,
`pregnancy` whom to tell of one's own."""

ALL_KINDS: tuple[Kind, ...] = get_args(Kind)
KINDS: tuple[Kind, ...] = get_args(_Learnt)
"""In the classifier's order, `information` first. Of the other kinds words alone decide."""

_SHORT = 80
_SURELY_OTHER = 0.04
_STRAIGHT = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x0251: "a", 0x0261: "g"}
_CYRILLIC_AND_GREEK = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u03bf\u03b1"
_LOOKALIKE = _STRAIGHT | str.maketrans(_CYRILLIC_AND_GREEK, "aeopcyxijsdoa")


@dataclass(frozen=True, slots=True)
class Routing:
    """The kind of a question; `confidence`, 0 to 1, is 1 where its words alone decide."""

    kind: Kind
    confidence: float


@dataclass(frozen=True, slots=True)
class Classifier(Regression):
    """Tells `KINDS` apart, in their order.

    `thresholds` (kinds,) is the least probability at which the best kind but `information` is believed, `firm_thresholds` (kinds,)
    the same where the words of the question are the sources' subjects.
    """

    thresholds: NDArray[np.float32]
    firm_thresholds: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that decide on a kind alone: `anywhere` in the question, or as the `whole` of a short one, but not with `unless`."""

    kind: Kind
    anywhere: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...] = ()

    def matches(self, text: str) -> bool:
        if any(part.search(text) for part in self.unless):
            return False
        if any(part.search(text) for part in self.anywhere):
            return True
        return len(text) <= _SHORT and any(part.fullmatch(text) for part in self.whole)


class Router:
    """Decides the kind of a question from its words, where they are plain, and else from its vector."""

    def __init__(self, patterns: Iterable[Pattern], subjects: Iterable[re.Pattern[str]], classifier: Classifier) -> None:
        self._patterns = tuple(patterns)
        self._subjects = tuple(subjects)
        self._classifier = classifier

    @staticmethod
    def load() -> "Router":
        """The router with the patterns and the fitted classifier that come with the package."""
        return Router.around(Classifier(**fitted_arrays("assistant", "routing.npz")))

    @staticmethod
    def around(classifier: Classifier) -> "Router":
        """The router with the package's patterns around another classifier."""
        table = tomllib.loads(resources.files("assistant").joinpath("routing.toml").read_text(encoding="utf-8"))
        courses = _compiled(table["courses"]["any"])
        patterns = [_pattern(entry, courses) for entry in table["patterns"]]
        return Router(patterns, _compiled(table["subjects"]["any"]), classifier)

    def route(self, text: str, vector: NDArray[np.float32]) -> Routing:
        """The kind of a question; `vector` is its unit e5 query vector (384,)."""
        return self.by_words(text) or self._by_vector(vector, self._is_on_subject(_plain(text)))

    def by_words(self, text: str) -> Routing | None:
        """The kind that the words of a question decide alone; None where they do not.

        It needs no vector: ask it first, so that help lines are shown even when the embedding model is missing.
        """
        plain = _plain(text)
        told = next((Routing(pattern.kind, 1.0) for pattern in self._patterns if pattern.matches(plain)), None)
        # What gives orders in a document, also in disguise or in another language, gives them in a question too.
        return told or (Routing("instructions", 1.0) if instructs(text) else None)

    def _is_on_subject(self, plain: str) -> bool:
        return any(subject.search(plain) for subject in self._subjects)

    def _by_vector(self, vector: NDArray[np.float32], on_subject: bool) -> Routing:
        probabilities = self._classifier.probabilities(vector)
        thresholds = self._classifier.firm_thresholds if on_subject else self._classifier.thresholds
        best = 1 + int(probabilities[1:].argmax())
        surely_other = not on_subject and probabilities[0] < _SURELY_OTHER
        kept = best if surely_other or probabilities[best] >= thresholds[best] else 0
        return Routing(KINDS[kept], float(probabilities[kept]))


def _pattern(entry: Mapping[str, Any], courses: tuple[re.Pattern[str], ...]) -> Pattern:
    whole = [rf"\W*(?:{part})" for part in entry.get("whole", ())]
    unless = (*_compiled(entry.get("unless", ())), *(courses if entry.get("but_for_courses") else ()))
    return Pattern(entry["kind"], _compiled(entry.get("any", ())), _compiled(whole), unless)


def _compiled(parts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(part, re.IGNORECASE) for part in parts)


def _plain(text: str) -> str:
    """Straight apostrophes, and Latin letters for look-alikes, as in "jailbreak" spelt with a Cyrillic a."""
    if text.isascii():
        return text
    mixed = any(re.search("[a-z]", word) and re.search("[\u0370-\u04ff]", word) for word in text.lower().split())
    return text.translate(_LOOKALIKE if mixed else _STRAIGHT)
