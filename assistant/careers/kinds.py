"""Which careers tool a question is for: by its words, where they are plain, and else by its vector; in doubt none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.careers.intents import is_a_plain_fact, may_be_for_a_tool, tool_for
from assistant.regression import Regression, fitted_arrays
from assistant.types import Tool

Vector = NDArray[np.float32]
Kind = Literal["information", Tool]

TOOLS: tuple[Tool, ...] = get_args(Tool)
KINDS: tuple[Kind, ...] = ("information", *TOOLS)
"""In the classifier's order. `information` is what a page answers with a sentence, also where it says "I"."""

_LEAST = 0.5  # how likely some tool must be asked for to be believed


@dataclass(frozen=True, slots=True)
class Classifier(Regression):
    """Tells `KINDS` apart, in their order.

    `thresholds` (tools,), in the order of `TOOLS`, is how likely it must be that some tool is asked for before the likeliest of them
    is believed.
    """

    thresholds: NDArray[np.float32]

    @staticmethod
    def load() -> "Classifier":
        """What the router's regression says of the tools, once a question is for information or for one of them."""
        fitted = fitted_arrays("assistant", "routing.npz")
        open_ = [0, *range(len(fitted["biases"]) - len(TOOLS), len(fitted["biases"]))]
        least = np.full(len(TOOLS), _LEAST, dtype=np.float32)
        return Classifier(fitted["weights"][open_], fitted["biases"][open_], least)

    def sureness(self, vector: Vector | None) -> float:
        """How likely some tool is asked for, 0 to 1; 0 without a vector, or with another model's."""
        if vector is None or vector.shape != self.weights.shape[1:]:
            return 0.0
        return float(1 - self.probabilities(vector)[0])

    def tool(self, vector: Vector | None) -> Tool | None:
        """The tool that is believed; None where there is none, or the vector is missing or another model's."""
        if vector is None or vector.shape != self.weights.shape[1:]:
            return None
        information, *tools = self.probabilities(vector)
        best = int(np.argmax(tools))
        return TOOLS[best] if 1 - information >= self.thresholds[best] else None


@dataclass(frozen=True)
class Utterance:
    """Something that the asker wrote. Its vector is made once, and only where its words do not decide; None where there is none."""

    text: str
    embed: Callable[[str], Vector | None]

    @cached_property
    def vector(self) -> Vector | None:
        return self.embed(self.text)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Chooses the tool for a question."""

    classifier: Classifier

    def may_be_for_a_tool(self, said: Utterance) -> bool:
        """Whether some tool is asked for, whatever roles the question names: what is not need not be looked at further."""
        return may_be_for_a_tool(said.text) or self._by_vector(said) is not None

    def tool_of(self, said: Utterance, roles: Sequence[str], known: bool) -> Tool | None:
        """The tool for a question that names `roles`; `known` says whether the asker's own role is known from elsewhere.

        A pathway starts or ends at a role, so that without any the pages are asked.
        """
        return tool_for(said.text, roles, known) or self.likely_tool(said, bool(roles) or known)

    def likely_tool(self, said: Utterance, has_role: bool) -> Tool | None:
        """The tool that the vector tells, whatever the words."""
        tool = self._by_vector(said)
        return None if tool == "pathway" and not has_role else tool

    def _by_vector(self, said: Utterance) -> Tool | None:
        return None if is_a_plain_fact(said.text) else self.classifier.tool(said.vector)
