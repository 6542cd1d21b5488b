"""Whether what was found answers the question: several measurements weighed together, never one cosine.

Two logistic regressions fitted by `evals/fit.py`, one for pages that name the questions they answer and leave open, one for all
other documents; the thresholds are set from the share of answerable questions that they would refuse.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from assistant.facts import missing
from assistant.types import Findings, Statement
from assistant.words import tokens

_SIGNALS = ("best_unit", "best_passage", "usual", "spread", "covered", "unknown")
MEASURES = (
    *_SIGNALS,
    *("missing", "focus", "said", "english", "likelihood", "left_open", "untold"),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fitted regression: a weight for each of some MEASURES, and the doubt from which on nothing is said."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def of(self, measured: Mapping[str, float]) -> float:
        """How likely the question has no answer here, 0 to 1."""
        score = self.bias + sum(weight * measured[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-score))


@dataclass(frozen=True, slots=True)
class Answerability:
    """Weighs findings and what would be said of them: by `questions` where the best page names its questions, else by `plain`."""

    plain: Doubt
    questions: Doubt

    @classmethod
    def load(cls) -> "Answerability":
        data = json.loads(files("assistant.composing").joinpath("answerability.json").read_text(encoding="utf-8"))
        return cls(**{name: Doubt(**fitted) for name, fitted in data.items()})

    def confidence(self, findings: Findings, statements: Sequence[Statement]) -> float:
        """How sure that this answers, 0 to 1: .5 where doubt reaches the threshold, 0 where there is nothing to say.

        An English question of which the sources know no word is none that they answer, whatever its vector is near to; nor is one that
        was read with the exchange before it on a guess, where what is said takes up none of its own words.
        """
        if not statements or _says_nothing_of_it(findings, statements):
            return 0.0
        model = self.questions if findings.signals["says_what_it_answers"] else self.plain
        return _scaled(1 - model.of(measures(findings, statements)), 1 - model.threshold)


def _says_nothing_of_it(findings: Findings, statements: Sequence[Statement]) -> bool:
    asked = findings.asked
    if not asked.english:
        return False
    if asked.unknown and not asked.stems:
        return True
    said = set(tokens(" ".join(statement.text for statement in statements))) | _around(statements)
    return bool(findings.signals.get("perhaps_goes_on")) and _untold(findings.telling, said) == 1.0


def _scaled(value: float, middle: float) -> float:
    """The value with `middle` moved to .5, and 0 and 1 left where they are."""
    return 0.5 * value / middle if value < middle else 1 - 0.5 * (1 - value) / (1 - middle)


def measures(findings: Findings, statements: Sequence[Statement]) -> dict[str, float]:
    """MEASURES by name: cosines as they are, shares 0 to 1, `left_open` in log odds."""
    asked = findings.asked
    text = " ".join(statement.text for statement in statements)
    said = set(tokens(text))
    english = float(asked.english)
    words = [*asked.stems, *asked.unknown]
    focus = [stem in said for stem in asked.focus]
    likelihood = [max(item.shares) for side in findings.sides for item in side]
    open_ = findings.signals["left_open"]
    return {
        **{name: findings.signals[name] for name in _SIGNALS},
        "missing": missing(asked.wants, text),
        "focus": english * (sum(focus) / len(focus) if focus else 0.5),
        "said": english * sum(word in said for word in words) / max(1, len(words)),
        "english": english,
        "likelihood": max(likelihood, default=0.0),
        "left_open": math.log(open_ / (1 - open_)),
        "untold": english * _untold(findings.telling, said | _around(statements)),
    }


def _around(statements: Iterable[Statement]) -> set[str]:
    """The stems of what statements stand under, and of the questions that their lines answer."""
    texts = [text for each in statements for text in (each.passage.title, each.passage.section)]
    texts += [
        question
        for each in statements
        for unit in each.passage.units
        if each.start <= unit.start and unit.end <= each.end
        for question in unit.likely
    ]
    return set(tokens(" ".join(texts)))


def _untold(telling: Mapping[str, float], told: set[str]) -> float:
    """The share of a question, by how telling its words are, that none of the told stems takes up."""
    total = sum(telling.values())
    return sum(weight for word, weight in telling.items() if word not in told) / total if total else 0.0
