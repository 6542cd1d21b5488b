"""A Slack of our own on this machine: its Web API, its response URLs and its socket, keeping messages as a client would show them."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from tests.fake_slack.sends import APP_BOT, BOT, TEAM
from tests.fake_slack.shown import Shown

SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history")
_FIRST = 1_760_000_000


@dataclass
class Call:
    """A call of the Web API as it came: `body` with its JSON read, `at` in seconds of the monotonic clock."""

    method: str
    body: dict[str, Any]
    token: str
    at: float


@dataclass(frozen=True)
class Refused:
    """What a call is refused with."""

    error: str
    status: int
    headers: Mapping[str, str]


@dataclass
class FakeSlack:
    """Answers as Slack does; `script` holds the next answers of a method, before which it answers well."""

    calls: list[Call] = field(default_factory=list)
    script: dict[str, list[Refused]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[tuple[str, str], Shown] = field(default_factory=dict)
    views: list[dict[str, Any]] = field(default_factory=list)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    acknowledged: dict[str, Any] = field(default_factory=dict)
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    scopes: tuple[str, ...] = SCOPES
    _server: TestServer | None = None
    _socket: web.WebSocketResponse | None = None
    _number: int = 0

    async def start(self, port: int = 0) -> str:
        """Serve on this machine, and give the address of the API."""
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/api/{method}", self._called)
        app.router.add_post("/respond/{name}", self._responded)
        app.router.add_get("/link", self._linked)
        self._server = TestServer(app, host="127.0.0.1", port=port)
        await self._server.start_server()
        return self.api_url

    @property
    def api_url(self) -> str:
        """The address of the API."""
        assert self._server is not None
        return str(self._server.make_url("/api/"))

    async def stop(self) -> None:
        """Stop serving."""
        if self._socket is not None:
            await self._socket.close()
        if self._server is not None:
            await self._server.close()

    def response_url(self, name: str = "one") -> str:
        """An address that takes messages to one person."""
        assert self._server is not None
        return str(self._server.make_url(f"/respond/{name}"))

    def fail(self, method: str, error: str, *, status: int = 200, retry_after: int | None = None, times: int = 1) -> None:
        """Let the next calls of a method fail."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self.script[method] += [Refused(error, status, headers)] * times

    def answer(self, method: str, body: dict[str, Any], token: str = "") -> tuple[dict[str, Any], int, Mapping[str, str]]:
        """What Slack answers to a call: its JSON, its status and its headers."""
        self.calls.append(Call(method, body, token, time.monotonic()))
        if self.script[method]:
            refused = self.script[method].pop(0)
            return {"ok": False, "error": refused.error}, refused.status, refused.headers
        done = getattr(self, "_" + method.replace(".", "_").lower(), None)
        answer = done(body) if done else {}
        return {"ok": "error" not in answer, **answer}, 200, {"X-OAuth-Scopes": ",".join(self.scopes)}

    def hold(self, method: str) -> asyncio.Event:
        """Take calls of a method and leave them without an answer until the event is set."""
        return self.held.setdefault(method, asyncio.Event())

    def named(self, method: str) -> list[Call]:
        """The calls of a method, in their order."""
        return [call for call in self.calls if call.method == method]

    def thread(self, channel: str, thread: str = "") -> list[Shown]:
        """The messages of a thread, or of a channel, in their order."""
        return [each for _, each in sorted(self.shown.items()) if each.channel == channel and thread in {"", each.thread}]

    async def push(self, kind: str, payload: Mapping[str, Any], name: str) -> None:
        """Send something over the socket."""
        assert self._socket is not None
        await self._socket.send_json({"type": kind, "envelope_id": name, "payload": payload, "accepts_response_payload": True})

    async def push_disconnect(self) -> None:
        """Say that the socket is about to close, as Slack does every few hours."""
        assert self._socket is not None
        await self._socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def _called(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        method, body = request.match_info["method"], await _body(request)
        if method in self.held:
            self.calls.append(Call(f"held {method}", body, token, time.monotonic()))
            await self.held[method].wait()
            return web.json_response({"ok": False, "error": "request_timeout"})
        answer, status, headers = self.answer(method, body, token)
        return web.json_response(answer, status=status, headers=headers)

    async def _responded(self, request: web.Request) -> web.Response:
        body = await _body(request)
        name = request.match_info["name"]
        if self.script["response_url"]:
            return web.Response(status=self.script["response_url"].pop(0).status)
        self._show({"channel": f"response:{name}", **body}, only="" if body.get("response_type") == "in_channel" else "whoever")
        return web.Response(text="ok")

    async def _linked(self, request: web.Request) -> web.WebSocketResponse:
        self._socket = web.WebSocketResponse()
        await self._socket.prepare(request)
        await self._socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self.connected.set()
        async for message in self._socket:
            told = json.loads(message.data) if message.type == WSMsgType.TEXT and message.data.startswith("{") else {}
            if "envelope_id" in told:
                self.acknowledged[told["envelope_id"]] = told.get("payload")
        return self._socket

    def _show(self, body: Mapping[str, Any], *, only: str = "", streams: bool = False) -> Shown:
        self._number += 1
        ts = f"{_FIRST + self._number}.{self._number:06d}"
        # A message to a user goes to the conversation of that user with the app.
        channel = str(body["channel"]).replace("U", "D", 1) if str(body["channel"]).startswith("U") else str(body["channel"])
        text = str(body.get("text") or body.get("markdown_text") or "")
        message = Shown(channel, ts, str(body.get("thread_ts") or ts), text, body.get("blocks") or [], only, streams)
        message.changes.append(time.monotonic())
        self.shown[channel, ts] = message
        return message

    def _found(self, body: Mapping[str, Any], *, streams: bool) -> Shown | dict[str, Any]:
        message = self.shown.get((str(body.get("channel")), str(body.get("ts"))))
        if message is None or message.only:
            return {"error": "message_not_found"}
        if streams and not message.streams:
            return {"error": "message_not_in_streaming_state"}
        message.changes.append(time.monotonic())
        return message

    def _auth_test(self, _body: Mapping[str, Any]) -> dict[str, Any]:
        return {"user": "assistant", "user_id": BOT, "bot_id": APP_BOT, "team_id": TEAM, "team": "NHS", "url": "http://x/"}

    def _apps_connections_open(self, _body: Mapping[str, Any]) -> dict[str, Any]:
        assert self._server is not None
        return {"url": f"ws://127.0.0.1:{self._server.port}/link"}

    def _chat_postmessage(self, body: Mapping[str, Any]) -> dict[str, Any]:
        message = self._show(body)
        return {"channel": message.channel, "ts": message.ts, "message": {"text": message.text, "ts": message.ts}}

    def _chat_postephemeral(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {"message_ts": self._show(body, only=str(body["user"])).ts}

    def _chat_startstream(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {"channel": body["channel"], "ts": self._show(body, streams=True).ts}

    def _chat_appendstream(self, body: Mapping[str, Any]) -> dict[str, Any]:
        message = self._found(body, streams=True)
        if isinstance(message, dict):
            return message
        message.text += str(body.get("markdown_text") or "")
        return {"channel": message.channel, "ts": message.ts}

    def _chat_stopstream(self, body: Mapping[str, Any]) -> dict[str, Any]:
        message = self._found(body, streams=True)
        if isinstance(message, dict):
            return message
        message.streams = False
        message.blocks = [{"type": "markdown", "text": message.text}, *(body.get("blocks") or [])]
        return {"channel": message.channel, "ts": message.ts}

    def _chat_update(self, body: Mapping[str, Any]) -> dict[str, Any]:
        message = self._found(body, streams=False)
        if isinstance(message, dict):
            return message
        message.text, message.blocks = str(body.get("text") or ""), body.get("blocks") or message.blocks
        return {"channel": message.channel, "ts": message.ts}

    def _conversations_replies(self, body: Mapping[str, Any]) -> dict[str, Any]:
        found = [each for each in self.thread(str(body["channel"]), str(body["ts"])) if not each.only]
        told = [{"ts": each.ts, "bot_id": APP_BOT, "text": each.text, "blocks": each.blocks} for each in found]
        return {"messages": told, "has_more": False}

    def _views_open(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self.views.append(body["view"])
        return {"view": body["view"]}

    def _views_publish(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self.homes[str(body["user_id"])] = body["view"]
        return {"view": body["view"]}


async def _body(request: web.Request) -> dict[str, Any]:
    """What was sent as JSON, as a form or in the address, with the JSON within it read."""
    is_json = request.content_type == "application/json"
    sent = await request.json() if is_json else dict(await request.post())
    return {name: read(value) for name, value in {**request.query, **sent}.items()}


def read(value: Any) -> Any:
    """A value of a form, with the JSON in it read."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
