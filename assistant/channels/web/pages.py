"""The pages for people: the chat, with and without JavaScript, and a source with its quote in place."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from assistant.channels.replies import one_line
from assistant.channels.web.conversation import as_history, exchange_of, read_carried
from assistant.channels.web.excerpt import excerpt
from assistant.channels.web.forms import Form, OwnPageOnly
from assistant.channels.web.parts import ThesePages, TheseSettings, ThisAssistant
from assistant.channels.web.problems import Problem, problem_object, problem_of
from assistant.channels.web.rendering import Asked, Pages
from assistant.channels.web.schemas import ChatRequest, WantedPlace
from assistant.channels.web.stream import Progress, Step, steps
from assistant.errors import AssistantError, QuestionError
from assistant.types import Answer, Question, Sentence

# Without this, a browser that goes back from a source to an answer asks whether to send the question again.
KEPT_BY_THE_BROWSER = {"Cache-Control": "private, no-cache"}


router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
async def chat_page(pages: ThesePages) -> HTMLResponse:
    """The chat page with an empty conversation."""
    return HTMLResponse(pages.chat(), headers=KEPT_BY_THE_BROWSER)


@router.post("/", dependencies=OwnPageOnly)
async def ask_by_form(form: Form, assistant: ThisAssistant, pages: ThesePages) -> HTMLResponse:
    """The chat page with one more answer, for browsers without JavaScript."""
    earlier = read_carried(form.get("conversation", ""))
    question = form.get("question", "")
    try:
        answer = await assistant.answer(Question(question, as_history(earlier)))
    except QuestionError as error:
        return HTMLResponse(pages.chat(earlier, asked=Asked(question, mistake=str(error))), 422)
    except AssistantError as error:
        problem = problem_of(error)
        page = pages.chat(earlier, asked=Asked(question, problem=problem))
        return HTMLResponse(page, problem.status, dict(problem.headers))
    return HTMLResponse(pages.chat(earlier, answer), headers=KEPT_BY_THE_BROWSER)


@router.post("/turn", response_class=EventSourceResponse, dependencies=OwnPageOnly)
async def ask_by_script(
    asked: ChatRequest, assistant: ThisAssistant, pages: ThesePages, settings: TheseSettings
) -> AsyncIterator[ServerSentEvent]:
    """The events that the page's script shows: `status`, `sentence`, and last `turn` with its HTML or `error`."""
    async with aclosing(steps(assistant, asked.as_question(), settings.slow_after)) as told:
        async for step in told:
            for name, data in _shown(step, pages):
                yield ServerSentEvent(event=name, data=data)


def _shown(step: Step, pages: Pages) -> list[tuple[str, dict[str, Any]]]:
    match step:
        case Progress():
            return [("status", asdict(step))]
        case Sentence():
            return [("sentence", {"text": one_line(step.text)})]
        case Answer():
            return [("turn", exchange_of(step).model_dump(mode="json") | {"html": pages.turn(step)})]
        case Problem():
            return [("error", problem_object(step))]
    return []


@router.get("/source")
async def source_page(wanted: Annotated[WantedPlace, Query()], assistant: ThisAssistant, pages: ThesePages) -> HTMLResponse:
    """A document around a quote, with the quoted words marked; all of it where no place is given."""
    source = await assistant.source(wanted.document)
    if source is None:
        raise HTTPException(404, "We do not have this document. It may have been renamed or taken away.")
    found = excerpt(source, wanted.start, wanted.end, whole=wanted.whole)
    return HTMLResponse(pages.source(source, found, wanted.start, wanted.end))
