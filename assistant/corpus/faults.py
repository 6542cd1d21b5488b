"""What a check of content finds, as values."""

from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.complaint import Complaint

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """`file` is named as it was given, `key` is the key, record or part of the page; an error fails the check, a warning does not."""

    file: str
    key: str
    problem: str
    remedy: str = ""
    level: Level = "error"

    @staticmethod
    def of(file: str, complaint: Complaint, within: str = "") -> "Fault":
        """The complaint about a file, or about a record `within` it."""
        key = f"{within}: {complaint.key}" if within else complaint.key
        return Fault(file, key, complaint.problem, complaint.remedy)

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}{': ' + self.remedy if self.remedy else ''}."


@dataclass(frozen=True, slots=True)
class Due:
    """A page or record whose day of review is past, or near."""

    file: str
    key: str
    review_by: str
    past: bool


@dataclass(frozen=True, slots=True)
class Age:
    """The age in years at which a file can be read."""

    file: str
    years: float
