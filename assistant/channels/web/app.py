"""The web application: the page and the API over one assistant."""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

from assistant.channels.web import api, beside, briefings, checklists, device, handoffs, own_data, pages, staff
from assistant.channels.web.cookies import Cookies
from assistant.channels.web.identity import Identities, Recognition
from assistant.channels.web.protection import BodyLimit, LastCatch, SecurityHeaders
from assistant.channels.web.refusals import refuse
from assistant.channels.web.rendering import AllPages, environment
from assistant.channels.web.settings import DEFAULTS, WebSettings
from assistant.channels.web.staff import Queue
from assistant.channels.web.staff_door import Door
from assistant.channels.web.staff_rendering import StaffPages
from assistant.conversing import Conversations
from assistant.errors import AssistantError

STATIC = Path(__file__).parent / "static"


class CheckedFiles(StaticFiles):
    """Static files that a browser may keep, but asks about before it uses them again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or what StaticFiles answers instead."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def build_app(conversations: Conversations, identities: Identities, settings: WebSettings = DEFAULTS) -> FastAPI:
    """The ASGI application over these conversations with those whom it can tell apart by `identities`."""
    cookies = Cookies(embedded=bool(settings.embed_origins))
    app = FastAPI(
        title=settings.name,
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(SecurityHeaders, embed_origins=settings.embed_origins),
            Middleware(Recognition, identities=identities, cookies=cookies),
            Middleware(GZipMiddleware),
            Middleware(LastCatch),
            Middleware(BodyLimit, limit=settings.body_limit),
        ],
        exception_handlers={AssistantError: refuse, RequestValidationError: refuse, HTTPException: refuse},
    )
    app.state.conversations = conversations
    app.state.settings = settings
    app.state.cookies = cookies
    app.state.pages = AllPages(settings, conversations.team)
    app.include_router(api.router)
    app.include_router(own_data.router)
    app.include_router(handoffs.router)
    app.include_router(beside.router)
    app.include_router(briefings.router)
    app.include_router(checklists.router)
    app.include_router(device.router)
    app.include_router(pages.router)
    app.mount("/static", CheckedFiles(directory=STATIC))
    return app


def add_staff(app: FastAPI, queue: Queue, door: Door) -> None:
    """Adds the pages on which staff answer what was handed to a person; without this there are none."""
    app.state.queue = queue
    app.state.door = door
    app.state.staff_pages = StaffPages(environment(app.state.settings))
    app.include_router(staff.router)
