"""The web server: it says where it listens once it does."""

import asyncio
import socket
from collections.abc import Callable, Coroutine

import uvicorn

from assistant.channels.web.app import build_app
from assistant.channels.web.identity import Identities
from assistant.channels.web.settings import WebSettings
from assistant.commands.parts import Service

_LAST_ANSWERS = 5  # seconds that answers in the making have left when the server is told to stop


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None], beside: Callable[[], Coroutine[None, None, None]]
    ) -> None:
        super().__init__(config)
        self._started = started
        self._beside = beside

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._work = asyncio.create_task(self._beside())
        self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._work.cancel()
        await asyncio.gather(self._work, return_exceptions=True)
        await super().shutdown(sockets)


def run(service: Service, remembered: int, listener: socket.socket, started: Callable[[], None]) -> None:
    """Serve the page and the API on a socket until a signal ends it; `started` is called once it serves.

    Args:
        remembered: seconds that a browser that does not come back is known for.
    """
    config = uvicorn.Config(
        build_app(service.conversations, Identities(service.secret, remembered), WebSettings()),
        log_level="warning",
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
    _Server(config, started, service.keep_house).run(sockets=[listener])
