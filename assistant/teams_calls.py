"""The Teams app: whom it signs in as, what is worth repeating, and how to mend what Microsoft refuses."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar
from urllib.parse import quote, urlsplit

import httpx
import stamina

from assistant.errors import NotToldYet
from assistant.retry_after import seconds_to_wait

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LONGEST_WAIT = 20.0  # seconds; whoever asks to wait longer is not asked again
SECONDS = 10  # that a call may take
_SIGN_IN = "https://login.microsoftonline.com"
_SERVICE = "https://smba.trafficmanager.net/teams"
_SCOPE = "https://api.botframework.com/.default"
_EARLY = 60  # seconds before its end from which a token is not used any more
_WORTH_REPEATING = frozenset({408, 429, 500, 502, 503, 504})
_CREDENTIALS = "check ASSISTANT_TEAMS_CLIENT_ID, ASSISTANT_TEAMS_CLIENT_SECRET and ASSISTANT_TEAMS_TENANT_ID"

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TeamsApp:
    """The app that speaks in Teams. `metadata` says whose tokens it trusts.

    Where that is not Microsoft, as in tests, the app also signs in and sends to the host of `metadata`.
    """

    client_id: str
    client_secret: str = field(repr=False)
    tenant: str
    metadata: str = METADATA

    @property
    def sign_in(self) -> str:
        """Where it signs in."""
        return _SIGN_IN if self.metadata == METADATA else _origin(self.metadata)

    @property
    def service(self) -> str:
        """Where it sends what answers no message."""
        return _SERVICE if self.metadata == METADATA else _origin(self.metadata)


class SignIn:
    """Signs the app in, once for all calls of an hour."""

    def __init__(
        self,
        app: TeamsApp,
        transport: httpx.AsyncBaseTransport | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._transport = transport
        self._now = now
        self._token, self._until = "", 0.0
        self._one_at_a_time = asyncio.Lock()

    async def token(self) -> str:
        """The token that calls carry.

        Raises:
            NotToldYet: Microsoft did not sign the app in; the message says how to mend it.
        """
        async with self._one_at_a_time:
            if self._now() >= self._until:
                await self._renew()
            return self._token

    async def check(self) -> str:
        """Whom it signs in as; raises NotToldYet."""
        await self.token()
        return f"signs in as {self._app.client_id}"

    async def _renew(self) -> None:
        try:
            given = await repeated(self._asked)
            token, seconds = str(given["access_token"]), float(given["expires_in"])
        except httpx.HTTPStatusError as error:
            raise NotToldYet(f"Microsoft did not sign the app in ({error.response.status_code}): {_CREDENTIALS}.") from error
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise unreached(error) from error
        self._token, self._until = token, self._now() + seconds - _EARLY

    async def _asked(self) -> dict[str, str]:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._app.client_id,
            "client_secret": self._app.client_secret,
            "scope": _SCOPE,
        }
        url = f"{self._app.sign_in}/{quote(self._app.tenant, safe='')}/oauth2/v2.0/token"
        async with httpx.AsyncClient(timeout=SECONDS, transport=self._transport) as client:
            response = (await client.post(url, data=asked)).raise_for_status()
        given: dict[str, str] = response.json()
        return given


async def repeated(call: Callable[P, Awaitable[T]], *given: P.args, **named: P.kwargs) -> T:
    """What a call gives, which is made again, a few times, while what it fails with may pass."""
    caller = stamina.AsyncRetryingCaller(attempts=4, timeout=45, wait_initial=0.5, wait_max=8).on(repeats)
    return await caller(call, *given, **named)


def repeats(error: Exception) -> bool | float:
    """Whether a call is made again, or after how many seconds where Microsoft says so."""
    if isinstance(error, httpx.HTTPStatusError):
        if error.response.status_code not in _WORTH_REPEATING:
            return False
        wait = seconds_to_wait(error.response.headers.get("Retry-After", ""))
        if wait is None:
            return True
        return wait if wait <= LONGEST_WAIT else False
    return isinstance(error, httpx.TransportError)


def unreached(error: Exception) -> NotToldYet:
    """That nothing came back that can be read."""
    kind = type(error).__name__
    return NotToldYet(f"Teams could not be reached ({kind}): check that this machine can reach it. It is tried again.")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
