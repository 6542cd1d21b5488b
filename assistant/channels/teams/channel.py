"""The channel: its address in our web application, and the answers that it is asked for."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from assistant.channels.teams.activities import happening
from assistant.channels.teams.connector import Connector
from assistant.channels.teams.door import Door
from assistant.channels.teams.hearing import Listener
from assistant.channels.teams.place import Place
from assistant.channels.teams.posted import Posted
from assistant.channels.teams.speaking import Speaker
from assistant.channels.teams.streaming import PACE
from assistant.conversing import Conversations
from assistant.kept import Handoff, Received
from assistant.teams_calls import TeamsApp

ADDRESS = "/api/messages"
_NOT_LET_IN = (
    "Set ASSISTANT_TEAMS_CLIENT_ID to the application ID of the bot in Teams. If that is right, somebody else is posting to "
    "/api/messages, and nothing was done."
)

logger = logging.getLogger(__name__)


class TeamsChannel:
    """Teams in front of conversations. `receive` keeps a message and has it answered soon; `posted` keeps which message holds what.

    `transport` replaces the network, and `pace` the seconds between the updates of a stream, in tests.
    """

    def __init__(
        self,
        app: TeamsApp,
        conversations: Conversations,
        receive: Callable[[Received], Awaitable[bool]],
        posted: Posted,
        transport: httpx.AsyncBaseTransport | None = None,
        pace: float = PACE,
    ) -> None:
        self._door = Door(app)
        self._connector = Connector(app, transport)
        self._speaker = Speaker(conversations, self._connector, posted, pace)
        self._listener = Listener(self._speaker, receive)
        self._logged: set[str] = set()

    def attach(self, app: FastAPI) -> None:
        """Put the address that Teams posts to into a web application."""
        # The SDK logs what it cannot read with the words in it; what the operator must know, this channel says.
        logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)
        app.post(ADDRESS, include_in_schema=False)(self.posted)

    async def run(self) -> None:
        """Wait until it is cancelled, and end what was begun."""
        try:
            await asyncio.Event().wait()
        finally:
            await self._listener.rest()
            await self._connector.close()

    async def posted(self, request: Request) -> Response:
        """Take an activity in: 401 where nothing shows that Teams posted it, 400 where it is no activity."""
        token = request.headers.get("Authorization", "")
        if not token.startswith("Bearer "):
            return self._refused()
        body = _object(await request.body())
        if body is None:
            return JSONResponse({"error": "The body is not a JSON object."}, 400)
        if not await self._door.opens(token.removeprefix("Bearer "), str(body.get("serviceUrl") or "")):
            return self._refused()
        try:
            happened = happening(body)
        except ValueError:
            self._log(
                "teams_activity_unknown", "Nothing has to be done: Teams told of something that the assistant does not know."
            )
            return Response()
        told = await self._listener.hear(happened) if happened else None
        return Response() if told is None else JSONResponse(dict(told))

    async def answer(self, received: Received) -> None:
        """Post the whole answer. Raises NotToldYet, and Undeliverable where the app was taken out of that conversation."""
        await self._speaker.answer(received)

    async def give_up(self, received: Received) -> None:
        """Tell that it could not be answered."""
        await self._speaker.give_up(received)

    async def deliver(self, handoff: Handoff, place: Mapping[str, str]) -> None:
        """Bring a person's reply. Raises NotToldYet, and Undeliverable where the app was taken out of that conversation."""
        await self._speaker.deliver(handoff, Place.of(place))

    def _refused(self) -> Response:
        self._log("teams_not_let_in", _NOT_LET_IN)
        return JSONResponse({"error": "Only Microsoft Teams may post here."}, 401)

    def _log(self, event: str, remedy: str) -> None:
        if event not in self._logged:
            self._logged.add(event)
            logger.warning("%s", json.dumps({"event": event, "remedy": remedy}))


def _object(body: bytes) -> Mapping[str, Any] | None:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
