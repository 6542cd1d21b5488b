"""The web application: the page and the API over one assistant."""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

from assistant.channels.web import api, own_data, pages
from assistant.channels.web.identity import Identities, Recognition
from assistant.channels.web.protection import BodyLimit, LastCatch, SecurityHeaders
from assistant.channels.web.refusals import refuse
from assistant.channels.web.rendering import Pages
from assistant.channels.web.settings import DEFAULTS, WebSettings
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
    app = FastAPI(
        title=settings.name,
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Recognition, identities=identities),
            Middleware(GZipMiddleware),
            Middleware(LastCatch),
            Middleware(BodyLimit, limit=settings.body_limit),
        ],
        exception_handlers={AssistantError: refuse, RequestValidationError: refuse, HTTPException: refuse},
    )
    app.state.conversations = conversations
    app.state.settings = settings
    app.state.pages = Pages(settings)
    app.include_router(api.router)
    app.include_router(own_data.router)
    app.include_router(pages.router)
    app.mount("/static", CheckedFiles(directory=STATIC))
    return app
