"""Answering in Slack what was taken in: as it comes in a thread of the app's own, at once where only the asker sees it."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field, replace

from assistant.channels.labels import labels
from assistant.channels.problems import told
from assistant.channels.replies import lines
from assistant.channels.replies.escaping import in_markdown, streamed
from assistant.channels.replies.slack import beside, fallback, messages
from assistant.channels.replies.slack_parts import MOST_BLOCKS, Block, context
from assistant.channels.slack.growing import Growing
from assistant.channels.slack.marks import Left, addressed, left_of, plain_section, reply_blocks
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Posting, language_of
from assistant.conversing import Conversations, Message
from assistant.errors import NotToldYet, Undeliverable
from assistant.kept import Handoff, Received
from assistant.slack_calls import Refusal, answered
from assistant.types import Answer

_MOST_REPLIES = 200  # in a thread, that are looked through for what was begun before a crash


@dataclass(frozen=True, slots=True)
class SlackAnswering:
    """Answers in Slack; each method may be called again for what a crash has cut short."""

    conversations: Conversations
    posting: Posting
    growing: list[Growing] = field(default_factory=list, repr=False)

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
        """Tell the asker in one sentence that there will be no answer. Raises NotToldYet."""
        place = Place.read(received.place)
        sentence = labels(await language_of(self.conversations, received.person))["could_not_answer"]
        left = await self._left(received, place)
        if left.is_whole:
            return
        try:
            if place.only_asker:
                await self.posting.say(place, sentence)
            else:
                growing = Growing(self.posting.client, place, left.begun)
                with self._holding(growing):
                    await growing.finish(addressed([plain_section(sentence)], received.id), sentence)
        except Refusal as refusal:
            if not refusal.lasts:
                raise NotToldYet(f"Slack did not take a sentence: {refusal}") from refusal
            self.posting.log("could_not_answer", refusal)

    async def deliver(self, handoff: Handoff, place: Mapping[str, str]) -> None:
        """Post a person's reply into the thread of the question, or to the asker directly where others could see it.

        Raises:
            NotToldYet: Slack does not take it now, but may later.
            Undeliverable: the asker cannot be reached any more.
        """
        asked = Place.read(place)
        there = asked.directly() if asked.only_asker else asked
        language = await language_of(self.conversations, asked.person, handoff.turn)
        try:
            await self.posting.openly(there, labels(language)["a_reply"], reply_blocks(handoff, language))
        except Refusal as refusal:
            if refusal.lasts:
                raise Undeliverable(f"Slack did not take a person's reply ({refusal.reason}): {refusal.remedy}.") from refusal
            raise NotToldYet(f"Slack did not take a person's reply: {refusal}") from refusal

    async def _answer(self, received: Received, place: Place) -> None:
        left = await self._left(received, place) if received.tries else Left()
        if left.is_whole:
            return
        if place.note:
            language = await language_of(self.conversations, received.person)
            sentence = labels(language)[place.note]
            await self.posting.say(place, sentence, addressed([plain_section(sentence)], received.id), language)
        elif place.only_asker:
            await self._privately(received, place)
        else:
            await self._in_thread(received, place, left)

    async def _privately(self, received: Received, place: Place) -> None:
        """The answer for the asker's eyes. Slack shows it in a thread only where somebody has replied there before."""
        if place.is_new and not received.tries:
            await self._begin_thread(place)
        try:
            answer = await self._told(received)
        except Exception as error:
            language = await language_of(self.conversations, received.person)
            await self.posting.say(place, told(error, language), language=language)
            return
        for shown in _messages(answer, received, place):
            await self.posting.say(place, fallback(answer), shown, answer.language)

    async def _begin_thread(self, place: Place) -> None:
        try:
            await self.posting.openly(place, labels()["answered_privately"])
        except Refusal as refusal:
            self.posting.log("thread", refusal)

    async def _in_thread(self, received: Received, place: Place, left: Left) -> None:
        growing = Growing(self.posting.client, place, left.parts.get(1) or left.begun, received.id)
        with self._holding(growing):
            async with growing:
                await self._grown(growing, received, place, left)

    @contextmanager
    def _holding(self, growing: Growing) -> Iterator[None]:
        """Let no other answer go on with the same message."""
        self.growing.append(growing)
        try:
            yield
        finally:
            self.growing.remove(growing)

    async def _grown(self, growing: Growing, received: Received, place: Place, left: Left) -> None:
        status = asyncio.create_task(self._set_status(place))
        try:
            await self._shown(growing, received, place, left)
        finally:
            status.cancel()  # nothing waits for it: it may be asked to wait a minute, and the answer is there
            await asyncio.gather(status, return_exceptions=True)

    async def _shown(self, growing: Growing, received: Received, place: Place, left: Left) -> None:
        try:
            # A first part that is done stays as it is until the answer is there again.
            answer = await self._told(received, None if 1 in left.parts else growing)
        except Exception as error:
            detail = told(error, await language_of(self.conversations, received.person))
            there = Growing(self.posting.client, place) if 1 in left.parts else growing
            await there.finish(addressed([plain_section(detail)], received.id), detail)
            return
        first, *more = _messages(answer, received, place)
        await growing.finish(first, fallback(answer), beside(answer))
        for number, shown in enumerate(more, 2):
            await Growing(self.posting.client, place, left.parts.get(number, "")).finish(shown, fallback(answer))
        for ts in (ts for number, ts in left.parts.items() if number > len(more) + 1):  # of an answer that was longer before
            await answered(self.posting.client.chat_delete(channel=place.channel, ts=ts))

    async def _told(self, received: Received, growing: Growing | None = None) -> Answer:
        """The answer, shown as it grows where there is a message to grow."""
        is_begun = False
        async with aclosing(self.conversations.tell(_message(received))) as parts:
            async for part in parts:
                if growing and not (isinstance(part, Answer) and is_begun):
                    growing.grow(_first(part) if isinstance(part, Answer) else f"{streamed(part)} ")
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

    async def _left(self, received: Received, place: Place) -> Left:
        """What an earlier try left: what bears the name of what was taken in, or a message since then that bears none."""
        if place.only_asker:
            return Left()  # Slack does not show it to us again
        try:
            thread = await answered(
                self.posting.client.conversations_replies(
                    channel=place.channel, ts=place.thread, oldest=place.ts, limit=_MOST_REPLIES
                )
            )
        except Refusal as refusal:
            self.posting.log("thread", refusal)
            return Left()
        return left_of(thread.get("messages") or (), received.id, place.ts, _tapped_at(received, place), self._is_free(place))

    def _is_free(self, place: Place) -> Callable[[str], bool]:
        """Whether a message that bears no name is none of those that other answers are growing in."""
        others = [each for each in self.growing if each.place.channel == place.channel]
        taken = {each.ts for each in others}
        return lambda ts: ts not in taken and not any(each.is_beginning for each in others)


def _message(received: Received) -> Message:
    place = Place.read(received.place)
    return Message(
        received.text,
        person=received.person,
        conversation=received.conversation,
        channel=received.channel,
        id=received.turn,
        place=place.lasting().kept(),
        turn=place.turn,
    )


def _first(answer: Answer) -> str:
    """What is shown first of an answer that comes all at once."""
    if answer.sentences:
        return streamed(answer.sentences[0])
    return next((in_markdown(line.text) for line in lines(answer.text)), "")


def _messages(answer: Answer, received: Received, place: Place) -> list[list[Block]]:
    """The messages of an answer, most often one; each bears the name of what it answers, and which part it is."""
    words = labels(answer.language)
    if place.with_files:
        answer = replace(answer, notices=(*answer.notices, words["reads_text_only"]))
    first, *more = messages(answer, only_you=place.only_asker)
    if place.chose and len(first) < MOST_BLOCKS:
        first = [context(words["you_chose"].format(choice=place.chose)), *first]
    parts = (first, *more)
    return [addressed(shown, received.id, number, len(parts)) for number, shown in enumerate(parts, 1)]


def _tapped_at(received: Received, place: Place) -> str:
    """The time stamp of a tap, which its name bears; its place bears that of the message that was tapped. "" where it is none."""
    return received.id.split(":")[-2] if place.chose or place.turn else ""
