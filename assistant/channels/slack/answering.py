"""Answering in Slack what was taken in: as it comes in a thread of the app's own, at once where only the asker sees it."""

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace

from assistant.channels.labels import labels
from assistant.channels.problems import explained
from assistant.channels.replies import lines
from assistant.channels.replies.escaping import in_markdown
from assistant.channels.replies.slack import beside, fallback, messages, streamed
from assistant.channels.replies.slack_parts import MOST_BLOCKS, Block, context
from assistant.channels.slack.growing import Growing
from assistant.channels.slack.marks import addressed, bears, plain_section, reply_blocks
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Posting
from assistant.conversing import Conversations, Message
from assistant.errors import NotToldYet, Undeliverable
from assistant.kept import Handoff, Received
from assistant.slack_calls import Refusal, answered
from assistant.types import Answer

_MOST_REPLIES = 200  # in a thread, that are looked through for what was begun before a crash


@dataclass(frozen=True, slots=True)
class _Left:
    """What an earlier try left in the thread: a message to go on with, or the whole answer."""

    ts: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class SlackAnswering:
    """Answers in Slack; each method may be called again for what a crash has cut short."""

    conversations: Conversations
    posting: Posting

    async def answer(self, received: Received) -> None:
        """Post the whole answer.

        Raises:
            NotToldYet: Slack does not take it now, but may later.
        """
        place = Place.read(received.place)
        try:
            await self._answer(received, place)
        except Refusal as refusal:
            if not refusal.lasts:
                raise NotToldYet(f"Slack did not take an answer: {refusal}") from refusal
            self.posting.log("answer", refusal)
        else:
            self.posting.went_well("answer")

    async def give_up(self, received: Received) -> None:
        """Tell the asker in one sentence that there will be no answer."""
        await self.say(Place.read(received.place), "could_not_answer")

    async def say(self, place: Place, label: str) -> None:
        """Say one sentence where it belongs; where Slack does not take it, that is logged."""
        try:
            await self.posting.say(place, labels()[label])
        except Refusal as refusal:
            self.posting.log(label, refusal)

    async def deliver(self, handoff: Handoff, place: Mapping[str, str]) -> None:
        """Post a person's reply into the thread of the question, or to the asker directly where others could see it.

        Raises:
            NotToldYet: Slack does not take it now, but may later.
            Undeliverable: the asker cannot be reached any more.
        """
        asked = Place.read(place)
        there = asked.directly() if asked.only_asker else asked
        try:
            await self.posting.openly(there, labels()["a_reply"], reply_blocks(handoff))
        except Refusal as refusal:
            if refusal.lasts:
                raise Undeliverable(f"Slack did not take a person's reply ({refusal.reason}): {refusal.remedy}.") from refusal
            raise NotToldYet(f"Slack did not take a person's reply: {refusal}") from refusal

    async def _answer(self, received: Received, place: Place) -> None:
        if place.note:
            await self.posting.say(place, labels()[place.note])
        elif place.only_asker:
            await self._privately(received, place)
        else:
            await self._in_thread(received, place)

    async def _privately(self, received: Received, place: Place) -> None:
        """The answer for the asker's eyes. Slack shows it in a thread only where somebody has replied there before."""
        if place.is_new and not received.tries:
            await self._begin_thread(place)
        try:
            answer = await self._told(received)
        except Exception as error:
            await self.posting.say(place, explained(error).detail)
            return
        for shown in _messages(answer, received, place):
            await self.posting.say(place, fallback(answer), shown)

    async def _begin_thread(self, place: Place) -> None:
        try:
            await self.posting.openly(place, labels()["answered_privately"])
        except Refusal as refusal:
            self.posting.log("thread", refusal)

    async def _in_thread(self, received: Received, place: Place) -> None:
        left = await self._left(received, place) if received.tries else _Left()
        if left.is_whole:
            return
        status = asyncio.create_task(self._set_status(place))
        growing = Growing(self.posting.client, place, left.ts)
        try:
            answer = await self._told(received, growing)
        except Exception as error:
            detail = explained(error).detail
            await growing.finish(addressed([plain_section(detail)], received.id), detail)
            return
        finally:
            status.cancel()  # nothing waits for it: it may be asked to wait a minute, and the answer is there
            await asyncio.gather(status, return_exceptions=True)
        first, *more = _messages(answer, received, place)
        await growing.finish(first, fallback(answer), beside(answer))
        for shown in more:
            await self.posting.openly(place, fallback(answer), shown)

    async def _told(self, received: Received, growing: Growing | None = None) -> Answer:
        """The answer, shown as it grows where there is a message to grow."""
        is_begun = False
        async with aclosing(self.conversations.tell(_message(received))) as told:
            async for part in told:
                if growing and not (isinstance(part, Answer) and is_begun):
                    await growing.grow(_first(part) if isinstance(part, Answer) else f"{streamed(part)} ")
                    is_begun = True
                if isinstance(part, Answer):
                    return part
        raise AssertionError("an answer always ends with the Answer")

    async def _set_status(self, place: Place) -> None:
        try:
            await answered(
                self.posting.client.assistant_threads_setStatus(
                    channel_id=place.channel, thread_ts=place.thread, status=labels()["looking"]
                )
            )
        except Refusal as refusal:
            self.posting.log("status", refusal)

    async def _left(self, received: Received, place: Place) -> _Left:
        """What an earlier try left: the message that bears the name of what was taken in, or an unfinished one after it."""
        try:
            thread = await answered(
                self.posting.client.conversations_replies(
                    channel=place.channel, ts=place.thread, oldest=place.ts, limit=_MOST_REPLIES
                )
            )
        except Refusal as refusal:
            self.posting.log("thread", refusal)
            return _Left()
        ours = [each for each in thread.get("messages") or () if each.get("bot_id") and str(each.get("ts", "")) > place.ts]
        if any(bears(each, received.id) for each in ours):
            return _Left(is_whole=True)
        return next((_Left(str(each["ts"])) for each in ours if not bears(each)), _Left())


def _message(received: Received) -> Message:
    place = Place.read(received.place)
    return Message(
        received.text,
        person=received.person,
        conversation=received.conversation,
        channel=received.channel,
        place=place.lasting().kept(),
        turn=place.turn,
    )


def _first(answer: Answer) -> str:
    """What is shown first of an answer that comes all at once."""
    if answer.sentences:
        return streamed(answer.sentences[0])
    return next((in_markdown(line.text) for line in lines(answer.text)), "")


def _messages(answer: Answer, received: Received, place: Place) -> list[list[Block]]:
    """The messages of an answer, most often one; the last bears the name of what it answers."""
    words = labels(answer.language)
    if place.with_files:
        answer = replace(answer, notices=(*answer.notices, words["reads_text_only"]))
    first, *more = messages(answer, only_you=place.only_asker)
    if place.chose and len(first) < MOST_BLOCKS:
        first = [context(words["you_chose"].format(choice=place.chose)), *first]
    *told, last = [first, *more]
    return [*told, addressed(last, received.id)]
