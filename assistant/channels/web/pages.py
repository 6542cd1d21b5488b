"""The pages for people: the chat, with and without JavaScript, and a source with its quote in place."""

import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from assistant.channels.labels import translated
from assistant.channels.replies import one_line
from assistant.channels.web.beside import handoffs_of, offer_beside
from assistant.channels.web.checklists import ticks_of
from assistant.channels.web.conversation import as_history, conversation_of, exchange_of, read_carried
from assistant.channels.web.excerpt import excerpt
from assistant.channels.web.forms import Form, OwnPageOnly
from assistant.channels.web.parts import TheseConversations, ThesePages, TheseSettings, ThisAssistant, ThisVisitor
from assistant.channels.web.problems import Problem, problem_object, problem_of
from assistant.channels.web.rendering import Asked, Pages, Told
from assistant.channels.web.schemas import ChatRequest, WantedPlace
from assistant.channels.web.stream import Progress, Step, steps
from assistant.conversing import Message
from assistant.errors import AssistantError, QuestionError
from assistant.kept import Tick
from assistant.types import Answer, Sentence

logger = logging.getLogger(__name__)

GONE = "We do not have this document. It may have been renamed or taken away."
FORGOTTEN = "forget_me"  # the kind of answer after which nothing of the conversation is shown

# Without this, a browser that goes back from a source to an answer asks whether to send the question again.
KEPT_BY_THE_BROWSER = {"Cache-Control": "private, no-cache"}

_PATH = re.compile(r"[\w./-]{1,150}\.[a-z]{2,5}")

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
async def chat_page(conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages) -> HTMLResponse:
    """The chat page with an empty conversation, and the replies of people to earlier questions."""
    handoffs = await handoffs_of(conversations, visitor)
    return HTMLResponse(pages.chat(handoffs=handoffs), headers=KEPT_BY_THE_BROWSER)


@router.post("/", dependencies=OwnPageOnly)
async def ask_by_form(form: Form, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages) -> HTMLResponse:
    """The chat page with one more answer, for browsers without JavaScript."""
    earlier = read_carried(form.get("conversation", ""))
    question, conversation = form.get("question", ""), conversation_of(earlier)
    try:
        answer = await conversations.answer(Message(question, visitor.person, conversation, history=as_history(earlier)))
    except QuestionError as error:
        return HTMLResponse(pages.chat(earlier, asked=Asked(question, mistake=str(error))), 422)
    except AssistantError as error:
        problem = problem_of(error)
        page = pages.chat(earlier, asked=Asked(question, problem=problem))
        return HTMLResponse(page, problem.status, dict(problem.headers))
    told = Told(answer, exchange_of(answer, conversation), await offer_beside(answer, conversations, visitor))
    before = () if answer.kind == FORGOTTEN else earlier
    handoffs = await handoffs_of(conversations, visitor)
    ticked = await ticks_of([told.exchange], conversations, visitor)
    return HTMLResponse(pages.chat(before, told, handoffs=handoffs, ticked=ticked), headers=KEPT_BY_THE_BROWSER)


@router.post("/turn", response_class=EventSourceResponse, dependencies=OwnPageOnly)
async def ask_by_script(
    asked: ChatRequest, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages, settings: TheseSettings
) -> AsyncIterator[ServerSentEvent]:
    """The events that the page's script shows: `status`, `sentence`, and last `turn` with its HTML or `error`."""
    message = asked.as_message(visitor.person)
    message = replace(message, conversation=message.conversation or conversation_of(()))
    async with aclosing(steps(conversations.tell(message), settings.slow_after)) as told:
        async for step in told:
            if isinstance(step, Answer):
                offer = await offer_beside(step, conversations, visitor)
                shown = Told(step, exchange_of(step, message.conversation), offer, _asked_before(message))
                yield _turn(shown, pages, await ticks_of([shown.exchange], conversations, visitor))
            for name, data in _shown(step, pages.language):
                yield ServerSentEvent(event=name, data=data)


def _asked_before(message: Message) -> tuple[str, ...]:
    return tuple(turn.content for turn in message.history if turn.role == "user")


def _turn(told: Told, pages: Pages, ticked: frozenset[Tick]) -> ServerSentEvent:
    shown = {"html": pages.turn(told, ticked), "forgotten": told.answer.kind == FORGOTTEN}
    return ServerSentEvent(event="turn", data=told.exchange.model_dump(mode="json", exclude={"details"}) | shown)


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
    return HTMLResponse(pages.source(source, found, wanted.start, wanted.end, part=wanted.part))


def _tell_operator(document: str) -> None:
    """Log that a document is asked for that is not there; by its name where that is plainly the path of a file and no text."""
    named = document if _PATH.fullmatch(document) else ""
    remedy = "An answer or a bookmark leads to a document that is not in the index: put it back, or index again."
    logger.warning("%s", json.dumps({"event": "source_gone", "document": named, "remedy": remedy}))
