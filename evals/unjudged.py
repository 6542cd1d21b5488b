"""The sentences on which the second judge gave no verdict: counted by cause, and told with what helps."""

from collections import Counter
from collections.abc import Sequence

from evals.replies import Missing

NOT_ASKED = Missing("not asked after that", passes=True)


def reason(missing: Sequence[Missing]) -> str:
    """Each cause with how often it was one, the most frequent first; empty where nothing is missing."""
    counts = Counter(each.cause for each in missing)
    said = {each.cause: each.said for each in reversed(missing) if each.said}
    ordered = sorted(counts, key=lambda cause: (cause == NOT_ASKED.cause, -counts[cause]))
    return "; ".join(f"{counts[cause]}: {cause}{f' ({said[cause]})' if cause in said else ''}" for cause in ordered)


def notice(name: str, missing: Sequence[Missing], total: int, command: str) -> str:
    """What is missing and why, and what brings it: `command`, another model, or both; empty where nothing is missing."""
    if not missing:
        return ""
    told = f"The second judge {name} gave no verdict on {len(missing)} of {sentences(total)} ({reason(missing)}). All else is measured."
    passing = sum(each.passes for each in missing)
    if passing == len(missing):
        return f"{told} This asks it for the rest: {command}"
    other = "Asking it again does not help: another model is needed"
    if not passing:
        return f"{told} {other}."
    return f"{told} {other} for {len(missing) - passing} of them. This asks for the rest: {command}"


def sentences(count: int) -> str:
    """The count with its noun."""
    return f"{count} {'sentence' if count == 1 else 'sentences'}"
