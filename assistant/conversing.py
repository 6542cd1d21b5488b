"""Conversations: what every channel talks to. The Assistant answers; what was said is kept, masked, before it is given out."""

import json
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import partial
from typing import get_args
from uuid import uuid4

from assistant.answering import Assistant
from assistant.errors import RecordsUnavailable
from assistant.handing_over import TEAM, Chosen, LastOffers, Offer, Team, chosen, done, offered
from assistant.keeping import Handoffs, Records
from assistant.kept import NOWHERE, UNKNOWN, Before, Deleted, Handoff, Held, KeptTurn, Rating, Tick, is_kept, joined
from assistant.own_data import Wish, told_deleted, told_held, wish_of
from assistant.phrases import Phrases
from assistant.routing import Kind
from assistant.safety import clean, impersonal, mask
from assistant.types import Answer, Channel, Profile, Question, Sentence, Tool, Turn

logger = logging.getLogger(__name__)
_UNWRITTEN: frozenset[Kind] = frozenset({"clinical"})  # kept to be rated, but without the question: it may be about health
_KEPT_OF_ANSWER = ("language", "outcome", "kind", "composer", "sentences", "citations", "notices")


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote in a channel; `person` is what the channel calls them, `conversation` empty where there is none.

    `history` is what the client says came before; without it, what is kept of the conversation is taken. `place` is where the
    channel takes the reply of a person to; empty where people come to read it. `turn` is set where what they want is to ask a person
    about that turn, whatever the text.
    """

    text: str
    person: str = field(repr=False)
    conversation: str = ""
    channel: Channel = "web"
    profile: Profile = UNKNOWN
    history: tuple[Turn, ...] = ()
    tool: Tool | None = None
    id: str = ""
    place: Mapping[str, str] = field(default_factory=dict, repr=False)
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Conversations:
    """Answers messages, keeps what may be kept, and does what people ask of their own data.

    `wanted_language` gives the code of the language that a message asks to be answered in from now on, if it does.
    """

    assistant: Assistant
    records: Records
    handoffs: Handoffs
    wanted_language: Callable[[str], str | None] = lambda text: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    team: Team = TEAM
    handed_over: Callable[[], None] = lambda: None
    offers: LastOffers = field(default_factory=LastOffers, repr=False)

    async def tell(self, message: Message) -> AsyncGenerator[Sentence | Answer]:
        """The sentences of an answer as they come, and last the Answer; what may be kept of it is on the disk by then.

        Raises:
            QuestionError: the message holds nothing that can be read.
            IndexNotReady: there is no index, or it was made with another model.
            RecordsUnavailable: it asks for the asker's own data, and they cannot be reached.
            NotKept: it asks a person about a turn that is not kept any more.
        """
        message = replace(message, id=message.id or uuid4().hex)
        if message.turn:
            turn = await self.records.turn(message.person, message.turn)
            yield await self._offered(message, turn, Phrases.load(turn.language))
            return
        if wish := chosen(message.text) or wish_of(message.text):
            yield await (self._done(message, wish) if isinstance(wish, Chosen) else self._granted(message, wish))
            return
        before = await self._before(message)
        async with aclosing(self.assistant.tell(_question(message, before or Before()))) as told:
            async for part in told:
                yield await self._kept(message, part, before) if isinstance(part, Answer) else part

    async def answer(self, message: Message) -> Answer:
        """The whole answer at once; it raises what `tell` raises."""
        async with aclosing(self.tell(message)) as told:
            async for part in told:
                if isinstance(part, Answer):
                    return part
        raise AssertionError("an answer always ends with the Answer")

    async def rate(self, person: str, turn: str, rating: Rating) -> None:
        """Keep what a person says of their own turn. Raises NotKept and RecordsUnavailable."""
        await self.records.rate(person, turn, replace(rating, comment=impersonal(mask(clean(rating.comment)))))

    async def held(self, person: str) -> Held:
        """All that is held about a person. Raises RecordsUnavailable."""
        return await self.records.held(person)

    async def known(self, person: str) -> Before:
        """What a person agreed to keep and has ticked, without what they asked. Raises RecordsUnavailable."""
        return await self.records.before(person, "")

    async def forget(self, person: str) -> Deleted:
        """Delete all that is held about a person. Raises RecordsUnavailable."""
        return await self.records.forget(person)

    async def remember(self, person: str, profile: Profile) -> None:
        """Keep a profile with its person's consent, masked and without age and residence. Raises RecordsUnavailable."""
        await self.records.remember(person, _masked(profile))

    async def prefer(self, person: str, language: str) -> None:
        """Answer in a language from now on, by its code. Raises RecordsUnavailable."""
        await self.records.prefer(person, language)

    async def tick(self, person: str, tick: Tick, *, done: bool) -> None:
        """Tick a step of a journey, or take the tick away. Raises RecordsUnavailable."""
        await self.records.tick(person, tick, done=done)

    async def offer(self, person: str, turn: str) -> Offer:
        """What would be sent to a person. Raises NotKept and RecordsUnavailable."""
        asked = await self.records.turn(person, turn)
        return Offer(asked.question, asked.answer, (await self.known(person)).profile)

    async def turn(self, person: str, turn: str) -> KeptTurn:
        """What is kept of an answer to this person. Raises NotKept and RecordsUnavailable."""
        return await self.records.turn(person, turn)

    async def again(self, person: str, turn: str) -> Answer:
        """What a kept question is answered now, with the steps that are ticked since; it is not kept again.

        Raises NotKept, and what `tell` raises.
        """
        kept = await self.records.turn(person, turn)
        tool: Tool | None = next((each for each in get_args(Tool) if each == kept.kind), None)
        message = Message(kept.question, person, channel=kept.channel, id=turn, tool=tool)
        return await self.assistant.answer(_question(message, await self.known(person)))

    async def hand_over(
        self, person: str, turn: str, *, with_profile: bool, given: Profile = UNKNOWN, place: Mapping[str, str] = NOWHERE
    ) -> Handoff:
        """Put a turn into the queue, once, and with consent what is `given` of the asker, or else kept.

        Raises NotKept and RecordsUnavailable.
        """
        profile = joined(_masked(given), (await self.known(person)).profile) if with_profile else UNKNOWN
        handoff = await self.handoffs.hand_over(person, turn, profile, place)
        self.handed_over()
        return handoff

    async def replies(self, person: str, conversation: str = "") -> tuple[Handoff, ...]:
        """The hand-offs of a person or of one of their conversations, oldest first. Raises RecordsUnavailable."""
        return await self.handoffs.replies(person, conversation)

    async def put_away(self, person: str, handoff: str) -> None:
        """Close a hand-off whose reply its asker has read. Raises NotKept and RecordsUnavailable."""
        await self.handoffs.put_away(person, handoff)

    async def _before(self, message: Message) -> Before | None:
        """What is known so far; None where the records cannot be reached."""
        try:
            if language := self.wanted_language(message.text):
                await self.records.prefer(message.person, language)
            return await self.records.before(message.person, "" if message.history else message.conversation)
        except RecordsUnavailable as error:
            _tell_operator(error)
            return None

    async def _kept(self, message: Message, answer: Answer, before: Before | None) -> Answer:
        """The answer, once it is kept; with a notice where it could not be."""
        if not is_kept(answer):
            return answer
        try:
            if before is not None:
                await self.records.keep(message.person, self._turn(message, answer))
                return answer
        except RecordsUnavailable as error:
            _tell_operator(error)
        return replace(answer, notices=(*answer.notices, Phrases.load(answer.language).not_saved))

    def _turn(self, message: Message, answer: Answer) -> KeptTurn:
        return KeptTurn(
            id=message.id,
            conversation=message.conversation,
            channel=message.channel,
            asked_at=self.now(),
            question="" if answer.kind in _UNWRITTEN else impersonal(answer.question),  # it is masked already
            answer=answer.text,
            **{name: getattr(answer, name) for name in _KEPT_OF_ANSWER},
        )

    async def _granted(self, message: Message, wish: Wish) -> Answer:
        phrases = Phrases.load(wish.language)
        if wish.kind == "handoff":
            return replace(await self._offered_last(message, phrases), question=mask(clean(message.text)))
        if wish.kind == "forget_me":
            text = told_deleted(await self.forget(message.person), phrases)
        else:
            text = told_held(await self.held(message.person), phrases)
        notices = (phrases.not_checked,) if phrases.not_checked else ()
        answer = Answer(mask(clean(message.text)), phrases.language, "answered", wish.kind, text, notices=notices)
        return replace(answer, composer="fixed", id=message.id)

    async def _offered_last(self, message: Message, phrases: Phrases) -> Answer:
        return await self._offered(message, await self.records.last(message.person, message.conversation), phrases)

    async def _offered(self, message: Message, turn: KeptTurn | None, phrases: Phrases) -> Answer:
        """Who would see a turn, and what would be sent of it; it may then be accepted in words too."""
        profile = joined(message.profile, (await self.known(message.person)).profile)
        if turn is not None:
            self.offers.make(message.person, message.conversation, turn.id)
        return replace(offered(turn, profile, self.team, phrases), id=message.id)

    async def _done(self, message: Message, choice: Chosen) -> Answer:
        """What somebody chose; if it is typed, of the turn that was offered last, and without an offer it brings one."""
        turn = choice.turn or self.offers.take(message.person, message.conversation)
        if not turn:
            return replace(await self._offered_last(message, Phrases.load(choice.language)), question=choice.label)
        given, place = message.profile, message.place
        hand_over = partial(self.hand_over, message.person, turn, with_profile=choice.with_profile, given=given, place=place)
        return replace(await done(choice, hand_over, self.team), question=choice.label, id=message.id)


def _question(message: Message, before: Before) -> Question:
    history = message.history or before.history
    profile = joined(message.profile, replace(before.profile, language=before.language or before.profile.language))
    return Question(message.text, history, profile, message.id, message.tool, message.person, message.channel, before.ticked)


def _masked(profile: Profile) -> Profile:
    return Profile(**{each.name: mask(getattr(profile, each.name)) for each in fields(profile)})


def _tell_operator(error: RecordsUnavailable) -> None:
    logger.error("%s", json.dumps({"event": "turn_not_saved", "remedy": str(error)}))
