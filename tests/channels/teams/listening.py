"""A listener to Teams that hears what the fake of Microsoft posts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.channels.teams.activities import happening
from assistant.channels.teams.hearing import Listener
from assistant.kept import Received
from assistant.types import Details, Item, Step
from tests.channels.fakes import ANSWERED
from tests.fake_teams import PERSON, TENANT, FakeTeams

ASHA = f"teams:{TENANT}:{PERSON}"
STEPS = Details("journey", (Item("First week", (Step("Open an account.", id="open-account"),)),), "First week", id="nurse")
CHECKLIST = replace(ANSWERED, kind="journey", details=STEPS)
EDIT = {"eventType": "editMessage", "tenant": {"id": TENANT}}
DELETE = {"eventType": "softDeleteMessage", "tenant": {"id": TENANT}}


@dataclass
class Inbox:
    """Takes each message once."""

    taken: list[Received] = field(default_factory=list)

    async def take(self, received: Received) -> bool:
        is_new = received.id not in {each.id for each in self.taken}
        if is_new:
            self.taken.append(received)
        return is_new


@dataclass
class Teams:
    """A listener that hears what the fake of Microsoft posts."""

    listener: Listener
    teams: FakeTeams
    inbox: Inbox

    async def hears(self, body: dict[str, Any]) -> dict[str, Any] | None:
        happened = happening(body)
        assert happened
        shown = await self.listener.hear(happened)
        await self.listener.rest()
        return None if shown is None else dict(shown)

    async def answers(self, text: str = "who pays?", body: Callable[[str], dict[str, Any]] | None = None) -> str:
        """Ask and have it answered; Teams' id of the answer."""
        await self.hears((body or self.teams.activity)(text))
        await self.listener.speaker.answer(self.inbox.taken[-1])
        return f"message-{len(self.teams.posted)}"

    def said(self) -> list[str]:
        return [each.text for each in self.teams.messages]
