"""What of a sentence its quotes contradict: another number, name or person in its place, a negation, a modal, a limit."""

from collections.abc import Sequence

from assistant.grounding.alignment import Alignment
from assistant.grounding.amounts import contradicted_amounts
from assistant.grounding.names import contradicted_names
from assistant.grounding.tokens import Token
from assistant.grounding.turns import turned
from assistant.grounding.verdict import Finding


def findings(aligned: Alignment, known: Sequence[Token], long: bool) -> list[Finding]:
    """All that is contradicted; `known` are the tokens of every quote, `long` says that they are of a long text."""
    return [*contradicted_amounts(aligned, known, long), *contradicted_names(aligned, known), *turned(aligned)]
