"""What is wrong with a key of a page or record, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 5  # complaints in one message


@dataclass(frozen=True, slots=True)
class Complaint:
    """`problem` names the key and its value; `remedy` may be empty where the problem says it all."""

    key: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.problem}{': ' + self.remedy if self.remedy else ''}."


def told(complaints: Iterable[Complaint]) -> str:
    """The first complaints in one line."""
    return " ".join(map(str, list(complaints)[:MOST]))
