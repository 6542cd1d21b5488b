"""The door at which Slack's requests come in over HTTP: who does not sign them as Slack does is turned away."""

from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier


class Door:
    """Lets signed requests in that are not older than five minutes."""

    def __init__(self, bolt: AsyncApp, signing_secret: str) -> None:
        self._bolt = bolt
        self._verifier = SignatureVerifier(signing_secret)

    async def take(self, request: Request) -> Response:
        """What Bolt answers; 401 without Slack's signature, 400 where what is signed cannot be read."""
        raw = await request.body()
        is_signed = self._is_signed(raw, request)
        try:
            read = to_async_bolt_request(request, raw)
        except (AttributeError, TypeError, ValueError):  # not text, not JSON, or not an object
            return _refused(HTTPStatus.BAD_REQUEST if is_signed else HTTPStatus.UNAUTHORIZED)
        if not is_signed and "ssl_check" not in read.body:
            return _refused(HTTPStatus.UNAUTHORIZED)
        return to_starlette_response(await self._bolt.async_dispatch(read))

    def _is_signed(self, raw: bytes, request: Request) -> bool:
        sent_at = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        try:
            return self._verifier.is_valid(raw, sent_at, signature)
        except ValueError:  # the time is no number, or the body no text
            return False


def _refused(status: HTTPStatus) -> JSONResponse:
    return JSONResponse({"error": status.phrase}, status)
