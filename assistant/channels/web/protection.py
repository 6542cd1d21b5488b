"""What every request passes through: response headers, a last catch for errors, and a cap on bodies."""

from collections.abc import Sequence

from anyio import BrokenResourceError
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.refusals import refuse

SECURITY_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {}"
NEVER_EMBEDDED = "/staff"


class SecurityHeaders:
    """Adds the headers that keep a browser from running, embedding or storing what is not meant for it.

    The pages may stand in pages of `embed_origins`, but for those of staff.
    """

    def __init__(self, app: ASGIApp, embed_origins: Sequence[str] = ()) -> None:
        self._app = app
        self._embed_origins = embed_origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with its headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (SECURITY_HEADERS | self._framing(scope.get("path", ""))).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _framing(self, path: str) -> dict[str, str]:
        if self._embed_origins and not path.startswith(NEVER_EMBEDDED):
            return {"Content-Security-Policy": _POLICY.format(" ".join(self._embed_origins))}
        return {"Content-Security-Policy": _POLICY.format("'none'"), "X-Frame-Options": "DENY"}


class LastCatch:
    """Answers an error that nothing else caught with a plain sentence, and logs it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an error after the response began is raised again, so that the connection is closed.

        Where the reader has gone, it is no error that what was left cannot be sent.
        """
        begun = gone = False

        async def receive_and_note() -> Message:
            nonlocal gone
            message = await receive()
            gone = gone or message["type"] == "http.disconnect"
            return message

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive_and_note, send_and_note)
        except Exception as error:
            if gone and _is_unsent(error):
                return
            if begun or scope["type"] != "http":
                raise
            response = await refuse(Request(scope), error)
            await response(scope, receive, send)


def _is_unsent(error: Exception) -> bool:
    """Whether all that went wrong is that a stream, such as that of server-sent events, is not read any more."""
    if isinstance(error, ExceptionGroup):
        return all(map(_is_unsent, error.exceptions))
    return isinstance(error, BrokenResourceError)


class BodyLimit:
    """Refuses a request body of more than `limit` bytes, whether or not its length was announced."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            self._check(received)
            return message

        announced = Headers(scope=scope).get("content-length", "")
        self._check(int(announced) if announced.isdecimal() else 0)
        await self._app(scope, counted, send)

    def _check(self, size: int) -> None:
        if size > self._limit:
            raise HTTPException(413, f"The request is larger than {self._limit // 1000} kB. Send less text.")
