"""What a person may do beside an answer, with and without JavaScript: rate it, have it sent to a person, read the reply."""

from collections.abc import Awaitable, Sequence
from contextlib import suppress

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from assistant.channels.web.conversation import Exchange, as_history
from assistant.channels.web.forms import Earlier, Form, OwnPageOnly
from assistant.channels.web.identity import Visitor
from assistant.channels.web.parts import TheseConversations, ThesePages, ThisVisitor
from assistant.channels.web.problems import problem_of
from assistant.channels.web.rendering import NOTHING_ASKED, Asked, Pages, Told
from assistant.channels.web.schemas import FeedbackRequest
from assistant.conversing import Conversations
from assistant.errors import AssistantError, NotKept, QuestionError, RecordsUnavailable
from assistant.handing_over import Offer
from assistant.kept import Handoff, is_kept
from assistant.types import Answer

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


async def offer_beside(answer: Answer, conversations: Conversations, visitor: Visitor) -> Offer | None:
    """What would be sent to a person of this answer; None where it is not kept, and so can be neither sent nor rated."""
    if not is_kept(answer):
        return None
    try:
        return await conversations.offer(visitor.person, answer.id)
    except (NotKept, RecordsUnavailable):
        return None


async def handoffs_of(conversations: Conversations, visitor: Visitor) -> Sequence[Handoff]:
    """What this browser has sent to a person; the page is shown without it where the records cannot be reached."""
    try:
        return await conversations.replies(visitor.person) if visitor.key else ()
    except RecordsUnavailable:
        return ()


async def with_ticks(told: Exchange, conversations: Conversations, visitor: Visitor) -> Exchange:
    """The exchange with the steps done that this browser has ticked; as it is where the records cannot be reached."""
    if not visitor.key or not told.has_boxes:
        return told
    try:
        ticks = (await conversations.known(visitor.person)).ticks
    except RecordsUnavailable:
        return told
    done = {tick.step for tick in ticks if told.details and tick.journey == told.details.id}
    return told.with_steps(done, done)


async def drawn_with(
    said: str,
    earlier: Sequence[Exchange],
    conversations: Conversations,
    visitor: Visitor,
    pages: Pages,
    asked: Asked = NOTHING_ASKED,
) -> str:
    """The chat page with the conversation so far, and what is `said` below it; the newest answer with all that stands beside it."""
    drawn = (*earlier[:-1], *[await with_ticks(told, conversations, visitor) for told in earlier[-1:]])
    handoffs = await handoffs_of(conversations, visitor)
    told = await _told_again(drawn, conversations, visitor)
    return pages.chat(visitor, drawn[:-1] if told else drawn, told, asked, said=said, handoffs=handoffs)


async def _told_again(drawn: Sequence[Exchange], conversations: Conversations, visitor: Visitor) -> Told | None:
    """The newest answer as it was told, by what is kept of it; None where nothing is, or the records cannot be reached."""
    if not drawn or not drawn[-1].turn or not visitor.key:
        return None
    newest = drawn[-1]
    try:
        kept = await conversations.turn(visitor.person, newest.turn)
    except (NotKept, RecordsUnavailable):
        return None
    answer = Answer(
        newest.question,
        newest.language,
        kept.outcome,
        kept.kind,
        newest.answer,
        kept.sentences,
        kept.citations,
        details=newest.details,
        choices=newest.choices,
        follow_ups=newest.follow_ups,
        notices=newest.notices,
        id=newest.turn,
    )
    before = tuple(turn.content for turn in as_history(drawn[:-1]) if turn.role == "user")
    return Told(answer, newest, await offer_beside(answer, conversations, visitor), before)


@router.post("/rate", dependencies=OwnPageOnly)
async def rate(
    form: Form, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages, earlier: Earlier
) -> HTMLResponse:
    """Rate an answer, and say why."""

    async def rated() -> str:
        said = _said(form)
        await conversations.rate(visitor.person, said.turn, said.as_rating())
        return pages.rated(said.turn, said.as_rating(), form.get("conversation", ""))

    return await _with_part(form, rated(), conversations, visitor, pages, earlier)


@router.post("/ask-a-person", dependencies=OwnPageOnly)
async def ask_a_person(
    form: Form, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages, earlier: Earlier
) -> HTMLResponse:
    """Send an answer to the team whose name stood above the button."""

    async def sent() -> str:
        agreed = form.get("profile") == "yes"
        handoff = await conversations.hand_over(visitor.person, form.get("turn", ""), with_profile=agreed)
        if form.get("remember") == "yes":
            visitor.remember(True)
        return pages.handed_over(handoff, visitor)

    return await _with_part(form, sent(), conversations, visitor, pages, earlier)


@router.post("/read", dependencies=OwnPageOnly)
async def read(form: Form, conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages) -> HTMLResponse:
    """Put a reply away that was read."""
    with suppress(NotKept):  # it has expired, or was put away in another tab
        await conversations.put_away(visitor.person, form.get("handoff", ""))
    handoffs = await handoffs_of(conversations, visitor)
    return HTMLResponse(pages.replies(handoffs) if form.get("part") else pages.chat(visitor, handoffs=handoffs))


@router.get("/replies")
async def replies(conversations: TheseConversations, visitor: ThisVisitor, pages: ThesePages) -> HTMLResponse:
    """The part of the page that shows replies, and what still waits for one."""
    return HTMLResponse(pages.replies(await handoffs_of(conversations, visitor)))


def _said(form: dict[str, str]) -> FeedbackRequest:
    told = {name: form[name] for name in ("turn", "reason", "comment") if form.get(name)}
    try:
        return FeedbackRequest.model_validate(told | {"useful": form.get("useful") == "yes"})
    except ValidationError as error:
        raise QuestionError("Your rating could not be read. Use fewer words, or choose Yes or No again.") from error


async def _with_part(
    form: dict[str, str],
    work: Awaitable[str],
    conversations: Conversations,
    visitor: Visitor,
    pages: Pages,
    earlier: Sequence[Exchange],
) -> HTMLResponse:
    """The part of the page that the work gives, alone for the script, else below the conversation so far."""
    status = 200
    try:
        part = await work
    except AssistantError as error:
        problem = problem_of(error)
        part, status = pages.part_problem(problem), problem.status
    if form.get("part"):
        return HTMLResponse(part, status)
    return HTMLResponse(await drawn_with(part, earlier, conversations, visitor, pages), status)
