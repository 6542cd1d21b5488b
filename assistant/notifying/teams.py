"""Tells a Teams conversation that a question waits for a person, through the Bot Connector."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx
import stamina

from assistant.errors import NotToldYet
from assistant.kept import Handoff

SIGN_IN = "https://login.microsoftonline.com"
SERVICE = "https://smba.trafficmanager.net/teams"
_SCOPE = "https://api.botframework.com/.default"
_TIMEOUT = httpx.Timeout(10, connect=5)  # seconds
_EARLY = 60  # seconds before its end from which a token is not used any more
_LONGEST = 4_000  # characters of a text that is shown
_WORTH_REPEATING = frozenset({408, 429, 500, 502, 503, 504})
_REMEDIES = {
    400: "check ASSISTANT_TEAMS_CLIENT_ID, ASSISTANT_TEAMS_TENANT_ID and ASSISTANT_HANDOFF_TEAMS_CONVERSATION",
    401: "check ASSISTANT_TEAMS_CLIENT_ID and ASSISTANT_TEAMS_CLIENT_SECRET",
    403: "add the app to the conversation in Teams",
    404: "set ASSISTANT_HANDOFF_TEAMS_CONVERSATION to the id of a conversation that the app is in",
}


@dataclass(frozen=True, slots=True)
class TeamsApp:
    """The app that speaks in Teams, and whom it signs in with."""

    client_id: str
    client_secret: str = field(repr=False)
    tenant: str
    sign_in: str = SIGN_IN
    service: str = SERVICE


class TeamsNotifier:
    """Writes to one conversation; `public_url` is where the page is, empty where no link can be given."""

    name = "Teams"

    def __init__(
        self,
        app: TeamsApp,
        conversation: str,
        public_url: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._url = f"{app.service.rstrip('/')}/v3/conversations/{quote(conversation, safe='')}/activities"
        self._public_url = public_url.rstrip("/")
        self._transport = transport
        self._now = now
        self._token, self._until = "", 0.0

    async def tell(self, handoff: Handoff) -> None:
        """Write that this question waits.

        Raises:
            NotToldYet: Teams did not take it; the message says how to mend it.
        """
        await self._repeated(self._send, text_of(handoff, self._public_url))

    async def check(self) -> str:
        """Whom it signs in as; raises NotToldYet."""
        await self._repeated(self._sign_in)
        return f"signs in as {self._app.client_id}"

    async def _repeated(self, call: Callable[..., Awaitable[None]], *given: str) -> None:
        repeated = stamina.AsyncRetryingCaller(attempts=3, timeout=40, wait_initial=0.5, wait_max=8).on(_is_worth_repeating)
        try:
            await repeated(call, *given)
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            raise NotToldYet(f"Teams refused a message ({status}): {_REMEDIES.get(status, 'it is tried again')}.") from error
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise NotToldYet(
                f"Teams could not be reached ({type(error).__name__}): check that this machine can reach it. It is tried again."
            ) from error

    async def _sign_in(self) -> None:
        async with httpx.AsyncClient(timeout=_TIMEOUT, transport=self._transport) as client:
            await self._signed_in(client)

    async def _send(self, text: str) -> None:
        async with httpx.AsyncClient(timeout=_TIMEOUT, transport=self._transport) as client:
            headers = {"Authorization": f"Bearer {await self._signed_in(client)}"}
            # Plain text: no mark, link or mention that a person wrote is live.
            message = {"type": "message", "textFormat": "plain", "text": text}
            (await client.post(self._url, json=message, headers=headers)).raise_for_status()

    async def _signed_in(self, client: httpx.AsyncClient) -> str:
        if self._now() >= self._until:
            asked = {
                "grant_type": "client_credentials",
                "client_id": self._app.client_id,
                "client_secret": self._app.client_secret,
                "scope": _SCOPE,
            }
            response = await client.post(f"{self._app.sign_in}/{quote(self._app.tenant, safe='')}/oauth2/v2.0/token", data=asked)
            given = response.raise_for_status().json()
            self._token, self._until = str(given["access_token"]), self._now() + float(given["expires_in"]) - _EARLY
        return self._token


def text_of(handoff: Handoff, public_url: str) -> str:
    """The message as plain text."""
    where = f"Read it and reply: {public_url}/staff/questions/{handoff.id}" if public_url else "Reply on the page for staff."
    parts = (
        "A question waits for a person.",
        _cut(handoff.asked),
        f"The assistant answered: {_cut(handoff.answer.replace('**', ''))}",
        where,
    )
    return "\n\n".join(parts)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _is_worth_repeating(error: Exception) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in _WORTH_REPEATING
    return isinstance(error, httpx.TransportError)
