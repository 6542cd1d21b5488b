"""The web server: it says where it listens once it does."""

import asyncio
import socket
from collections.abc import Callable, Coroutine

import uvicorn
from fastapi import FastAPI

from assistant.channels.web.app import add_staff, build_app
from assistant.channels.web.identity import Identities
from assistant.channels.web.settings import WebSettings
from assistant.channels.web.staff_door import Door
from assistant.commands.parts import Service
from assistant.settings import Settings

_A_DAY = 86_400  # seconds
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


def run(service: Service, settings: Settings, listener: socket.socket, started: Callable[[], None]) -> None:
    """Serve the page and the API on a socket until a signal ends it; `started` is called once it serves."""
    config = uvicorn.Config(
        build_site(service, settings),
        log_level="warning",
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
    _Server(config, started, service.keep_house).run(sockets=[listener])


def build_site(service: Service, settings: Settings) -> FastAPI:
    """The page and the API, where there is a token for staff their pages, and the doors of the chats."""
    app = build_app(service.conversations, _identities(service, settings), _said(service, settings))
    if settings.staff_token:
        add_staff(app, service.queue, Door(settings.staff_token, service.secret))
    for channel in service.channels.values():
        channel.attach(app)
    return app


def _identities(service: Service, settings: Settings) -> Identities:
    return Identities(service.secret, settings.keep_rated_days * _A_DAY, WebSettings().idle_seconds)


def _said(service: Service, settings: Settings) -> WebSettings:
    """What the page says of how long a question is kept, and whose pages may hold it."""
    keeping = service.conversations.assistant.keeping
    return WebSettings(
        public_url=settings.public_url,
        days=keeping.days,
        rated_months=keeping.rated_months,
        embed_origins=settings.embed_origins,
    )
