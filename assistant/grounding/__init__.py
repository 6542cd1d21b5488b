"""Whether quotes carry a sentence: the check that stands between a draft and its release."""

from assistant.grounding.checker import Checker, Examined
from assistant.grounding.measured_languages import MeasuredLanguage, measured_languages
from assistant.grounding.vectors import Embed, one_by_one
from assistant.grounding.verdict import Reason, Verdict
from assistant.grounding.weights import Weights

__all__ = [
    "Checker",
    "Embed",
    "Examined",
    "MeasuredLanguage",
    "Reason",
    "Verdict",
    "Weights",
    "measured_languages",
    "one_by_one",
]
