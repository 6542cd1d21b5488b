"""The checklists of journeys on the page: which steps are ticked, and a form to tick them that works without JavaScript."""

from collections.abc import Container, Iterable
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from assistant.channels.web.conversation import Exchange, read_carried
from assistant.channels.web.forms import Form, OwnPageOnly
from assistant.channels.web.identity import Visitor
from assistant.channels.web.parts import TheseConversations, ThesePages, ThisVisitor
from assistant.channels.web.schemas import TickRequest
from assistant.conversing import Conversations
from assistant.errors import QuestionError, RecordsUnavailable
from assistant.kept import Tick
from assistant.types import Step

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


async def ticks_of(exchanges: Iterable[Exchange], conversations: Conversations, visitor: Visitor) -> frozenset[Tick]:
    """What this browser has ticked, where one of the exchanges has a checklist; nothing where the records cannot be reached."""
    if not visitor.key or not any(told.details and told.details.type == "journey" for told in exchanges):
        return frozenset()
    try:
        return frozenset((await conversations.held(visitor.person)).ticks)
    except RecordsUnavailable:
        return frozenset()


@router.post("/tick", dependencies=OwnPageOnly)
async def tick(form: Form, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages) -> HTMLResponse:
    """Keep which of the steps shown are ticked, and show the page again."""
    earlier = read_carried(form.get("conversation", ""))
    shown = {step: _tick(form.get("journey", ""), step) for step in form.get("steps", "").split()}
    done = {step: each for step, each in shown.items() if form.get(f"done:{step}")}
    before = frozenset((await conversations.held(visitor.person)).ticks)
    for step, each in shown.items():
        if (step in done) is not (each in before):
            await conversations.tick(visitor.person, each, done=step in done)
    now = before.difference(shown.values()).union(done.values())
    drawn = (*earlier[:-1], *(_with_ticks(told, shown, done) for told in earlier[-1:]))
    return HTMLResponse(pages.chat(drawn, said=pages.ticked(len(done), len(shown)), ticked=now))


def _with_ticks(told: Exchange, shown: Container[str], done: Container[str]) -> Exchange:
    """The exchange with its steps as they are ticked now, whatever they were when it was told."""

    def ticked(step: Step) -> Step:
        return replace(step, status="met" if step.id in done else None) if step.id in shown else step

    if told.details is None:
        return told
    items = tuple(replace(item, steps=tuple(map(ticked, item.steps))) for item in told.details.items)
    return told.model_copy(update={"details": replace(told.details, items=items)})


def _tick(journey: str, step: str) -> Tick:
    try:
        return TickRequest(journey=journey, step=step).as_tick()
    except ValidationError as error:
        raise QuestionError("The ticks could not be read. Go back and try again.") from error
