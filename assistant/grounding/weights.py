"""The fitted coefficients of the check, beside the code: `evals/fit_grounding.py` writes them."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: a weight for each measure by name, and the bias."""

    weights: Mapping[str, float]
    bias: float

    @classmethod
    def load(cls) -> "Weights":
        """The coefficients of the package."""
        data = json.loads(files("assistant.grounding").joinpath("grounding.json").read_text(encoding="utf-8"))
        return cls(data["weights"], data["bias"])

    def score(self, measured: Mapping[str, float]) -> float:
        """How likely a sentence with these measures is supported, 0 to 1."""
        total = self.bias + sum(weight * measured[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
