"""What the app posts to Teams, through the SDK's client of the Bot Connector."""

import warnings
from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

import httpx
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.activities.sent_activity import SentActivity
from microsoft_teams.api.activities.typing import TypingActivityInput
from microsoft_teams.api.clients.conversation import ConversationClient
from microsoft_teams.api.models import Account, ConversationAccount
from microsoft_teams.common import Client, ClientOptions
from microsoft_teams.common.experimental import ExperimentalWarning

from assistant.channels.teams.place import Place
from assistant.errors import AssistantError, NotToldYet, Undeliverable
from assistant.teams_calls import SECONDS, SignIn, TeamsApp, repeated, unreached

Post = MessageActivityInput | TypingActivityInput
Kind = TypeVar("Kind", bound=Post)

_GONE = frozenset({403, 404, 410})
_REMEDIES = {
    400: "look whether a new version of the assistant is there: Teams does not take what it sends",
    401: "check ASSISTANT_TEAMS_CLIENT_ID and ASSISTANT_TEAMS_CLIENT_SECRET",
    413: "look whether a new version of the assistant is there: Teams does not take what it sends",
}


class Connector:
    """Posts to conversations, signed in as the app. `transport` replaces the network in tests."""

    def __init__(self, app: TeamsApp, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = Client(ClientOptions(token=SignIn(app, transport).token, timeout=SECONDS))
        if transport is not None:
            self._client.http = httpx.AsyncClient(transport=transport)

    async def send(self, place: Place, post: Post) -> str:
        """Post, again where that may help. Gives Teams' id of the message.

        Raises:
            NotToldYet: Teams did not take it; the message says how to mend it.
            Undeliverable: the app is not in that conversation any more.
        """
        return await _done(self.once, place, post)

    async def whisper(self, place: Place, post: MessageActivityInput) -> str:
        """Post what only the asker sees where others are too; it raises what `send` raises."""
        return await _done(self._whispered, place, post)

    async def change(self, place: Place, message: str, post: MessageActivityInput) -> str:
        """Put this in place of a message of the app's; it raises what `send` raises."""
        return await _done(self._changed, place, message, post)

    async def once(self, place: Place, post: Post) -> str:
        """Post without trying again; raises the errors of httpx, and NotToldYet where the app cannot sign in."""
        return _id(await self._conversations(place).create_activity(place.conversation, _addressed(place, post)))

    async def close(self) -> None:
        """End the connections."""
        await self._client.http.aclose()

    def _conversations(self, place: Place) -> ConversationClient:
        return ConversationClient(place.service_url, self._client)

    async def _whispered(self, place: Place, post: MessageActivityInput) -> str:
        to_one = _addressed(place, post).model_copy(update={"recipient": Account(id=place.user, is_targeted=True)})
        with warnings.catch_warnings():  # the SDK says at each call that this is in preview
            warnings.simplefilter("ignore", ExperimentalWarning)
            return _id(await self._conversations(place).create_targeted_activity(place.conversation, to_one))

    async def _changed(self, place: Place, message: str, post: MessageActivityInput) -> str:
        changed = _addressed(place, post)
        return _id(await self._conversations(place).update_activity(place.conversation, message, changed))


async def _done(call: Callable[..., Awaitable[str]], *given: object) -> str:
    try:
        return await repeated(call, *given)
    except (httpx.HTTPError, ValueError) as error:
        raise told(error) from error


def told(error: Exception) -> AssistantError:
    """What the operator is told of a failure."""
    if not isinstance(error, httpx.HTTPStatusError):
        return unreached(error)
    status = error.response.status_code
    if status in _GONE:
        return Undeliverable(f"Teams refused a message ({status}): the app was taken out of that conversation, or blocked there.")
    return NotToldYet(f"Teams refused a message ({status}): {_REMEDIES.get(status, 'it is tried again')}.")


def _addressed(place: Place, post: Kind) -> Kind:
    sender, conversation = Account(id=place.bot), ConversationAccount(id=place.conversation)
    addressed = {"from_": sender, "conversation": conversation, "reply_to_id": place.activity or None}
    return cast(Kind, post.model_copy(update=addressed))


def _id(sent: SentActivity) -> str:
    return str(sent.id)
