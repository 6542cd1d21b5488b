"""What people do in Slack besides asking: rating, opening quotes, showing an answer to all, ticking, and their Home tab."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from assistant.channels.labels import ENGLISH, labels, translated
from assistant.channels.problems import explained, told
from assistant.channels.replies.slack import fallback, messages
from assistant.channels.replies.slack_parts import MOST_BLOCKS, Block
from assistant.channels.slack.home import checklist_of, home_blocks
from assistant.channels.slack.marks import shown_by, ticks_of
from assistant.channels.slack.modals import home_view, quote_modal, rating_of, rest_modal, sentence_modal, why_modal
from assistant.channels.slack.places import Place, person_of
from assistant.channels.slack.posting import Posting, language_of
from assistant.channels.slack.prompts import prompts_for
from assistant.channels.slack.reading import place_of_tap
from assistant.conversing import Conversations
from assistant.errors import AssistantError, NotKept
from assistant.kept import UNKNOWN, Held, KeptTurn, Rating
from assistant.slack_calls import Refusal, answered

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taps:
    """Does what is tapped; what goes wrong is told to the one who tapped, in one sentence."""

    conversations: Conversations
    posting: Posting

    async def opened(self, body: Body, event: Body) -> None:
        """Somebody opened the app: their Home tab, or questions to begin with."""
        team, user = str(body.get("team_id", "")), str(event.get("user", ""))
        if event.get("tab") == "home":
            await self._show_home(team, user)
        elif event.get("tab") == "messages":
            await self._suggest(str(event.get("channel", "")), await self._held(team, user))

    async def rate(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Keep a rating; for one that is not good, ask why."""
        await ack()
        place = place_of_tap(body)
        verdict, _, turn = str(action.get("value", "")).partition(":")
        is_useful = verdict == "yes"
        asking = None if is_useful else self._open(body, why_modal(turn))
        rating = self._or_told(place, self.conversations.rate(place.person, turn, Rating(useful=is_useful)))
        # The time in which a modal may be opened is short, and does not wait for the records.
        is_kept, _ = await asyncio.gather(rating, *([asking] if asking else [_nothing()]))
        if is_kept and is_useful:
            await self._tell(place, labels()["thank_you"])

    async def say_why(self, ack: AsyncAck, body: Body, view: Body) -> None:
        """Keep why an answer was not useful."""
        await ack()
        user = body.get("user") or {}
        team = str((body.get("team") or {}).get("id") or user.get("team_id") or "")
        place = Place(team, str(user.get("id", "")), channel="").directly()
        turn = str(view.get("private_metadata", ""))
        await self._or_told(place, self.conversations.rate(place.person, turn, rating_of(view)))

    async def quote(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Open the quote of a citation."""
        await ack()
        turn, _, number = _value(action, body)[1].rpartition(":")

        async def modal(kept: KeptTurn) -> dict[str, Any]:
            cited = next((each for each in kept.citations if str(each.number) == number), None)
            is_there = cited is None or await self.conversations.assistant.source(cited.document) is not None
            return quote_modal(kept, int(number) if number.isdecimal() else 0, page_is_there=is_there)

        await self._open_kept(body, action, turn, modal)

    async def rest(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Open the whole of a long answer."""
        await ack()

        async def modal(kept: KeptTurn) -> dict[str, Any]:
            return rest_modal(kept)

        await self._open_kept(body, action, _value(action, body)[1], modal)

    async def share(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Show everyone in the channel what only its asker has seen so far."""
        await ack()
        place = place_of_tap(body)
        try:
            answer = (await self.conversations.turn(place.person, str(action.get("value", "")))).told
            who = {"type": "mrkdwn", "text": labels(answer.language)["shared_by"].format(who=f"<@{place.user}>")}
            heading: Block = {"type": "context", "elements": [who]}
            for number, shown in enumerate(messages(answer)):
                shared = shown_by(shown, place.user)
                await self.posting.share(place, fallback(answer), shared if number else [heading, *shared][:MOST_BLOCKS])
        except Refusal as refusal:
            self.posting.log("share", refusal)
            await self._tell(place, labels()["not_shared"])
        except AssistantError as error:
            await self._tell(place, explained(error).detail)
        else:
            await self._replace(str(body.get("response_url") or ""), labels(answer.language)["shared"])

    async def tick(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Tick steps of a checklist, or take ticks away."""
        await ack()
        place = place_of_tap(body)
        around = (body.get("view") or body.get("message") or {}).get("blocks") or ()
        for tick, is_done in ticks_of(action, around):
            if not await self._or_told(place, self.conversations.tick(place.person, tick, done=is_done)):
                return

    async def choose_language(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Answer in another language from now on."""
        await ack()
        place = place_of_tap(body)
        language = str((action.get("selected_option") or {}).get("value", ""))
        await self._or_told(place, self.conversations.prefer(place.person, language))
        await self._show_home(place.team, place.user)

    async def forget(self, ack: AsyncAck, body: Body) -> None:
        """Delete all that is kept about somebody, and show that it is gone."""
        await ack()
        place = place_of_tap(body)
        language = await language_of(self.conversations, place.person)  # afterwards it is not known any more
        if await self._or_told(place, self.conversations.forget(place.person)):
            await self._show_home(place.team, place.user, labels(language)["home_forgotten"])

    async def _show_home(self, team: str, user: str, note: str = "") -> None:
        held = await self._held(team, user)
        checklist = await checklist_of(self.conversations, held) if held else None
        await self._call(
            "home", self.posting.client.views_publish(user_id=user, view=home_view(home_blocks(held, checklist, note)))
        )

    async def _suggest(self, channel: str, held: Held | None) -> None:
        language = (held and held.language) or ENGLISH
        prompts = prompts_for(held.profile if held else UNKNOWN, language)
        title = labels(language)["prompts_title"]
        setting = self.posting.client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=title, prompts=prompts)
        await self._call("prompts", setting)

    async def _held(self, team: str, user: str) -> Held | None:
        try:
            return await self.conversations.held(person_of(team, user))
        except AssistantError as error:
            explained(error)
            return None

    async def _open_kept(
        self, body: Body, action: Body, turn: str, modal: Callable[[KeptTurn], Awaitable[dict[str, Any]]]
    ) -> None:
        """Open a modal made of a kept turn; of one that is gone, the sentence that says so."""
        asker, _ = _value(action, body)
        try:
            view = await modal(await self.conversations.turn(asker, turn))
        except AssistantError as error:
            language = await language_of(self.conversations, place_of_tap(body).person)
            is_gone = isinstance(error, NotKept)
            view = sentence_modal(labels(language)["quote_gone"] if is_gone else told(error, language), language)
        await self._open(body, view)

    async def _open(self, body: Body, view: dict[str, Any]) -> None:
        opening = self.posting.client.views_open(trigger_id=str(body.get("trigger_id", "")), view=view)
        if not await self._call("modal", opening):
            await self._tell(place_of_tap(body), labels()["no_modal"])

    async def _call(self, what: str, call: Awaitable[Any]) -> bool:
        try:
            await answered(call)
        except Refusal as refusal:
            self.posting.log(what, refusal)
            return False
        self.posting.went_well(what)
        return True

    async def _or_told(self, place: Place, work: Awaitable[object]) -> bool:
        """Whether the work was done; if not, its asker is told why."""
        try:
            await work
        except AssistantError as error:
            await self._tell(place, explained(error).detail)
            return False
        return True

    async def _replace(self, response_url: str, sentence: str) -> None:
        """Put a sentence in the place of what only its reader saw, so that nobody takes it for hidden still."""
        try:
            await self.posting.replace(response_url, sentence)
        except Refusal as refusal:
            self.posting.log("replacing", refusal)

    async def _tell(self, place: Place, english: str) -> None:
        """Tell one sentence, in the language of the one who tapped where it is known."""
        language = await language_of(self.conversations, place.person)
        there = replace(place, only_asker=True) if place.channel and place.channel != place.user else place.directly()
        try:
            await self.posting.say(there, translated(english, language), language=language)
        except Refusal as refusal:
            self.posting.log("note", refusal)


async def _nothing() -> None:
    return


def _value(action: Body, body: Body) -> tuple[str, str]:
    """Whose turn a button is of, and its value: of an answer that was shown to all, the asker's."""
    value, _, asker = str(action.get("value", "")).partition("@")
    place = place_of_tap(body)
    return (person_of(place.team, asker) if asker else place.person), value
