"""The parts that `build_app` gave to the application, as routes ask for them."""

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.answering import Assistant
from assistant.channels.web.identity import Visitor
from assistant.channels.web.rendering import Pages
from assistant.channels.web.settings import WebSettings
from assistant.conversing import Conversations


def _assistant(request: Request) -> Assistant:
    return _conversations(request).assistant


def _conversations(request: Request) -> Conversations:
    return cast(Conversations, request.app.state.conversations)


def _visitor(request: Request) -> Visitor:
    return cast(Visitor, request.state.visitor)


def _pages(request: Request) -> Pages:
    return cast(Pages, request.app.state.pages)


def _settings(request: Request) -> WebSettings:
    return cast(WebSettings, request.app.state.settings)


ThisAssistant = Annotated[Assistant, Depends(_assistant)]
TheseConversations = Annotated[Conversations, Depends(_conversations)]
ThisVisitor = Annotated[Visitor, Depends(_visitor)]
ThesePages = Annotated[Pages, Depends(_pages)]
TheseSettings = Annotated[WebSettings, Depends(_settings)]
