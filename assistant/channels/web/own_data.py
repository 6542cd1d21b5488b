"""The HTTP API over what is kept of the asker: to rate an answer, to see all of it, to have it deleted."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from assistant.channels.replies import citation_object
from assistant.channels.web.api import FAILURES, REFUSALS, problems
from assistant.channels.web.forms import OwnPageOnly
from assistant.channels.web.parts import TheseConversations, ThisVisitor
from assistant.channels.web.schemas import DeletedObject, FeedbackRequest, HeldObject, ProfileFields, TickRequest
from assistant.kept import Handoff, Held, KeptTurn
from assistant.types import Profile

router = APIRouter()
_INSIDE = frozenset({"place", "delivery"})


def told(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """What the schema says of the object that a route gives."""
    return {200: {"model": model}}


NOT_KEPT = problems(_404="We do not have this answer, or it was not given to this browser.")


@router.post(
    "/api/feedback", summary="Rate an answer", status_code=204, responses=REFUSALS | NOT_KEPT | FAILURES, dependencies=OwnPageOnly
)
async def rate(said: FeedbackRequest, conversations: TheseConversations, visitor: ThisVisitor) -> Response:
    """Rate an answer that this browser was given; a later rating replaces an earlier one."""
    await conversations.rate(visitor.person, said.turn, said.as_rating())
    return Response(status_code=204)


@router.get("/api/me", summary="What is held about me?", responses=told(HeldObject) | FAILURES)
async def held(conversations: TheseConversations, visitor: ThisVisitor) -> JSONResponse:
    """All that is held about whoever uses this browser."""
    return JSONResponse(held_object(await conversations.held(visitor.person) if visitor.key else Held()))


@router.delete("/api/me", summary="Forget me", responses=told(DeletedObject) | FAILURES, dependencies=OwnPageOnly)
async def forget(conversations: TheseConversations, visitor: ThisVisitor) -> JSONResponse:
    """Delete all that is held about whoever uses this browser, which is then not known any more."""
    deleted = asdict(await conversations.forget(visitor.person))
    visitor.leave()
    return JSONResponse({name: deleted[name] for name in DeletedObject.model_fields})


@router.put(
    "/api/me/profile", summary="Remember this about me", status_code=204, responses=REFUSALS | FAILURES, dependencies=OwnPageOnly
)
async def remember(profile: ProfileFields, conversations: TheseConversations, visitor: ThisVisitor) -> Response:
    """Keep a profile, which is then used for every question, without age and residence; one without keys is forgotten."""
    await conversations.remember(visitor.person, Profile(**profile.model_dump()))
    return Response(status_code=204)


@router.put("/api/me/steps", summary="Tick a step", status_code=204, responses=REFUSALS | FAILURES, dependencies=OwnPageOnly)
async def tick(wanted: TickRequest, conversations: TheseConversations, visitor: ThisVisitor) -> Response:
    """Tick a step of a journey, or take the tick away."""
    await conversations.tick(visitor.person, wanted.as_tick(), done=wanted.done)
    return Response(status_code=204)


def held_object(held: Held) -> dict[str, Any]:
    """What is held, as JSON."""
    return {
        "turns": [_turn_object(turn, held) for turn in held.turns],
        "handoffs": [handoff_object(handoff) for handoff in held.handoffs],
        "steps": [asdict(tick) for tick in held.ticks],
        "profile": {name: value for name, value in asdict(held.profile).items() if value},
        "language": held.language,
    }


def handoff_object(handoff: Handoff) -> dict[str, Any]:
    """A hand-off as its asker sees it."""
    told = {name: value for name, value in asdict(handoff).items() if name not in _INSIDE}
    return told | {
        "profile": dict(handoff.profile),
        "citations": [citation_object(each) for each in handoff.citations],
        "sent_at": handoff.sent_at.isoformat(),
        "replied_at": handoff.replied_at and handoff.replied_at.isoformat(),
    }


def _turn_object(turn: KeptTurn, held: Held) -> dict[str, Any]:
    rating = held.ratings.get(turn.id)
    return asdict(turn) | {
        "asked_at": turn.asked_at.isoformat(),
        "sentences": [asdict(each) | {"citations": list(each.citations)} for each in turn.sentences],
        "citations": [citation_object(each) for each in turn.citations],
        "rating": rating and asdict(rating),
    }
