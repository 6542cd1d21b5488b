"""Whether what was found answers the question: several measurements weighed together, never one cosine.

A logistic regression fitted by `evals/fit.py`; the threshold is set from the share of answerable questions that it would refuse.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from assistant.facts import missing
from assistant.types import Findings, Statement
from assistant.words import tokens

MEASURES = (
    *(
        "best_unit",
        "best_passage",
        "usual",
        "spread",
        "missing",
        "focus",
        "said",
        "covered",
        "lexical",
        "unknown",
        "english",
    ),
    *("likelihood", "named", "years"),
)
_YEAR_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Answerability:
    """Weighs findings and what would be said of them."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    @classmethod
    def load(cls) -> "Answerability":
        data = json.loads(files("assistant.composing").joinpath("answerability.json").read_text(encoding="utf-8"))
        return cls(data["weights"], data["bias"], data["threshold"])

    def doubt(self, findings: Findings, statements: Sequence[Statement]) -> float:
        """How likely the question has no answer here, 0 to 1."""
        measured = measures(findings, statements)
        score = self.bias + sum(self.weights[name] * measured[name] for name in self.weights)
        return 1 / (1 + math.exp(-score))

    def confidence(self, findings: Findings, statements: Sequence[Statement]) -> float:
        """How sure that this answers, 0 to 1: .5 where doubt reaches the threshold, 0 where there is nothing to say."""
        if not statements:
            return 0.0
        doubt = self.doubt(findings, statements)
        return _scaled(1 - doubt, 1 - self.threshold)


def _scaled(value: float, middle: float) -> float:
    """The value with `middle` moved to .5, and 0 and 1 left where they are."""
    return 0.5 * value / middle if value < middle else 1 - 0.5 * (1 - value) / (1 - middle)


def measures(findings: Findings, statements: Sequence[Statement]) -> dict[str, float]:
    """MEASURES by name: cosines as they are, shares 0 to 1."""
    asked = findings.asked
    text = " ".join(statement.text for statement in statements)
    said = set(tokens(text))
    english = float(asked.english)
    words = [*asked.stems, *asked.unknown]
    years = [word for word in words if len(word) == _YEAR_LENGTH and word.isdigit()]
    focus = [stem in said for stem in asked.focus]
    likelihood = [max(item.shares) for side in findings.sides for item in side]
    return {
        **{name: findings.signals[name] for name in ("best_unit", "best_passage", "usual", "spread", "covered", "lexical")},
        **{name: findings.signals[name] for name in ("unknown", "named")},
        "missing": missing(asked.wants, text),
        "focus": english * (sum(focus) / len(focus) if focus else 0.5),
        "said": english * sum(word in said for word in words) / max(1, len(words)),
        "english": english,
        "likelihood": max(likelihood, default=0.0),
        "years": float(any(year not in text for year in years)),
    }
