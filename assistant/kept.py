"""What is kept of a conversation, as frozen values: what its person wrote is masked before it comes here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal

from assistant.types import Answer, Channel, Citation, Outcome, Profile, Sentence, Turn

Reason = Literal["wrong", "out_of_date", "not_my_situation", "hard_to_understand", "other"]
HandoffState = Literal["waiting", "answered", "closed"]
Delivery = Literal["none", "due", "done", "failed"]

UNKNOWN = Profile()
"""The profile of somebody who has said nothing about themselves."""

NOWHERE: Mapping[str, str] = {}
"""The place of those who come to read the reply of a person."""

NEVER_KEPT = frozenset({"age", "residence"})
"""What of a profile is neither kept nor sent to a person."""

GUARDED: frozenset[Outcome] = frozenset({"declined", "signposted"})
"""Outcomes of turns that no later question goes on from."""

ABOUT_ONESELF = frozenset({"forget_me", "handoff", "held"})
"""Kinds of answers about what is kept of their asker."""

UNTRACED = frozenset({"abuse", "stress"})
"""Kinds of answers of which, like of all that is signposted, nothing is kept: who is in need leaves no trace."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and its answer; `question` is empty where it may be about somebody's health. `asked_at` is in UTC."""

    id: str
    conversation: str
    channel: Channel
    asked_at: datetime
    question: str
    answer: str
    language: str
    outcome: Outcome
    kind: str
    composer: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def told(self) -> Answer:
        """The answer as far as it is kept: without its details, its choices and what could be asked next."""
        return Answer(
            question=self.question,
            language=self.language,
            outcome=self.outcome,
            kind=self.kind,
            text=self.answer,
            sentences=self.sentences,
            citations=self.citations,
            notices=self.notices,
            composer=self.composer,
            id=self.id,
        )


@dataclass(frozen=True, slots=True)
class Rating:
    """What a person says of an answer."""

    useful: bool
    reason: Reason | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A question that was handed to a person; `profile` is empty without consent. Times are in UTC.

    `place` is where its channel takes the reply to; empty where people come to read it, and once its `delivery` is done or failed.
    """

    id: str
    turn: str
    question: str
    answer: str
    profile: Mapping[str, str]
    channel: Channel
    conversation: str
    state: HandoffState
    sent_at: datetime
    reply: str = ""
    replied_at: datetime | None = None
    citations: tuple[Citation, ...] = ()
    place: Mapping[str, str] = field(default_factory=dict, repr=False)
    delivery: Delivery = "none"

    @property
    def asked(self) -> str:
        """The question, or why it is not there."""
        return self.question or "It was not written down, since it may be about health."


@dataclass(frozen=True, slots=True)
class Received:
    """A message that a channel took in, masked, and kept until it is answered.

    `id` is what the channel calls it, the same when it is sent again; `place` is where the answer goes, as the channel knows it.
    `tries` counts how often answering it was begun before. `received_at` is in UTC.
    """

    id: str
    channel: Channel
    person: str = field(repr=False)
    conversation: str = field(repr=False)
    text: str = field(repr=False)
    place: Mapping[str, str] = field(repr=False)
    received_at: datetime
    tries: int = 0

    @property
    def platform(self) -> str:
        """ "slack" or "teams"."""
        return self.channel.partition("_")[0]

    @property
    def turn(self) -> str:
        """The id of the turn that answers it, the same at every try."""
        return hashlib.sha256(self.id.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Tick:
    """A step of a journey that a person has ticked, by the ids of both."""

    journey: str
    step: str


@dataclass(frozen=True, slots=True)
class Before:
    """What is known when a question comes: the conversation so far, what its person agreed to keep, and what they have ticked."""

    history: tuple[Turn, ...] = ()
    profile: Profile = UNKNOWN
    language: str = ""
    ticks: tuple[Tick, ...] = ()

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of the steps that are done."""
        return frozenset(tick.step for tick in self.ticks)


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held about a person; `ratings` are by the id of their turn."""

    turns: tuple[KeptTurn, ...] = ()
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    handoffs: tuple[Handoff, ...] = ()
    ticks: tuple[Tick, ...] = ()
    profile: Profile = UNKNOWN
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.turns or self.handoffs or self.ticks or self.language) or self.profile != UNKNOWN


@dataclass(frozen=True, slots=True)
class Deleted:
    """How much was deleted."""

    turns: int = 0
    ratings: int = 0
    handoffs: int = 0
    people: int = 0


def is_kept(answer: Answer) -> bool:
    """Whether an answer is one to keep, and so can be rated, opened again and sent to a person."""
    return answer.outcome != "signposted" and answer.kind not in UNTRACED | ABOUT_ONESELF


def told_profile(profile: Mapping[str, str]) -> str:
    """What of a profile may be kept or sent, in words; empty where that is nothing."""
    return "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in profile.items() if value and name not in NEVER_KEPT)


def joined(given: Profile, kept: Profile) -> Profile:
    """What is given now, and where it says nothing what was kept."""
    return Profile(**{each.name: getattr(given, each.name) or getattr(kept, each.name) for each in fields(Profile)})
