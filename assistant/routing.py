"""What kind of question it is, decided before anything is searched: in doubt, one for the sources."""

import asyncio
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.regression import Regression, fitted_arrays
from assistant.safety import instructs

Kind = Literal[
    "information",
    "greeting",
    "thanks",
    "about",
    "unclear",
    "privacy",
    "own_record",
    "clinical",
    "legal",
    "personal",
    "instructions",
    "abuse",
    "danger_to_life",
    "danger",
    "stress",
    "speak_up",
    "injury",
    "domestic_abuse",
    "loss",
    "pregnancy",
    "off_topic",
]
"""`information` is for the sources and the careers tools. `unclear` is too little to answer, `privacy` who learns what is asked
here, `own_record` what stands in the asker's own record, `personal` another person's, `legal` a verdict on one's own case,
`instructions` a try to set the assistant's rules, `abuse` an insult, a threat or a sexual message to the assistant.
`danger_to_life` is suicide, self-harm or the wish to be dead, the asker's or somebody else's; `danger` harm by or to others,
`stress` not coping, `speak_up` a concern about work. `injury` is by a needle, a sharp or a splash of blood, `loss` somebody's
death, a miscarriage or grief, `pregnancy` whom to tell of one's own."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the classifier's order, `information` first."""

_DANGER = KINDS.index("danger_to_life")
# In doubt between a danger to life and what is near to it, it is one; beside these it must be likelier than each.
_GRAVE: frozenset[Kind] = frozenset({"danger_to_life", "danger", "stress", "loss", "domestic_abuse", "clinical"})
_CALM = [place for place, kind in enumerate(KINDS) if kind not in _GRAVE]
_Expressions = tuple[re.Pattern[str], ...]

WITHIN = 2.0  # seconds for a vote
_SHORT = 80
_SURELY_OTHER = 0.04
_MAYBE = 0.15  # from which a kind is one of those that an unsure router names
_WEAK: frozenset[Kind] = frozenset({"stress", "abuse", "unclear"})  # words of these may stand beside a danger to life
_NEVER_VOTED: frozenset[Kind] = frozenset({"danger_to_life", "danger"})
_STRAIGHT = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x0251: "a", 0x0261: "g"}
_CYRILLIC_AND_GREEK = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u03bf\u03b1"
_LOOKALIKE = _STRAIGHT | str.maketrans(_CYRILLIC_AND_GREEK, "aeopcyxijsdoa")


@dataclass(frozen=True, slots=True)
class Routing:
    """The kind of a question; `confidence`, 0 to 1, is 1 where its words alone decide.

    `likely` holds the kinds, the likeliest first, where the router is unsure and so leaves the question to the sources.
    """

    kind: Kind
    confidence: float
    likely: tuple[Kind, ...] = ()


class Voter(Protocol):
    """Has a say where the router is unsure, such as a language model."""

    async def vote(self, text: str, likely: Sequence[Kind], person: str, /) -> Kind | None:
        """One of the likely kinds, or None for no opinion; `person` is whose budget it is on. May raise ModelUnavailable."""


async def voted(routing: Routing, text: str, voter: Voter | None, person: str = "", within: float = WITHIN) -> Routing:
    """The routing with the vote of the voter, if it comes in time.

    It is asked only where the router is unsure between kinds, and never on a danger.
    """
    if voter is None or len(routing.likely) < 2 or _NEVER_VOTED.intersection(routing.likely):
        return routing
    try:
        async with asyncio.timeout(within):
            kind = await voter.vote(text, routing.likely, person)
    except (ModelUnavailable, TimeoutError):
        return routing
    return replace(routing, kind=kind, likely=()) if kind in routing.likely else routing


@dataclass(frozen=True, slots=True)
class Classifier(Regression):
    """Tells `KINDS` apart, in their order, and then the careers tools; its probabilities are calibrated.

    `thresholds` (kinds,) is the least probability at which the best kind but `information` is believed, `firm_thresholds` (kinds,)
    the same where the words of the question are the sources' subjects. In doubt between `danger_to_life` and what is near to it,
    it is that.
    """

    thresholds: NDArray[np.float32]
    firm_thresholds: NDArray[np.float32]

    def kinds(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each of `KINDS` for a unit vector (dimensions,); what is a tool's counts as information."""
        probabilities = self.probabilities(vector)
        kinds = probabilities[: len(KINDS)].copy()
        kinds[0] += probabilities[len(KINDS) :].sum()
        return kinds


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that decide on a kind alone: `anywhere` in the question, or as the `whole` of a short one, but not with `unless`."""

    kind: Kind
    anywhere: _Expressions
    whole: _Expressions
    unless: _Expressions = ()

    def matches(self, text: str) -> bool:
        said = _any_in(self.anywhere, text) or (len(text) <= _SHORT and any(part.fullmatch(text) for part in self.whole))
        return said and not _any_in(self.unless, text)


class Router:
    """Decides the kind of a question from its words, where they are plain, and else from its vector."""

    def __init__(self, patterns: Iterable[Pattern], subjects: _Expressions, idioms: _Expressions, classifier: Classifier) -> None:
        self._patterns = tuple(patterns)
        self._subjects = subjects
        self._idioms = idioms
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
        return Router(patterns, _compiled(table["subjects"]["any"]), _compiled(table["idioms"]["any"]), classifier)

    def route(self, text: str, vector: NDArray[np.float32]) -> Routing:
        """The kind of a question; `vector` is its unit e5 query vector (384,)."""
        told = self.by_words(text)
        if told is not None and told.kind not in _WEAK:
            return told
        found = self._by_vector(vector, _plain(text))
        return found if told is None or found.kind == "danger_to_life" else told

    def by_words(self, text: str) -> Routing | None:
        """The kind that the words of a question decide alone; None where they do not.

        It needs no vector: ask it first, so that help lines are shown even when the embedding model is missing.
        """
        plain = _plain(text)
        told = next((Routing(pattern.kind, 1.0) for pattern in self._patterns if pattern.matches(plain)), None)
        # What gives orders in a document, also in disguise or in another language, gives them in a question too.
        return told or (Routing("instructions", 1.0) if instructs(text) else None)

    def _by_vector(self, vector: NDArray[np.float32], plain: str) -> Routing:
        probabilities = self._classifier.kinds(vector)
        if _any_in(self._idioms, plain):
            probabilities[_DANGER] = 0.0
        on_subject = _any_in(self._subjects, plain)
        thresholds = self._classifier.firm_thresholds if on_subject else self._classifier.thresholds
        if probabilities[_DANGER] >= thresholds[_DANGER] and probabilities[_DANGER] >= probabilities[_CALM].max():
            return Routing("danger_to_life", float(probabilities[_DANGER]))
        best = 1 + int(probabilities[1:].argmax())
        surely_other = not on_subject and probabilities[0] < _SURELY_OTHER
        if surely_other or probabilities[best] >= thresholds[best]:
            return Routing(KINDS[best], float(probabilities[best]))
        likely = () if probabilities[0] >= 1 - _MAYBE else _likely(probabilities)
        return Routing("information", float(probabilities[0]), likely)


def _likely(probabilities: NDArray[np.float32]) -> tuple[Kind, ...]:
    order = sorted(range(len(KINDS)), key=lambda place: -probabilities[place])
    return tuple(KINDS[place] for place in order if probabilities[place] >= _MAYBE)


def _pattern(entry: Mapping[str, Any], courses: _Expressions) -> Pattern:
    whole = [rf"\W*(?:{part})" for part in entry.get("whole", ())]
    unless = (*_compiled(entry.get("unless", ())), *(courses if entry.get("but_for_courses") else ()))
    return Pattern(entry["kind"], _compiled(entry.get("any", ())), _compiled(whole), unless)


def _any_in(expressions: _Expressions, plain: str) -> bool:
    return any(expression.search(plain) for expression in expressions)


def _compiled(parts: Iterable[str]) -> _Expressions:
    return tuple(re.compile(part, re.IGNORECASE) for part in parts)


def _plain(text: str) -> str:
    """Straight apostrophes, and Latin letters for look-alikes, as in "jailbreak" spelt with a Cyrillic a."""
    if text.isascii():
        return text
    mixed = any(re.search("[a-z]", word) and re.search("[\u0370-\u04ff]", word) for word in text.lower().split())
    return text.translate(_LOOKALIKE if mixed else _STRAIGHT)
