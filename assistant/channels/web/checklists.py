"""A form to tick the steps of a journey's checklist, for browsers without JavaScript."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from assistant.channels.web.beside import drawn_with
from assistant.channels.web.forms import Earlier, Form, OwnPageOnly
from assistant.channels.web.parts import TheseConversations, ThesePages, ThisVisitor
from assistant.channels.web.schemas import TickRequest
from assistant.errors import QuestionError
from assistant.kept import Tick

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.post("/tick", dependencies=OwnPageOnly)
async def tick(
    form: Form, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages, earlier: Earlier
) -> HTMLResponse:
    """Keep which of the steps shown are ticked, and show the page again."""
    shown = {step: _tick(form.get("journey", ""), step) for step in form.get("steps", "").split()}
    done = {step for step in shown if form.get(f"done:{step}")}
    before = (await conversations.known(visitor.person)).ticks
    for step, each in shown.items():
        if (step in done) is not (each in before):
            await conversations.tick(visitor.person, each, done=step in done)
    drawn = (*earlier[:-1], *(told.with_steps(shown, done) for told in earlier[-1:]))
    return HTMLResponse(await drawn_with(pages.ticked(len(done), len(shown)), drawn, conversations, visitor, pages))


def _tick(journey: str, step: str) -> Tick:
    try:
        return TickRequest(journey=journey, step=step).as_tick()
    except ValidationError as error:
        raise QuestionError("The ticks could not be read. Go back and try again.") from error
