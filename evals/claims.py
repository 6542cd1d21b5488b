"""What answers claim: each cited sentence with the texts that must carry it."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.answers import SaidAnswer
from evals.metrics.citations import evidence_text
from evals.metrics.statements import statements


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the answer `id` with the texts that must carry it."""

    id: str
    sentence: str
    quotes: tuple[str, ...]


def claims(answers: Mapping[str, SaidAnswer]) -> list[Claim]:
    """Every sentence that cites something, with the text of what it cites."""
    return [
        Claim(key, said.text, tuple(evidence_text(citation) for citation in said.citations))
        for key, answer in answers.items()
        for said in statements(answer)
        if said.citations
    ]
