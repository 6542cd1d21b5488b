"""The parts that `build_app` gave to the application, as routes ask for them."""

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.answering import Assistant
from assistant.channels.web.rendering import Pages
from assistant.channels.web.settings import WebSettings


def _assistant(request: Request) -> Assistant:
    return cast(Assistant, request.app.state.assistant)


def _pages(request: Request) -> Pages:
    return cast(Pages, request.app.state.pages)


def _settings(request: Request) -> WebSettings:
    return cast(WebSettings, request.app.state.settings)


ThisAssistant = Annotated[Assistant, Depends(_assistant)]
ThesePages = Annotated[Pages, Depends(_pages)]
TheseSettings = Annotated[WebSettings, Depends(_settings)]
