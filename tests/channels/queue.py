"""A queue of questions for a person, as a test fills it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.errors import NotKept
from assistant.kept import Handoff
from tests.channels.fakes import LEVY, cite

SENT = datetime.now(UTC) - timedelta(days=2, hours=1)
WAITING = Handoff(
    id="handoff-1",
    turn="turn-1",
    question="Can I train as a nurse while I work?",
    answer=f"{LEVY} [1]",
    profile={"role": "healthcare assistant", "band": "2"},
    channel="web",
    conversation="talk-1",
    state="waiting",
    sent_at=SENT,
    citations=(cite(1, LEVY),),
)


class FakeQueue:
    """Holds hand-offs, and notes what is done to them."""

    def __init__(self, handoffs: Iterable[Handoff] = (WAITING,)) -> None:
        self.handoffs = {handoff.id: handoff for handoff in handoffs}
        self.notes: list[tuple[str, str]] = []

    async def waiting(self) -> Sequence[Handoff]:
        """Those without a reply, the oldest first."""
        return sorted((each for each in self.handoffs.values() if each.state == "waiting"), key=lambda each: each.sent_at)

    async def handoff(self, handoff: str) -> Handoff | None:
        """One of them."""
        return self.handoffs.get(handoff)

    async def reply(self, handoff: str, text: str) -> Handoff:
        """Reply to one that waits."""
        if self.handoffs[handoff].state != "waiting":
            raise NotKept("There is no such question.")
        self.handoffs[handoff] = replace(self.handoffs[handoff], state="answered", reply=text, replied_at=datetime.now(UTC))
        return self.handoffs[handoff]

    async def close(self, handoff: str) -> None:
        """Close one."""
        self.handoffs[handoff] = replace(self.handoffs[handoff], state="closed")

    async def note(self, action: str, subject: str = "") -> None:
        """Note an action."""
        self.notes.append((action, subject))
