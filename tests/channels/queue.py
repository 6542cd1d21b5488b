"""A queue of questions for a person, as a test fills it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

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
    """Holds hand-offs, and counts who signed in."""

    def __init__(self, handoffs: Iterable[Handoff] = (WAITING,)) -> None:
        self.handoffs = {handoff.id: handoff for handoff in handoffs}
        self.entered = 0

    async def waiting(self) -> Sequence[Handoff]:
        """Those without a reply, the oldest first."""
        return sorted((each for each in self.handoffs.values() if each.state == "waiting"), key=lambda each: each.sent_at)

    async def one(self, handoff: str) -> Handoff:
        """One of them."""
        if handoff not in self.handoffs:
            raise NotKept("This hand-off is not kept any more.")
        return self.handoffs[handoff]

    async def reply(self, handoff: str, text: str) -> Handoff:
        """Reply to one."""
        return await self._change(handoff, state="answered", reply=text, replied_at=datetime.now(UTC))

    async def close(self, handoff: str) -> Handoff:
        """Close one."""
        return await self._change(handoff, state="closed")

    async def signed_in(self) -> None:
        """One more."""
        self.entered += 1

    async def _change(self, handoff: str, **values: Any) -> Handoff:
        self.handoffs[handoff] = replace(await self.one(handoff), **values)
        return self.handoffs[handoff]
