"""Records that live as long as a test, and conversations over them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import uuid4

from assistant.answering import Assistant
from assistant.channels.web.identity import Identities
from assistant.conversing import Conversations
from assistant.errors import NotKept
from assistant.handing_over import TEAM, Team
from assistant.kept import NOWHERE, UNKNOWN, Before, Deleted, Handoff, Held, KeptTurn, Rating, Tick
from assistant.types import Profile, Turn

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY = 86_400


@dataclass
class FakeRecords:
    """Keeps what it is given, or raises `error`."""

    error: Exception | None = None
    turns: dict[str, list[KeptTurn]] = field(default_factory=dict)
    ratings: dict[str, Rating] = field(default_factory=dict)
    handed: dict[str, list[Handoff]] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, list[Tick]] = field(default_factory=dict)

    async def before(self, person: str, conversation: str) -> Before:
        self._fail()
        found = [each for each in self.turns.get(person, []) if each.conversation == conversation]
        told = [turn for each in found for turn in (Turn("user", each.question), Turn("assistant", each.answer))]
        ticks = tuple(self.ticks.get(person, []))
        return Before(tuple(told), self.profiles.get(person, UNKNOWN), self.languages.get(person, ""), ticks)

    async def keep(self, person: str, turn: KeptTurn) -> None:
        self._fail()
        self.turns.setdefault(person, []).append(turn)

    async def turn(self, person: str, turn: str) -> KeptTurn:
        self._fail()
        found = [each for each in self.turns.get(person, []) if each.id == turn]
        if not found:
            raise NotKept("We do not have this answer.")
        return found[0]

    async def last(self, person: str, conversation: str) -> KeptTurn | None:
        self._fail()
        found = [each for each in self.turns.get(person, []) if each.conversation == conversation and each.question]
        return found[-1] if found else None

    async def rate(self, person: str, turn: str, rating: Rating) -> None:
        await self.turn(person, turn)
        self.ratings[turn] = rating

    async def remember(self, person: str, profile: Profile) -> None:
        self._fail()
        self.profiles[person] = profile

    async def prefer(self, person: str, language: str) -> None:
        self._fail()
        self.languages[person] = language

    async def tick(self, person: str, tick: Tick, *, done: bool) -> None:
        self._fail()
        others = [each for each in self.ticks.get(person, []) if each != tick]
        self.ticks[person] = [*others, tick] if done else others

    async def held(self, person: str) -> Held:
        self._fail()
        return Held(
            turns=tuple(reversed(self.turns.get(person, []))),
            ratings=self.ratings,
            handoffs=tuple(self.handed.get(person, [])),
            ticks=tuple(self.ticks.get(person, [])),
            profile=self.profiles.get(person, UNKNOWN),
            language=self.languages.get(person, ""),
        )

    async def forget(self, person: str) -> Deleted:
        self._fail()
        turns, handed = self.turns.pop(person, []), self.handed.pop(person, [])
        rated = [self.ratings.pop(turn.id) for turn in turns if turn.id in self.ratings]
        self.profiles.pop(person, None)
        return Deleted(len(turns), len(rated), len(handed), people=1 if turns else 0)

    async def hand_over(self, person: str, turn: str, profile: Profile, place: Mapping[str, str] = NOWHERE) -> Handoff:
        if found := [each for each in self.handed.get(person, []) if each.turn == turn]:
            return found[0]
        asked = await self.turn(person, turn)
        known = {"role": profile.role} if profile.role else {}
        sent = Handoff(uuid4().hex, turn, asked.question, asked.answer, known, asked.channel, asked.conversation, "waiting", NOON)
        sent = replace(sent, place=place)
        self.handed.setdefault(person, []).append(sent)
        return sent

    async def replies(self, person: str, conversation: str = "") -> tuple[Handoff, ...]:
        self._fail()
        return tuple(each for each in self.handed.get(person, []) if conversation in ("", each.conversation))

    async def put_away(self, person: str, handoff: str) -> None:
        self._fail()
        others = [each for each in self.handed.get(person, []) if each.id != handoff]
        if len(others) == len(self.handed.get(person, [])):
            raise NotKept("This hand-off is not kept any more.")
        self.handed[person] = others

    @property
    def sent(self) -> Handoff:
        """The only question that was sent to a person."""
        ((handoff,),) = self.handed.values()
        return handoff

    def reply(self, text: str) -> None:
        """A person replies to the only question that was sent."""
        (person,) = self.handed
        self.handed[person] = [replace(self.sent, state="answered", reply=text, replied_at=NOON)]

    def _fail(self) -> None:
        if self.error:
            raise self.error


@dataclass
class FakePosted:
    """Remembers which message holds which turn, or raises `error`."""

    error: Exception | None = None
    turns: dict[tuple[str, str, str], str] = field(default_factory=dict)

    async def add(self, person: str, conversation: str, message: str, turn: str) -> None:
        if self.error:
            raise self.error
        for name in (message, ""):
            self.turns[person, conversation, name] = turn

    async def turn(self, person: str, conversation: str, message: str) -> str:
        if self.error:
            raise self.error
        return self.turns.get((person, conversation, message), "")


def conversing(assistant: Assistant, records: FakeRecords, team: Team = TEAM) -> Conversations:
    """Conversations of a test, at noon."""
    return Conversations(assistant, records, records, now=lambda: NOON, team=team)


def identities() -> Identities:
    """Cookies of a test."""
    return Identities(b"a key that only this test knows", seconds=365 * DAY)
