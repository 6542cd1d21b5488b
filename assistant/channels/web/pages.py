"""The pages for people: the chat, with and without JavaScript, and a source with its quote in place."""

import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from assistant.channels.labels import translated
from assistant.channels.replies import one_line
from assistant.channels.web.beside import handoffs_of, offer_beside, with_ticks
from assistant.channels.web.conversation import NEWEST_ONLY, as_history, conversation_of, exchange_of
from assistant.channels.web.excerpt import cited_at, excerpt
from assistant.channels.web.forms import Earlier, Form, OwnPageOnly
from assistant.channels.web.identity import Visitor
from assistant.channels.web.parts import (
    TheseConversations,
    ThesePages,
    TheseSettings,
    ThisAssistant,
    ThisLanguage,
    ThisVisitor,
)
from assistant.channels.web.problems import Problem, problem_object, problem_of
from assistant.channels.web.rendering import Asked, Pages, Told
from assistant.channels.web.schemas import ChatRequest, WantedPlace
from assistant.channels.web.stream import Progress, Step, steps
from assistant.conversing import Conversations, Message
from assistant.errors import AssistantError, QuestionError
from assistant.types import Answer, Profile, Sentence

logger = logging.getLogger(__name__)

GONE = "We do not have this document. It may have been renamed or taken away."
HANDED_OVER = "handoff"
FORGOTTEN = "forget_me"  # the kind of answer after which nothing of the conversation is shown
_PATH = re.compile(r"[\w./-]{1,150}\.[a-z]{2,5}")

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
async def chat_page(
    request: Request, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages, language: ThisLanguage
) -> HTMLResponse:
    """The chat page with an empty conversation, and the replies of people to whom this device remembers.

    Without that, the page's script looks for them once it knows that the same person still sits there.
    """
    handoffs = await handoffs_of(conversations, visitor) if visitor.remembered else ()
    visitor.ended = visitor.ended or "ended" in request.query_params
    response = HTMLResponse(pages.chat(visitor, handoffs=handoffs))
    if "language" in request.query_params and language.code:
        language.keep(response, visitor.lasting)
    return response


@router.post("/", dependencies=OwnPageOnly)
async def ask_by_form(
    form: Form,
    conversations: TheseConversations,
    visitor: ThisVisitor,
    pages: ThesePages,
    earlier: Earlier,
    language: ThisLanguage,
) -> HTMLResponse:
    """The chat page with one more answer, for browsers without JavaScript."""
    question, conversation = form.get("question", ""), conversation_of(earlier)
    try:
        history, profile = as_history(earlier), Profile(language=language.code)
        message = Message(question, visitor.person, conversation, history=history, profile=profile)
        answer = await conversations.answer(message)
    except QuestionError as error:
        return HTMLResponse(pages.chat(visitor, earlier, asked=Asked(question, mistake=str(error))), 422)
    except AssistantError as error:
        problem = problem_of(error)
        page = pages.chat(visitor, earlier, asked=Asked(question, problem=problem))
        return HTMLResponse(page, problem.status, dict(problem.headers))
    told = await _told(answer, message, conversations, visitor, pages)
    before = () if answer.kind == FORGOTTEN else earlier
    if answer.kind == FORGOTTEN:
        visitor.leave()
    handoffs = await handoffs_of(conversations, visitor)
    response = HTMLResponse(pages.chat(visitor, before, told, handoffs=handoffs))
    if answer.kind == FORGOTTEN and language.code:
        language.keep(response, visitor.lasting)
    return response


@router.post("/turn", response_class=EventSourceResponse, dependencies=OwnPageOnly)
async def ask_by_script(
    asked: ChatRequest,
    conversations: TheseConversations,
    visitor: ThisVisitor,
    pages: ThesePages,
    settings: TheseSettings,
    language: ThisLanguage,
) -> AsyncIterator[ServerSentEvent]:
    """The events that the page's script shows: `status`, `sentence`, and last `turn` with its HTML or `error`."""
    message = asked.as_message(visitor.person)
    profile = replace(message.profile, language=message.profile.language or language.code)
    message = replace(message, conversation=message.conversation or conversation_of(()), profile=profile)
    async with aclosing(steps(conversations.tell(message), settings.slow_after)) as told:
        async for step in told:
            if isinstance(step, Answer):
                yield _turn(await _told(step, message, conversations, visitor, pages), visitor, pages)
            for name, data in _shown(step, pages.language):
                yield ServerSentEvent(event=name, data=data)


async def _told(answer: Answer, message: Message, conversations: Conversations, visitor: Visitor, pages: Pages) -> Told:
    exchange = await with_ticks(exchange_of(answer, message.conversation, conversations.now()), conversations, visitor)
    if answer.kind == HANDED_OVER and not visitor.remembered:  # its reply would come to somebody whom nobody knows any more
        answer = replace(answer, notices=(*answer.notices, pages.reply_needs_remembering))
    before = tuple(turn.content for turn in message.history if turn.role == "user")
    return Told(answer, exchange, await offer_beside(answer, conversations, visitor), before)


def _turn(told: Told, visitor: Visitor, pages: Pages) -> ServerSentEvent:
    shown = {"html": pages.turn(told, visitor), "forgotten": told.answer.kind == FORGOTTEN}
    return ServerSentEvent(event="turn", data=told.exchange.model_dump(mode="json", exclude=set(NEWEST_ONLY)) | shown)


def _shown(step: Step, language: str) -> list[tuple[str, dict[str, Any]]]:
    match step:
        case Progress():
            return [("status", {"text": translated(step.text, language)})]
        case Sentence():
            return [("sentence", {"text": one_line(step.text)})]
        case Problem():
            return [("error", problem_object(replace(step, detail=translated(step.detail, language))))]
    return []


@router.get("/source")
async def source_page(wanted: Annotated[WantedPlace, Query()], assistant: ThisAssistant, pages: ThesePages) -> HTMLResponse:
    """A document around a quote, with the quoted words marked; all of it where no place is given."""
    source = await assistant.source(wanted.document)
    if source is None:
        _tell_operator(wanted.document)
        if wanted.part:
            return HTMLResponse(pages.panel_problem(GONE), 404)
        raise HTTPException(404, GONE)
    found = excerpt(source, wanted.start, wanted.end, whole=wanted.whole)
    source = cited_at(source, wanted.start, wanted.end)
    return HTMLResponse(pages.source(source, found, wanted.start, wanted.end, part=wanted.part))


def _tell_operator(document: str) -> None:
    """Log that a document is asked for that is not there; by its name where that is plainly the path of a file and no text."""
    named = document if _PATH.fullmatch(document) else ""
    remedy = "An answer or a bookmark leads to a document that is not in the index: put it back, or index again."
    logger.warning("%s", json.dumps({"event": "source_gone", "document": named, "remedy": remedy}))
