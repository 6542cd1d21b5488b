"""Conditions of schemes and requirements of steps as data: what must be true of somebody, and how that is said."""

from datetime import date
from typing import Literal

from pydantic import model_validator

from assistant.knowledge.said import Line, Said
from assistant.knowledge.sources import RecordSource, Strict

About = Literal[
    "role",
    "band",
    "sector",
    "nation",
    "employer_type",
    "staff_group",
    "registration",
    "age",
    "qualification",
    "hours",
    "residence",
    "apprenticeship_level",
    "start_date",
    "today",
    "course",
    "student",
    "earnings",
    "employed",
    "care_leaver",
    "ehc_plan",
    "child_under_15",
    "child_sen_under_17",
    "mayoral_area",
    "levy_spent",
    "years_away",
    "years_registered",
    "experience",
    "other",
]
"""What a condition is about. `other` is what the assistant cannot know of anybody: a manager's agreement, a place that is
open, a judgement by a university. Ages and years are whole years, `hours` a week, `earnings` pounds a year, `band` 1 to 9 with 8.1
to 8.4 for 8a to 8d; `qualification` is a set, of which one that is asked must be held. `today` is the day of asking, for rules that
change on a day."""


class Condition(Strict):
    """One thing that must hold: one of `among`, `none_of`, bounds, or `any` of several conditions; `other` takes none.

    `text` says it in a sentence of its own, `ask` is the question whose answer decides it; `source` is that of the sentence where
    it is not the record's.
    """

    about: About = "other"
    among: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    since: date | None = None
    until: date | None = None
    any: tuple["Condition", ...] = ()
    all: tuple["Condition", ...] = ()
    text: Said | None = None
    ask: Line | None = None
    source: RecordSource | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Condition":
        tests = [
            bool(self.among or self.none_of),
            self.at_least is not None or self.at_most is not None,
            self.since is not None or self.until is not None,
            bool(self.any),
            bool(self.all),
        ]
        if sum(tests) != (0 if self.about == "other" and not (self.any or self.all) else 1):
            raise ValueError(
                "give one of among or none_of, at_least or at_most, since or until, any, all; with about: other give none"
            )
        if self.source is not None and self.text is None:
            raise ValueError("a condition with a source says its sentence in text")
        return self
