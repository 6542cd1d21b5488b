"""The parts that `build_app` gave to the application, as routes ask for them."""

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.answering import Assistant
from assistant.channels.web.cookies import Cookies
from assistant.channels.web.identity import Visitor
from assistant.channels.web.language import Choice as LanguageChoice
from assistant.channels.web.language import chosen_language, language_of
from assistant.channels.web.rendering import AllPages, Pages
from assistant.channels.web.settings import WebSettings
from assistant.conversing import Conversations


def _assistant(request: Request) -> Assistant:
    return _conversations(request).assistant


def _conversations(request: Request) -> Conversations:
    return cast(Conversations, request.app.state.conversations)


def _visitor(request: Request) -> Visitor:
    return cast(Visitor, request.state.visitor)


def _all_pages(request: Request) -> AllPages:
    return cast(AllPages, request.app.state.pages)


def _pages(request: Request) -> Pages:
    return _all_pages(request).of(language_of(request))


def _settings(request: Request) -> WebSettings:
    return cast(WebSettings, request.app.state.settings)


def _language(request: Request) -> LanguageChoice:
    cookies = cast(Cookies, request.app.state.cookies)
    return LanguageChoice(chosen_language(request), request.url.scheme == "https", cookies)


ThisAssistant = Annotated[Assistant, Depends(_assistant)]
TheseConversations = Annotated[Conversations, Depends(_conversations)]
ThisVisitor = Annotated[Visitor, Depends(_visitor)]
TheseAllPages = Annotated[AllPages, Depends(_all_pages)]
ThesePages = Annotated[Pages, Depends(_pages)]
ThisLanguage = Annotated[LanguageChoice, Depends(_language)]
TheseSettings = Annotated[WebSettings, Depends(_settings)]
