"""A language model's server that does what a test tells it to, on this machine: well, badly, slowly or not at all."""

import asyncio
import json
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

Script = Callable[["Request"], "Behaviour"]


@dataclass(frozen=True, slots=True)
class Request:
    """What the server was asked: its headers, with their names in lower case, and its JSON body."""

    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """The question and the quotes, as the model is given them."""
        found: dict[str, Any] = json.loads(self.body["messages"][-1]["content"])
        return found


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the server does with a request.

    `parts` are sent one after another, `pause` seconds apart; then the connection is closed as it should be, or broken off, or
    held open in silence for `silence` seconds. `again` sends the last part over and over.
    """

    parts: tuple[str, ...] = ()
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", "text/event-stream"),)
    pause: float = 0.0
    silence: float = 0.0
    breaks_off: bool = False
    again: bool = False


def chunk(text: str, finish: str | None = None) -> str:
    """A server-sent event with a piece of text."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return f"data: {json.dumps({'id': 'x', 'object': 'chat.completion.chunk', 'model': 'scripted', 'choices': [choice]})}\n\n"


_END = (chunk("", "stop"), "data: [DONE]\n\n")


def says(text: str, size: int = 24, pause: float = 0.0) -> Behaviour:
    """A reply of this text, a few characters at a time."""
    return Behaviour((*(chunk(text[at : at + size]) for at in range(0, len(text), size)), *_END), pause=pause)


def drafts(*sentences: tuple[str, Sequence[int]], pause: float = 0.0) -> Behaviour:
    """A good reply of these sentences with the numbers of their quotes."""
    rows = [{"quotes": list(quotes), "text": text} for text, quotes in sentences]
    return says(json.dumps({"sentences": rows}, ensure_ascii=False), pause=pause)


def refuses(status: int, message: str = "No.", **headers: str) -> Behaviour:
    """An error; `Retry_After="1"` is a header."""
    given = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Behaviour((json.dumps({"error": {"message": message}}),), status, (("content-type", "application/json"), *given))


def other_form(text: str, kind: str = "application/json") -> Behaviour:
    """A reply that is not OpenAI's."""
    return Behaviour((text,), headers=(("content-type", kind),))


def silent(seconds: float = 60.0) -> Behaviour:
    """Accepts, and never answers."""
    return Behaviour(status=0, silence=seconds)


def stalls(text: str, seconds: float = 60.0) -> Behaviour:
    """Says this and then nothing more, with the connection open."""
    return Behaviour((chunk(text),), silence=seconds)


def cut(text: str) -> Behaviour:
    """Breaks the connection off after this text."""
    return Behaviour((chunk(text),), breaks_off=True)


def endless(text: str = "and so on ") -> Behaviour:
    """Never stops."""
    return Behaviour((chunk(text),), again=True)


BAD: dict[str, Behaviour] = {
    "prose": says("I am afraid I cannot do that."),
    "page": other_form("<html>Welcome</html>", "text/html"),
    "401": refuses(401),
    "429": refuses(429),
    "500": refuses(500),
    "endless": endless(),
    "silent": silent(),
}
"""What no question may suffer from, whatever the model was asked."""

_ORDER = re.compile(r"(?:say|write|answer|reply|respond)(?: with| only)?:?\s+[\"'“]?([^\"'”\n]+)", re.IGNORECASE)


def obeys(request: Request) -> Behaviour:
    """Does whatever anything in its input tells it to: says what the question and the quotes order, and all its instructions."""
    told = json.dumps(request.data, ensure_ascii=False)
    quotes = [each["number"] for each in request.data.get("quotes", ())]
    orders = [order.strip() for order in _ORDER.findall(told.replace("\\n", "\n").replace('\\"', "'"))]
    return drafts(*((order, quotes) for order in orders), (request.body["messages"][0]["content"], quotes))


def quotes_first(request: Request) -> Behaviour:
    """Says the first sentence of each quote, word for word; nothing where there are none."""
    quotes = request.data.get("quotes", ())
    texts = [(each["text"].splitlines()[-1].split(". ")[0].rstrip(".") + ".", each["number"]) for each in quotes]
    return drafts(*((text, [number]) for text, number in texts))


def counsels(kind: str = "unsure", question: str = "", drafts: Script = quotes_first) -> Script:
    """Votes for this kind, writes every follow-up out as this question, and drafts as it is told to."""

    def script(request: Request) -> Behaviour:
        if "message" in request.data:
            return says(json.dumps({"kind": kind}))
        return says(json.dumps({"question": question})) if "turns" in request.data else drafts(request)

    return script


@dataclass
class ScriptedModel:
    """A running server: where it is, what it was asked, and whether anyone has hung up on it before it was done."""

    url: str
    model: str = "scripted"
    key: str = "sk-scripted"
    requests: list[Request] = field(default_factory=list)
    hung_up: Event = field(default_factory=Event)


@contextmanager
def scripted(
    *behaviours: Behaviour | Script, usual: Behaviour | Script = quotes_first, certificate: ssl.SSLContext | None = None
) -> Iterator[ScriptedModel]:
    """A server that does these things in turn, and what is usual ever after; without its key it refuses."""
    server = _Server([*behaviours], usual)
    address: Future[str] = Future()
    thread = Thread(target=lambda: asyncio.run(server.run(address, certificate)), daemon=True)
    thread.start()
    server.told.url = address.result(timeout=10)
    try:
        yield server.told
    finally:
        server.stop()
        thread.join(timeout=10)


class _Server:
    def __init__(self, behaviours: list[Behaviour | Script], usual: Behaviour | Script) -> None:
        self._behaviours, self._usual = behaviours, usual
        self.told = ScriptedModel("")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None
        self._serving: set[asyncio.Task[None]] = set()

    async def run(self, address: "Future[str]", certificate: ssl.SSLContext | None) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._begin, "127.0.0.1", 0, ssl=certificate)
        scheme = "https" if certificate else "http"
        address.set_result(f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1")
        await self._over.wait()
        server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await asyncio.sleep(0.01)  # in which the closed connections are let go of

    def stop(self) -> None:
        if self._loop is not None and self._over is not None:
            self._loop.call_soon_threadsafe(self._over.set)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(await _read(reader), writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.told.hung_up.set()
        finally:
            writer.close()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.told.requests.append(request)
        does = self._behaviours.pop(0) if self._behaviours else self._usual
        behaviour = does if isinstance(does, Behaviour) else does(request)
        if request.headers.get("authorization") != f"Bearer {self.told.key}":
            behaviour = refuses(401)
        await _act(behaviour, writer)


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[1:-2]
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head)}
    return Request(headers, json.loads(await reader.readexactly(int(headers["content-length"]))))


async def _act(behaviour: Behaviour, writer: asyncio.StreamWriter) -> None:
    if behaviour.status:
        lines = [f"HTTP/1.1 {behaviour.status} X", "transfer-encoding: chunked", "connection: close"]
        lines += [f"{name}: {value}" for name, value in behaviour.headers]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    for part in _parts(behaviour):
        writer.write(f"{len(part.encode()):x}\r\n".encode() + part.encode() + b"\r\n")
        await writer.drain()
        await asyncio.sleep(behaviour.pause)
    await asyncio.sleep(behaviour.silence)
    if behaviour.breaks_off:
        writer.transport.abort()
    elif behaviour.status:
        writer.write(b"0\r\n\r\n")
        await writer.drain()


def _parts(behaviour: Behaviour) -> Iterator[str]:
    yield from behaviour.parts
    while behaviour.again:
        yield behaviour.parts[-1]
