"""What is known of somebody, as far as they have said it: the facts that conditions are held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.knowledge.conditions import About


@dataclass(frozen=True, slots=True)
class Between:
    """A number or day that is known to lie between two, both counted in: "over 25", "in 2024". An end that is None is open."""

    least: float | date | None = None
    most: float | date | None = None


Value = str | float | date | frozenset[str] | Between


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Facts by what they are about; what is not there is not known.

    `age`, `hours`, `band` (8.1 to 8.4 for 8a to 8d), `earnings` and years are numbers, `start_date` is a date, each of them Between where
    only bounds are known. `qualification`, `residence` and `employer_type` are sets of what holds, with "no ..." for what is said not
    to hold ("gcse-maths", "no gcse-maths"); the rest are slugs, or a set of "no ..." where somebody has said only what is not so.
    `today` is the day on which rules are read. What is known is left out of the repr, so that no log shows it.
    """

    today: date
    known: Mapping[About, Value] = field(default_factory=dict, repr=False)

    def get(self, about: About) -> Value | None:
        """The fact, or None where it is not known."""
        return self.today if about == "today" else self.known.get(about)
