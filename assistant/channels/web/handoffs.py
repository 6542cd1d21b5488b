"""The HTTP API for asking a person: what would be sent and to whom, sending it, and the replies."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from assistant.channels.web.api import FAILURES, REFUSALS
from assistant.channels.web.forms import OwnPageOnly
from assistant.channels.web.own_data import NOT_KEPT, handoff_object
from assistant.channels.web.parts import TheseConversations, ThisVisitor
from assistant.channels.web.schemas import ShortText

router = APIRouter(prefix="/api/handoff")


class HandoffRequest(BaseModel):
    """An answer to be sent to a person: `turn` is its `id`, `profile` that what is known of the asker may go with it."""

    model_config = ConfigDict(extra="forbid")

    turn: ShortText
    profile: bool = False


class OfferObject(BaseModel):
    """What would be sent to a person: `team` sees it, `answers` says when, `copies` where else they get it.

    `profile` is sent only with consent.
    """

    team: str
    answers: str
    copies: str
    question: str
    answer: str
    profile: dict[str, str]


class SentObject(BaseModel):
    """What was sent, to whom, and when they answer."""

    team: str
    answers: str
    handoff: dict[str, Any]


class HandoffsObject(BaseModel):
    """What was sent to a person; `state` is waiting, answered or closed."""

    handoffs: list[dict[str, Any]]


@router.get("/offer", summary="What would be sent, and to whom?", responses={200: {"model": OfferObject}} | NOT_KEPT | FAILURES)
async def offer(turn: str, conversations: TheseConversations, visitor: ThisVisitor) -> JSONResponse:
    """Who would see an answer of this browser's, what would be sent with it, and when they answer."""
    offered = await conversations.offer(visitor.person, turn)
    profile = {name: value for name, value in asdict(offered.profile).items() if value}
    team = conversations.team
    told = {
        "team": team.name,
        "answers": team.within,
        "copies": team.copies,
        "question": offered.question,
        "answer": offered.answer,
    }
    return JSONResponse(told | {"profile": profile})


@router.post(
    "",
    summary="Ask a person",
    status_code=201,
    responses={201: {"model": SentObject}} | REFUSALS | NOT_KEPT | FAILURES,
    dependencies=OwnPageOnly,
)
async def hand_over(asked: HandoffRequest, conversations: TheseConversations, visitor: ThisVisitor) -> JSONResponse:
    """Send an answer that this browser was given, with its question and, with consent, the profile; twice sends it once."""
    sent = await conversations.hand_over(visitor.person, asked.turn, with_profile=asked.profile)
    team = conversations.team
    return JSONResponse({"team": team.name, "answers": team.within, "handoff": handoff_object(sent)}, 201)


@router.get("", summary="The replies to me", response_model=HandoffsObject, responses=FAILURES)
async def own(conversations: TheseConversations, visitor: ThisVisitor, conversation: str = "") -> JSONResponse:
    """What this browser has sent to a person, in one conversation or in all, the oldest first, with the replies."""
    found = await conversations.replies(visitor.person, conversation) if visitor.key else ()
    return JSONResponse({"handoffs": [handoff_object(each) for each in found]})
