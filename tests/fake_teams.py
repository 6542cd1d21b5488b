"""Microsoft's side of Teams: it signs tokens, hands out its keys, signs the app in, and takes what the app posts."""

import asyncio
import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import httpx
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from assistant.teams_calls import TeamsApp

CLIENT_ID = "11111111-2222-3333-4444-555555555555"
TENANT = "99999999-8888-7777-6666-555555555555"
SECRET = "a secret of tests"
ISSUER = "https://api.botframework.com"
PERSON = "00000000-0000-0000-0000-0000000000aa"
BOT = f"28:{CLIENT_ID}"
MOST_CITATIONS = 10


@dataclass
class Posted:
    """What the app posted; `whispered` says that one person alone sees it, `changed` names what it stands in place of."""

    conversation: str
    body: dict[str, Any]
    at: float
    whispered: bool = False
    changed: str = ""
    signed_in: bool = True

    @property
    def stream(self) -> str:
        """Of a stream: informative, streaming or final."""
        return str(self.body.get("channelData", {}).get("streamType", ""))

    @property
    def text(self) -> str:
        return str(self.body.get("text", ""))

    @property
    def card(self) -> dict[str, Any]:
        return dict(self.body["attachments"][0]["content"])


def _open_gate() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


@dataclass
class FakeTeams:
    """Takes what is posted to it, after it has answered with each of `failures`, one a call; None lets a call through.

    While the `gate` is shut, what is posted over HTTP keeps `waiting`.
    """

    base: str = "https://teams.test"
    posted: list[Posted] = field(default_factory=list)
    failures: list[httpx.Response | Exception | None] = field(default_factory=list)
    sign_ins: list[dict[str, list[str]]] = field(default_factory=list)
    sign_in_status: int = 200
    gate: asyncio.Event = field(default_factory=_open_gate, repr=False)
    waiting: int = 0
    key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048), repr=False)
    another_key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048), repr=False)

    @property
    def app(self) -> TeamsApp:
        return TeamsApp(CLIENT_ID, SECRET, TENANT, f"{self.base}/v1/.well-known/openidconfiguration")

    @property
    def messages(self) -> list[Posted]:
        return [each for each in self.posted if each.body["type"] == "message"]

    def token(self, key: RSAPrivateKey | None = None, **other: object) -> str:
        """What the Bot Connector shows when it posts; a claim of None is left out."""
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": CLIENT_ID, "serviceurl": self.base, "iat": now, "nbf": now - 5, "exp": now + 3600}
        claims = {name: value for name, value in (claims | other).items() if value is not None}
        return jwt.encode(claims, key or self.key, algorithm="RS256", headers={"kid": "key-1"})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """For `httpx.MockTransport`."""
        if self.failures and "/v3/" in request.url.path and (failure := self.failures.pop(0)) is not None:
            if isinstance(failure, Exception):
                raise failure
            return failure
        given = self.answer(request.method, request.url.raw_path.decode(), dict(request.headers), request.content)
        return httpx.Response(given[0], json=given[1])

    async def over_http(self, request: web.Request) -> web.Response:
        """For a server on this machine."""
        body = await request.read()
        if "/v3/" in request.path and not self.gate.is_set():
            self.waiting += 1
            await self.gate.wait()
        call = httpx.Request(
            request.method, f"{self.base}{request.raw_path}", headers=list(request.headers.items()), content=body
        )
        given = self(call)
        headers = {name: value for name, value in given.headers.items() if name == "retry-after"}
        return web.Response(body=given.content, status=given.status_code, content_type="application/json", headers=headers)

    def web(self) -> web.Application:
        """An application that is all of Microsoft."""
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self.over_http)
        return app

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        """The status and JSON that a call is answered with."""
        path, _, query = path.partition("?")
        match [httpx.URL(f"http://x/{part}").path[1:] for part in path.strip("/").split("/")]:
            case ["v1", ".well-known", "keys"]:
                return 200, {"keys": [self._public_key()]}
            case [_, "oauth2", "v2.0", "token"]:
                self.sign_ins.append(parse_qs(body.decode()))
                return self.sign_in_status, {"access_token": self.token(self.another_key), "expires_in": 3600}
            case ["v3", "conversations", conversation, "activities", *changed]:
                if fault := _fault(json.loads(body)):
                    return 400, {"error": {"code": "MissingProperty", "message": fault}}
                signed_in = headers.get("authorization", headers.get("Authorization", "")).startswith("Bearer ey")
                sent = Posted(conversation, json.loads(body), time.monotonic(), "isTargetedActivity=true" in query)
                sent.changed, sent.signed_in = "".join(changed), signed_in
                self.posted.append(sent)
                return (200 if method == "PUT" else 201), {"id": sent.changed or f"message-{len(self.posted)}"}
        return 404, {}

    def _public_key(self) -> dict[str, object]:
        numbers = self.key.public_key().public_numbers()
        return {"kty": "RSA", "use": "sig", "kid": "key-1", "n": _encoded(numbers.n), "e": _encoded(numbers.e)}

    def activity(self, text: str = "", **other: Any) -> dict[str, Any]:
        """What Teams posts when somebody writes to the app in a chat of their own."""
        return {
            "type": "message",
            "id": str(uuid4()),
            "timestamp": "2026-11-26T12:00:00.000Z",
            "serviceUrl": self.base,
            "channelId": "msteams",
            "from": {"id": "29:someone", "name": "Asha", "aadObjectId": PERSON},
            "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": "a:chat-1"},
            "recipient": {"id": BOT, "name": "Assistant"},
            "textFormat": "plain",
            "locale": "en-GB",
            "text": text,
            "channelData": {"tenant": {"id": TENANT}},
        } | other

    def mention(self, text: str, kind: str = "channel", **other: Any) -> dict[str, Any]:
        """What Teams posts when somebody names the app where others are."""
        mention = {"type": "mention", "mentioned": {"id": BOT, "name": "Assistant"}, "text": "<at>Assistant</at>"}
        conversation = {"conversationType": kind, "isGroup": True, "tenantId": TENANT, "id": "19:room@thread.tacv2;messageid=1"}
        given: dict[str, Any] = {"conversation": conversation, "entities": [mention]}
        return self.activity(f"<at>Assistant</at> {text}", **(given | other))

    def pressed(self, verb: str, **data: object) -> dict[str, Any]:
        """What Teams posts when somebody presses a button of a card."""
        action = {"type": "Action.Execute", "verb": verb, "data": {"verb": verb, **data}}
        return self.activity(type="invoke", name="adaptiveCard/action", value={"action": action, "trigger": "manual"})

    def rated(self, reaction: str, feedback: str, message: str = "", **other: Any) -> dict[str, Any]:
        """What Teams posts when somebody rates an answer."""
        value = {"actionName": "feedback", "actionValue": {"reaction": reaction, "feedback": feedback}}
        reply = {"replyToId": message} if message else {}
        return self.activity(type="invoke", name="message/submitAction", value=value, **(reply | other))


def _fault(body: dict[str, Any]) -> str:
    """What Microsoft's own client for tests refuses a message for."""
    if _holds_null(body.get("entities")):
        return "Expected array, received null"
    too_many = any(len(each.get("citation", [])) > MOST_CITATIONS for each in body.get("entities", []))
    return f"Array must contain at most {MOST_CITATIONS} element(s)" if too_many else ""


def _holds_null(value: object) -> bool:
    if isinstance(value, dict | list):
        return any(each is None or _holds_null(each) for each in (value.values() if isinstance(value, dict) else value))
    return False


def _encoded(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()
