"""The HTTP API: one question in, the answer object out, whole or as events; and the state of the service."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.channels.replies import answer_object, citation_object
from assistant.channels.web.briefings import as_file
from assistant.channels.web.forms import OwnPageOnly
from assistant.channels.web.parts import TheseConversations, TheseSettings, ThisAssistant, ThisVisitor
from assistant.channels.web.problems import Problem, problem_object
from assistant.channels.web.schemas import AnswerObject, BriefRequest, ChatRequest, ProblemObject
from assistant.channels.web.stream import Progress, Step, steps
from assistant.types import Answer, Citation, Sentence

router = APIRouter()


def problems(**descriptions: str) -> dict[int | str, dict[str, Any]]:
    """What the schema says of the problems that a route ends in, each by its status after an underscore."""
    schema = {"application/problem+json": {"schema": ProblemObject.model_json_schema()}}
    return {int(status[1:]): {"description": text, "content": schema} for status, text in descriptions.items()}


REFUSALS = problems(
    _400="The body is not JSON.",
    _413="The body is too large.",
    _422="The question is empty or a key is unknown or wrong; `errors` names it.",
)
FAILURES = problems(
    _500="Something failed on our side.",
    _503="The index is not ready or a model did not reply; `Retry-After` says when to try again.",
    _507="The data folder is full or cannot be written to.",
)


@router.post(
    "/api/chat",
    summary="Ask a question",
    responses={200: {"model": AnswerObject}} | REFUSALS | FAILURES,
    dependencies=OwnPageOnly,
)
async def chat(asked: ChatRequest, conversations: TheseConversations, visitor: ThisVisitor) -> JSONResponse:
    """Answer one question, and keep it for the browser that asks, masked."""
    return JSONResponse(answer_object(await conversations.answer(asked.as_message(visitor.person))))


async def _told(
    asked: ChatRequest, conversations: TheseConversations, visitor: ThisVisitor, settings: TheseSettings
) -> AsyncIterator[AsyncGenerator[Step]]:
    """The steps of the answer that is asked for; the work ends with the request, also where nobody reads what it tells any more."""
    async with aclosing(steps(conversations.tell(asked.as_message(visitor.person)), settings.slow_after)) as told:
        yield told


@router.post(
    "/api/chat/stream",
    summary="Ask a question and be told the answer as it comes",
    response_class=EventSourceResponse,
    responses=REFUSALS,
    dependencies=OwnPageOnly,
)
async def chat_stream(told: Annotated[AsyncGenerator[Step], Depends(_told)]) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events `status`, `sentence` and `citation`; last `done` with the answer object, or `error`."""
    async for step in told:
        yield _event(step)


@router.post(
    "/api/brief",
    summary="Brief a coach",
    responses={200: {"model": AnswerObject}} | REFUSALS | FAILURES,
    dependencies=OwnPageOnly,
)
async def brief(asked: BriefRequest, assistant: ThisAssistant) -> Response:
    """One page before a career talk, without names, as the answer object or as a file. Nothing is kept of it."""
    answer = await assistant.answer(asked.as_question())
    if asked.format == "json":
        return JSONResponse(answer_object(answer))
    return await as_file(answer, asked.format)


def _event(step: Step) -> ServerSentEvent:
    match step:
        case Progress():
            return ServerSentEvent(event="status", data=asdict(step))
        case Sentence():
            return ServerSentEvent(event="sentence", data=asdict(step))
        case Citation():
            return ServerSentEvent(event="citation", data=citation_object(step))
        case Answer():
            return ServerSentEvent(event="done", data=answer_object(step))
        case Problem():
            return ServerSentEvent(event="error", data=problem_object(step))


@router.get("/healthz", summary="Is the process alive?")
async def alive() -> dict[str, str]:
    """Always ok while the process runs."""
    return {"status": "ok"}


@router.get("/readyz", summary="Can questions be answered?", responses=FAILURES)
async def ready(assistant: ThisAssistant) -> dict[str, str]:
    """Ready, or the problem and its remedy."""
    await assistant.check_ready()
    return {"status": "ready"}
