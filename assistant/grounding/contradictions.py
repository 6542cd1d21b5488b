"""What of a sentence its quotes contradict: another number, name or person in its place, a negation, a modal, a limit."""

from assistant.grounding.alignment import Alignment
from assistant.grounding.amounts import contradicted_amounts
from assistant.grounding.coverage import Coverage
from assistant.grounding.names import contradicted_names
from assistant.grounding.turns import turned
from assistant.grounding.verdict import Finding


def findings(aligned: Alignment, coverage: Coverage, long: bool) -> list[Finding]:
    """All that is contradicted; `long` says that the quotes are a long text."""
    return [
        *contradicted_amounts(aligned, coverage.known, long),
        *contradicted_names(aligned, coverage),
        *turned(aligned),
    ]
