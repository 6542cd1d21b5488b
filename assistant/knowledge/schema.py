"""The schema of each kind of record: roles, transitions, programmes, schemes, journeys, guidance, contacts and events.

Every sentence that an answer may say is `Said`: it knows where it stands in its file. Numbers that rules work with stand beside
the sentence that says them.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from assistant.knowledge.conditions import Condition
from assistant.knowledge.dates import calendar_day, partial_date, web_address
from assistant.knowledge.said import Line, Said, Slug
from assistant.knowledge.sources import RecordSource, Strict
from assistant.types import Status

Kind = Literal["roles", "transitions", "programmes", "schemes", "journeys", "guidance", "contacts", "events"]
Confidence = Literal["verified", "unverified"]
Regulator = Literal["none", "NMC", "HCPC", "GPhC", "SWE", "GMC", "CQC", "own"]
Setting = Literal["nhs", "general_practice", "social_care", "voluntary", "council", "independent"]


class Fact(Strict):
    """A sentence with a source of its own where that is not the record's."""

    text: Said
    source: RecordSource | None = None


def _fact(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Facts = tuple[Annotated[Fact, BeforeValidator(_fact)], ...]


class Span(Strict):
    """A length in whole numbers; `most` is None where there is no upper end ("5 years or more")."""

    least: int = Field(ge=0)
    most: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Span":
        if self.most is not None and self.most < self.least:
            raise ValueError("most is less than least")
        return self


class Record(Strict):
    """What every record says of itself. `local` content names its `employer`, and `overrides` that it replaces the shipped one."""

    id: Slug
    title: Said
    source: RecordSource
    review_by: Annotated[str, AfterValidator(calendar_day)]
    owner: Line
    status: Status
    confidence: Confidence
    nation: Line = "England"
    employer: Line | None = None
    overrides: bool = False
    text: Said
    notes: Facts = ()


class Role(Record):
    """A job. `bands` are typical NHS pay bands, `names` what people call it, `settings` where such jobs are found.

    `registration` is `own` where people of several professions hold the job and each stays on the register of theirs.
    """

    family: Line
    settings: tuple[Setting, ...] = Field(min_length=1)
    bands: tuple[Line, ...] = ()
    registration: Regulator
    staff_group: Line
    names: tuple[Line, ...] = Field(min_length=3)


class Transition(Record):
    """A move from one role to another; `months` is None where its length is not stated.

    `within` names transitions whose time this one is part of, so that the same years are not counted twice. `schemes` may pay for
    it, `limits` are what matters to someone's hours, nights, caring or travel, `gaps` what the sources do not say. `awards` are the
    qualifications that whoever has made it holds.
    """

    origin: Slug
    target: Slug
    by: Line
    months: Span | None = None
    within: tuple[Slug, ...] = ()
    requires: tuple[Condition, ...] = ()
    awards: tuple[Slug, ...] = ()
    schemes: tuple[Slug, ...] = ()
    pays: Facts = ()
    limits: Facts = ()
    recognition: Facts = ()
    gaps: Facts = ()


class Amount(Strict):
    """A sum, in pounds, and the sentence that says it with its date; `source` is its own where that is not the record's.

    `as_of` is the date of the one or the other.
    """

    pounds: float | None = None
    text: Said
    as_of: Annotated[str, AfterValidator(partial_date)]
    source: RecordSource | None = None


class Scheme(Record):
    """Money for learning. `since:until` are the days on which its rule is known to hold; after `until` it has expired.

    `to` is who gets the money, `edges` say what changes at each threshold, `apply` how to ask for it.
    """

    to: Literal["learner", "employer", "both"]
    since: date | None = None
    until: date | None = None
    conditions: tuple[Condition, ...] = Field(min_length=1)
    amounts: tuple[Amount, ...] = ()
    edges: Facts = ()
    apply: Facts = ()


class Programme(Record):
    """Something to learn from. `minutes` is how long the shortest useful piece and the whole take; `monthly` hours a month.

    `open_to` names settings and staff groups, or `anyone`; `registered` is None where registration does not matter.
    """

    level: Literal["micro", "meso", "macro", "none"] = "none"
    theme: Line
    minutes: Span | None = None
    monthly_hours: Span | None = None
    delivery: tuple[Literal["online", "in_person", "blended", "self_paced", "work_based"], ...] = ()
    cost: Literal["free", "employer", "fee", "levy", "unknown"]
    settings: tuple[Setting, ...] = ()
    staff_groups: tuple[Line, ...] = ()
    registered: bool | None = None
    roles: tuple[Slug, ...] = ()
    goals: tuple[Slug, ...] = Field(min_length=1)
    place: Line | None = None
    start: Facts = ()
    schemes: tuple[Slug, ...] = ()


class JourneyStep(Strict):
    """One thing to do; `owner` is who does it or whom to ask, `months` how long it takes where a source says so."""

    id: Slug
    text: Said
    owner: Line
    source: RecordSource | None = None
    confidence: Confidence = "verified"
    months: Span | None = None


class Stage(Strict):
    """A part of a journey with its steps in order."""

    title: Said
    steps: tuple[JourneyStep, ...] = Field(min_length=1)


class Journey(Record):
    """A checklist for somebody who arrives, returns, leaves school or starts; `roles` are whom it is for."""

    who: Literal["international", "returner", "school_leaver", "new_starter"]
    roles: tuple[Slug, ...] = ()
    names: tuple[Line, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)


class Guidance(Record):
    """What to know before a conversation with a manager or a coach.

    `points` hold nationally, `local` are what only the people there can say, `letter` the lines of a draft that the asker fills in.
    """

    points: Facts = Field(min_length=1)
    local: Facts = ()
    letter: tuple[Said, ...] = ()


class Contact(Record):
    """Whom to ask; `about` are slugs of subjects. No person is named: teams and roles are."""

    about: tuple[Slug, ...] = Field(min_length=1)
    url: Annotated[str, AfterValidator(web_address)] | None = None
    phone: Line | None = None


class Event(Record):
    """Something that happens on days; it is offered neither after its `deadline` nor after its last day."""

    starts: date
    ends: date
    deadline: date | None = None
    venue: Line
    goals: tuple[Slug, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Event":
        if self.ends < self.starts or (self.deadline is not None and self.deadline > self.ends):
            raise ValueError("an event ends on or after the day it starts, and its deadline is not after its end")
        return self
