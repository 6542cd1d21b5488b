"""Whether the words that would state a point deny it."""

import re

from evals.metrics.quantities import stands_in
from evals.metrics.wording import Said, Wanted, held, said

_DENIAL = re.compile(
    r"\b(?:not|no|nor|never|none|nobody|nothing|neither|cannot|unable|\w+n['’]t)\b(?! (?:only|just|later than|more than|less than))",
    re.IGNORECASE,
)
_DENIES_WHAT_STANDS_BEFORE = re.compile(
    r"(?<!that )(?<!which )(?<!who )\b(?:(?:is|are|was|were|(?:can|will) ?(?:not|n['’]t) be) )"
    r"(?:(?:not|never|no longer) (?:\w+ )?\w+\W*$|(?:wrong|false|untrue|a myth)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[,:])\s+|(?<=[.!?;])\s+|\s+(?:but|although|unless|because)\s+|\s+-\s+|[()\n]", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"\b(?:that|this|it|which) (?:is|was) (?:wrong|false|untrue|not (?:true|right|so)|a myth)\b", re.IGNORECASE
)


def denied(stretch: str, point: Wanted) -> bool:
    """Whether a stretch of plain text denies a point that denies nothing itself.

    Only the clauses that hold most of the point count, so that a "not" said of something else does not. There a denial counts
    where at least half of what they hold of the point follows it ("you cannot train as a nurse"), or where it ends the clause
    ("paid training is not offered"); "that is wrong" takes back its own sentence.
    """
    if point.denies:
        return False
    found = [(_count(said(clause), point), clause) for clause in _clauses(stretch)]
    most = max((count for count, _ in found), default=0)
    return most > 0 and all(_denies(clause, point, most) for count, clause in found if count == most)


def _clauses(stretch: str) -> list[str]:
    """The clauses; one that is taken back at once ("...; that is wrong") keeps what takes it back."""
    clauses: list[str] = []
    for clause in filter(None, map(str.strip, _CLAUSE.split(stretch))):
        if clauses and _TAKEN_BACK.match(clause) and not re.search(r"[.!?]$", clauses[-1]):
            clauses[-1] += f" {clause}"
        else:
            clauses.append(clause)
    return clauses


def _denies(clause: str, point: Wanted, most: int) -> bool:
    if _DENIES_WHAT_STANDS_BEFORE.search(clause) or _TAKEN_BACK.search(clause):
        return True
    return any(2 * _count(said(clause[match.end() :]), point) >= most for match in _DENIAL.finditer(clause))


def _count(clause: Said, point: Wanted) -> int:
    numbers = sum(stands_in(each, clause.quantities, money=False) for each in point.quantities)
    return held(clause, point.words) + numbers
