"""What is known of somebody, as far as they have said it: the facts that conditions are held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.knowledge.conditions import About

Value = str | float | date | frozenset[str]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Facts by what they are about; what is not there is not known.

    `age`, `hours`, `band` (8.1 to 8.4 for 8a to 8d), `earnings` and years are numbers, `start_date` is a date, `qualification` the set
    of what is held, with "no ..." for what is said not to be held ("level-2-english-maths", "no level-2-maths"); the rest are slugs.
    `today` is the day on which rules are read.
    """

    today: date
    known: Mapping[About, Value] = field(default_factory=dict)

    def get(self, about: About) -> Value | None:
        """The fact, or None where it is not known."""
        return self.known.get(about)
