"""In which languages the check was measured, how well, and what was fitted for each: `evals/translations.py` writes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "languages.json"
CAUGHT = 0.95  # the share of corrupted translations that must be caught for a language to be written


@dataclass(frozen=True, slots=True)
class MeasuredLanguage:
    """`floor` is the least cosine of a translation with its English; `shortest` and `longest` its length for one English letter.

    `caught` is the share of corrupted translations refused, `passed` that of faithful ones supported, on what was held out.
    """

    floor: float
    shortest: float
    longest: float
    caught: float
    passed: float

    @property
    def allowed(self) -> bool:
        """Whether sentences in this language may be released."""
        return self.caught >= CAUGHT


@cache
def measured_languages() -> Mapping[str, MeasuredLanguage]:
    """By code, the languages that were measured."""
    data = json.loads(files("assistant.grounding").joinpath(FILE).read_text(encoding="utf-8"))
    return {code: MeasuredLanguage(**figures) for code, figures in data.items()}


def written_languages(measured: Mapping[str, MeasuredLanguage]) -> frozenset[str]:
    """Of those that were measured, the codes of the languages in which a drafted sentence can be released, and English."""
    return frozenset({"en", *(code for code, figures in measured.items() if figures.allowed)})
