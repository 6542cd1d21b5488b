"""Posting to a place in Slack: in a thread, to the asker's eyes only, or to what a command was sent with."""

import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from assistant.channels.labels import labels
from assistant.channels.replies.slack_parts import MOST_BLOCKS, Block, context
from assistant.channels.slack.marks import finished
from assistant.channels.slack.places import Place
from assistant.conversing import Conversations
from assistant.errors import AssistantError, NotKept
from assistant.slack_calls import Refusal, answered

_SECONDS = 10

logger = logging.getLogger(__name__)


async def language_of(conversations: Conversations, person: str, turn: str = "") -> str:
    """The language to tell somebody things in: that of the turn, else what they chose, else what they were last answered in.

    English where none is known, or what is kept cannot be reached.
    """
    try:
        if turn:
            with suppress(NotKept):
                return (await conversations.turn(person, turn)).language
        held = await conversations.held(person)
    except AssistantError:
        return "en"
    return held.language or next((each.language for each in held.turns), "en")


@dataclass
class Posting:
    """Posts messages, and logs once what Slack refuses until it takes it again."""

    client: AsyncWebClient
    _refused: set[tuple[str, str]] = field(default_factory=set)

    async def say(self, place: Place, text: str, blocks: Sequence[Block] = (), language: str = "en") -> None:
        """Post a message where it belongs; where that place is closed to the app, to the asker directly, saying so.

        Raises:
            Refusal: Slack takes it nowhere.
        """
        try:
            await self._post(place, text, blocks)
        except Refusal as refusal:
            if not (refusal.lasts and place.only_asker):
                raise
            self.log("answer", refusal)
            moved = labels(language)["moved"]
            await self._post(place.directly(), f"{moved}\n{text}", [context(moved), *blocks][:MOST_BLOCKS] if blocks else ())

    async def openly(self, place: Place, text: str, blocks: Sequence[Block] = ()) -> str:
        """Post a message that everyone in the place may see, and give its time stamp. Raises Refusal."""
        posted = await answered(
            self.client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread or None,
                text=text,
                blocks=finished(blocks, text),
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(posted.get("ts") or "")

    async def share(self, place: Place, text: str, blocks: Sequence[Block]) -> None:
        """Post for everyone in the place, also where only a command can be answered. Raises Refusal."""
        try:
            await self.openly(place, text, blocks)
        except Refusal:
            if not place.response_url:
                raise
            await self._respond(place.response_url, text, blocks, kind="in_channel")

    async def replace(self, response_url: str, text: str) -> None:
        """Put a sentence in the place of a message that only its reader sees. Raises Refusal."""
        await self._respond(response_url, text, (), replaces=True)

    def log(self, what: str, refusal: Refusal) -> None:
        """Log a refusal, once."""
        if (what, refusal.reason) not in self._refused:
            self._refused.add((what, refusal.reason))
            told = {"event": "slack_refused", "what": what, "reason": refusal.reason, "remedy": refusal.remedy}
            logger.error("%s", json.dumps(told))

    def went_well(self, what: str) -> None:
        """Forget what was refused before: it is logged again if it is refused again."""
        self._refused = {each for each in self._refused if each[0] != what}

    async def _post(self, place: Place, text: str, blocks: Sequence[Block]) -> None:
        if not place.only_asker:
            await self.openly(place, text, blocks)
        elif place.response_url:
            await self._respond(place.response_url, text, blocks)
        else:
            await answered(
                self.client.chat_postEphemeral(
                    channel=place.channel,
                    user=place.user,
                    thread_ts=place.thread or None,
                    text=text,
                    blocks=[*blocks] or None,
                )
            )

    async def _respond(
        self, response_url: str, text: str, blocks: Sequence[Block], *, kind: str = "ephemeral", replaces: bool = False
    ) -> None:
        webhook = AsyncWebhookClient(response_url, timeout=_SECONDS, retry_handlers=self.client.retry_handlers)
        try:
            response = await webhook.send(
                text=text, blocks=[*blocks] or None, response_type=kind, replace_original=replaces or None
            )
        except Exception as error:  # the client's own, and those of the one that it calls with
            raise Refusal(f"Slack could not be reached ({type(error).__name__})") from error
        if response.status_code != 200:
            raise Refusal(f"{response.status_code} of a response_url", lasts=response.status_code < 429)
