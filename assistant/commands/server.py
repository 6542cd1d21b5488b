"""The web server: it says where it listens once it does."""

import socket
from collections.abc import Callable

import uvicorn

from assistant.answering import Assistant
from assistant.channels.web.app import build_app
from assistant.channels.web.settings import WebSettings

_LAST_ANSWERS = 5  # seconds that answers in the making have left when the server is told to stop


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()


def run(assistant: Assistant, listener: socket.socket, started: Callable[[], None]) -> None:
    """Serve the page and the API on a socket until a signal ends it; `started` is called once it serves."""
    config = uvicorn.Config(
        build_app(assistant, WebSettings()),
        log_level="warning",
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
    _Server(config, started).run(sockets=[listener])
