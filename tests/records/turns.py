"""Turns for tests."""

from datetime import UTC, datetime
from typing import Any

from assistant.kept import KeptTurn
from assistant.types import Citation, Provenance, Sentence

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
    }
    return KeptTurn(**values | changes)
