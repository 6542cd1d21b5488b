"""Who asks, on the web: a random key in a signed cookie, made with their first question.

Ward computers are shared: the key is dropped after a quarter of an hour without use, unless its owner has chosen to be remembered.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fastapi import Request
from itsdangerous import BadSignature, TimestampSigner
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.cookies import Cookies

COOKIE = "me"
_RENEWED_WHILE_PASSING = timedelta(seconds=30)


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser. `cookie` is what it is to be told: None for nothing, empty to forget its cookie.

    `remembered` is whether they chose to be known again for long; `ended` that who was here before had been idle for too long.
    """

    identities: "Identities" = field(repr=False)
    key: str = ""
    remembered: bool = False
    cookie: str | None = None
    ended: bool = False

    @property
    def person(self) -> str:
        """What the records call them; a new one is made for who has none."""
        if not self.key:
            self.key = secrets.token_urlsafe(24)
            self.cookie = self.identities.signed(self.key)
        return f"web:{self.key}"

    @property
    def lasting(self) -> int | None:
        """For how many seconds the browser may keep what it is given; None is until it is closed."""
        return self.identities.seconds if self.remembered else None

    def remember(self, remembered: bool) -> None:
        """Have the browser know them again for long, or only as long as it is in use; the same key either way."""
        self.remembered = remembered
        self.key = self.key or secrets.token_urlsafe(24)
        self.cookie = self.identities.signed(self.key, remembered=remembered)

    def leave(self) -> None:
        """Have the browser forget who it was."""
        self.key, self.cookie, self.remembered = "", "", False


class Identities:
    """Signs and reads the cookies.

    Args:
        secret: what nobody can guess.
        seconds: how long a browser that is to remember and does not come back is known for.
        idle_seconds: how long one that is not to remember is known for after its last request.
        renewed_after: when the first of these is counted anew.
    """

    def __init__(
        self, secret: bytes, seconds: int, idle_seconds: int = 15 * 60, renewed_after: timedelta = timedelta(days=1)
    ) -> None:
        self._remembered = TimestampSigner(secret, salt="remembered", digest_method=hashlib.sha256)
        self._passing = TimestampSigner(secret, salt="passing", digest_method=hashlib.sha256)
        self.seconds = seconds
        self.idle_seconds = idle_seconds
        self._renewed_after = renewed_after

    def signed(self, key: str, *, remembered: bool = False) -> str:
        """The key with its signature, as of now."""
        return (self._remembered if remembered else self._passing).sign(key).decode()

    def visitor(self, cookie: str) -> Visitor:
        """Who comes with this cookie: somebody new where it is forged, too old or not there."""
        lasting = (
            (self._remembered, self.seconds, self._renewed_after),
            (self._passing, self.idle_seconds, _RENEWED_WHILE_PASSING),
        )
        for signer, seconds, renewed_after in lasting:
            try:
                key, since = signer.unsign(cookie, max_age=seconds, return_timestamp=True)
            except BadSignature:
                continue
            known = Visitor(self, key.decode(), remembered=signer is self._remembered)
            if datetime.now(UTC) - since > renewed_after:
                known.cookie = self.signed(known.key, remembered=known.remembered)
            return known
        return Visitor(self, cookie="", ended=True) if cookie else Visitor(self)


class Recognition:
    """Gives every request its Visitor, and the browser the cookie of one who is new, or whose cookie is to be renewed."""

    def __init__(self, app: ASGIApp, identities: Identities, cookies: Cookies) -> None:
        self._app = app
        self._identities = identities
        self._cookies = cookies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with its cookie."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visitor = self._identities.visitor(Request(scope).cookies.get(COOKIE, ""))
        scope.setdefault("state", {})["visitor"] = visitor

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                for header in self._headers(visitor, https=scope.get("scheme") == "https"):
                    MutableHeaders(scope=message).append("set-cookie", header)
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    def _headers(self, visitor: Visitor, *, https: bool) -> list[str]:
        if visitor.cookie is None:
            return []
        return [self._cookies.header(COOKIE, visitor.cookie, https=https, seconds=visitor.lasting if visitor.cookie else 0)]
