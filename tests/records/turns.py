"""Turns for tests."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant.kept import KeptTurn, Received
from assistant.records.people import Hashing
from assistant.types import Citation, Provenance, Sentence

HASHING = Hashing(b"pepper")
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LEVY = Citation(
    number=1,
    document="funding/levy.md",
    title="The levy",
    section="Who pays",
    quote="The levy pays.",
    start=10,
    end=24,
    provenance=Provenance(url="https://example.org/levy", as_of="2026-08", audience=("staff",)),
    columns=("Course", "Paid by"),
)


def turn(id_: str = "t1", **changes: Any) -> KeptTurn:
    """A turn about the levy, asked at noon."""
    values: dict[str, Any] = {
        "id": id_,
        "conversation": "c1",
        "channel": "web",
        "asked_at": NOON,
        "question": "Who pays?",
        "answer": "The levy pays. [1]",
        "language": "en",
        "outcome": "answered",
        "kind": "funding",
        "composer": "extractive",
        "sentences": (Sentence("The levy pays.", (1,), 0.9),),
        "citations": (LEVY,),
        "notices": ("It is from 2019.",),
    }
    return KeptTurn(**values | changes)


def as_kept(given: KeptTurn) -> KeptTurn:
    """The turn as it comes back: what its channel calls the conversation is not kept."""
    return replace(given, conversation=HASHING.conversation(given.conversation))


def received(id_: str = "slack:Ev1", **changes: Any) -> Received:
    """A question that Slack sent at noon."""
    values: dict[str, Any] = {
        "id": id_,
        "channel": "slack",
        "person": "slack:T1:U1",
        "conversation": "slack:T1:D1:1700000000.000100",
        "text": "Who pays?",
        "place": {"channel": "D1", "thread": "1700000000.000100"},
        "received_at": NOON,
    }
    return Received(**values | changes)
