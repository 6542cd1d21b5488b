"""Who asks, on the web: a random key in a signed cookie, made with their first question."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fastapi import Request, Response
from itsdangerous import BadSignature, TimestampSigner
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "me"


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser. `cookie` is what it is to be told: None for nothing, empty to forget its cookie."""

    identities: "Identities" = field(repr=False)
    key: str = ""
    cookie: str | None = None

    @property
    def person(self) -> str:
        """What the records call them; a new one is made for who has none."""
        if not self.key:
            self.key = secrets.token_urlsafe(24)
            self.cookie = self.identities.signed(self.key)
        return f"web:{self.key}"

    def leave(self) -> None:
        """Have the browser forget who it was."""
        self.key, self.cookie = "", ""


class Identities:
    """Signs and reads the cookies. `seconds` is how long a browser that does not come back is known for."""

    def __init__(self, secret: bytes, seconds: int, renewed_after: timedelta = timedelta(days=1)) -> None:
        self._signer = TimestampSigner(secret, salt="me", digest_method=hashlib.sha256)
        self.seconds = seconds
        self._renewed_after = renewed_after

    def signed(self, key: str) -> str:
        """The key with its signature, as of now."""
        return self._signer.sign(key).decode()

    def visitor(self, cookie: str) -> Visitor:
        """Who comes with this cookie: somebody new where it is forged, too old or not there."""
        try:
            key, since = self._signer.unsign(cookie, max_age=self.seconds, return_timestamp=True)
        except BadSignature:
            return Visitor(self)
        known = Visitor(self, key.decode())
        if datetime.now(UTC) - since > self._renewed_after:
            known.cookie = self.signed(known.key)
        return known


class Recognition:
    """Gives every request its Visitor, and the browser the cookie of one who is new, or was not here today."""

    def __init__(self, app: ASGIApp, identities: Identities) -> None:
        self._app = app
        self._identities = identities

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with its cookie."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visitor = self._identities.visitor(Request(scope).cookies.get(COOKIE, ""))
        scope.setdefault("state", {})["visitor"] = visitor

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and visitor.cookie is not None:
                MutableHeaders(scope=message).append("set-cookie", self._header(visitor.cookie, scope))
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    def _header(self, cookie: str, scope: Scope) -> str:
        written = Response()
        seconds = self._identities.seconds if cookie else 0
        secure = scope.get("scheme") == "https"
        written.set_cookie(COOKIE, cookie, max_age=seconds, secure=secure, httponly=True, samesite="lax")
        return written.headers["set-cookie"]
