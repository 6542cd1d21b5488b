"""Answers what was received, where it was asked, and tells people what else they must know."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
from microsoft_teams.api.activities.message import MessageActivityInput as Post
from microsoft_teams.api.activities.typing import TypingActivityInput

from assistant.channels.labels import labels
from assistant.channels.problems import told
from assistant.channels.replies.escaping import streamed
from assistant.channels.teams.connector import Connector
from assistant.channels.teams.messages import answered, only_card, replied, sentence
from assistant.channels.teams.place import Place
from assistant.channels.teams.posted import Posted
from assistant.channels.teams.streaming import PACE, Stream
from assistant.conversing import Conversations, Message
from assistant.errors import AssistantError, NotToldYet, RecordsUnavailable, Undeliverable
from assistant.kept import Handoff, Received
from assistant.types import Answer

_NO_WHISPERS = frozenset({400, 403, 404, 405})  # what Teams says where it shows nothing to one person alone

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks in conversations. In a chat of two an answer grows as it comes; elsewhere only its asker sees it."""

    conversations: Conversations
    connector: Connector
    posted: Posted
    pace: float = PACE
    logged: set[str] = field(default_factory=set, repr=False)

    async def answer(self, received: Received) -> None:
        """Post the whole answer. Raises NotToldYet and Undeliverable."""
        place = Place.of(received.place)
        typing = asyncio.create_task(self._typing(place))
        try:
            await asyncio.sleep(0)  # what is told at once would else come before it begins
            if place.is_personal and not received.tries:  # Teams may still show what was cut off before
                await self._stream(received, place)
            else:
                await self._post(received, place)
        finally:
            typing.cancel()

    async def give_up(self, received: Received) -> None:
        """Tell that it could not be answered. Raises NotToldYet and Undeliverable."""
        place = Place.of(received.place)
        told = sentence(labels(place.language)["could_not_answer"])
        await self._to_asker(place, told, openly=told)

    async def say(self, place: Place, text: str) -> None:
        """Tell the asker a sentence that holds nothing of what they asked; where Teams does not take it, that is logged."""
        try:
            await self._to_asker(place, sentence(text), openly=sentence(text))
        except AssistantError as error:
            self.log("teams_not_told", error)

    async def deliver(self, handoff: Handoff, place: Place) -> None:
        """Bring a person's reply to the asker alone. Raises NotToldYet and Undeliverable."""
        message = replied(handoff, labels(place.language))
        await (self.connector.send if place.is_personal else self.connector.whisper)(place, message)

    async def share(self, place: Place, answer: Answer) -> None:
        """Post an answer for everyone there. Raises NotToldYet and Undeliverable."""
        for message in answered(answer, buttons=False):
            await self.connector.send(place, message)

    def card(self, answer: Answer, place: Place) -> Mapping[str, Any] | None:
        """The card of an answer as it is posted there; None where it is not one card."""
        return only_card(self._answered(answer, place))

    def log(self, event: str, error: AssistantError) -> None:
        """Tell the operator, once for each remedy."""
        if str(error) not in self.logged:
            self.logged.add(str(error))
            logger.error("%s", json.dumps({"event": event, "remedy": str(error)}))

    async def _stream(self, received: Received, place: Place) -> None:
        async with Stream(self.connector, place, labels(place.language)["searching"], self.pace) as stream:
            (message, *further), answer = await self._told(received, place, stream.add)
            await self._remember(await stream.finish(message), received, place, answer)
        for each in further:
            await self.connector.send(place, each)

    async def _post(self, received: Received, place: Place) -> None:
        messages, answer = await self._told(received, place, lambda text: None)
        openly = sentence(labels(place.language)["ask_in_private"])
        for message in messages:
            sent = await self._to_asker(place, message, openly=openly)
            if not sent:
                break
            await self._remember(sent, received, place, answer)

    async def _remember(self, message: str, received: Received, place: Place, answer: Answer | None) -> None:
        """Which answer a message holds, for when it is rated; the answer itself has been posted, whatever becomes of this."""
        if answer is None or not answer.id:
            return
        try:
            await self.posted.add(received.person, place.conversation, message, answer.id)
        except RecordsUnavailable as error:
            self.log("teams_message_not_noted", error)

    async def _told(self, received: Received, place: Place, add: Callable[[str], None]) -> tuple[list[Post], Answer | None]:
        """The messages that answer, and their Answer; what went wrong in place of them."""
        asked = Message(
            received.text,
            received.person,
            received.conversation,
            received.channel,
            id=received.turn,
            place=place.lasting().kept(),
            turn=place.turn,
        )
        try:
            async with aclosing(self.conversations.tell(asked)) as parts:
                async for part in parts:
                    if isinstance(part, Answer):
                        return self._answered(part, place), part
                    add(f"{streamed(part)} ")
        except AssistantError as error:
            return [sentence(told(error, place.language))], None
        raise AssertionError("an answer always ends with the Answer")

    def _answered(self, answer: Answer, place: Place) -> list[Post]:
        words = labels(answer.language)
        note = words["reads_text_only"] if place.files else ""
        return answered(answer, note=note, share="" if place.is_personal else words["show_everyone"])

    async def _typing(self, place: Place) -> None:
        """Once: whatever is wrong, the answer will meet too."""
        with suppress(httpx.HTTPError, NotToldYet, ValueError):
            await self.connector.once(place, TypingActivityInput())

    async def _to_asker(self, place: Place, message: Post, *, openly: Post) -> str:
        """Only the asker sees it. Where Teams cannot do that, all who are there see what may be said `openly` in its place.

        Gives Teams' id of the message, or "" where it was not said. Raises NotToldYet, with nothing said, where that may pass.
        """
        if place.is_personal:
            return await self.connector.send(place, message)
        try:
            return await self.connector.whisper(place, message)
        except (NotToldYet, Undeliverable) as error:
            if not _cannot_whisper(error):
                raise
            self.log("teams_not_whispered", error)
        await self.connector.send(place, openly)
        return ""


def _cannot_whisper(error: AssistantError) -> bool:
    """Whether Teams shows nothing to one person alone there: whatever else it refused may pass."""
    refused = error.__cause__
    return isinstance(refused, httpx.HTTPStatusError) and refused.response.status_code in _NO_WHISPERS
