"""A briefing on the page as a file to keep: a form that works without JavaScript. Nothing is kept of it here."""

import asyncio
from datetime import date
from uuid import uuid4

from fastapi import APIRouter
from fastapi.responses import Response

from assistant.channels.documents import MEDIA_TYPES, document_of
from assistant.channels.web.conversation import read_asked
from assistant.channels.web.forms import Form, OwnPageOnly
from assistant.channels.web.identity import Visitor
from assistant.channels.web.parts import TheseConversations, ThisAssistant, ThisVisitor
from assistant.conversing import Conversations
from assistant.errors import QuestionError, RecordsUnavailable
from assistant.kept import UNKNOWN
from assistant.types import Answer, Profile, Question, Turn

router = APIRouter(include_in_schema=False)


@router.post("/brief", dependencies=OwnPageOnly)
async def download(form: Form, conversations: TheseConversations, assistant: ThisAssistant, visitor: ThisVisitor) -> Response:
    """The briefing that the questions of the form lead to, in the format of the button that was pressed."""
    *before, text = read_asked(form.get("asked", ""))
    wanted = form.get("format", "")
    if wanted not in MEDIA_TYPES:
        raise QuestionError("Choose one of the formats that the page offers.")
    history = tuple(Turn("user", each) for each in before)
    profile = await _profile(conversations, visitor)
    return await as_file(await assistant.answer(Question(text, history, profile, id=uuid4().hex, channel="web")), wanted)


async def as_file(answer: Answer, form: str) -> Response:
    """A briefing as a file of one of MEDIA_TYPES.

    Raises:
        QuestionError: the answer is no briefing.
    """
    content = await asyncio.to_thread(document_of, answer, form, date.today())
    named = {"Content-Disposition": f'attachment; filename="briefing.{form}"'}
    return Response(content, media_type=MEDIA_TYPES[form], headers=named)


async def _profile(conversations: Conversations, visitor: Visitor) -> Profile:
    """What the answer on the page knew of this browser's person; nothing where the records cannot be reached, as there."""
    try:
        return (await conversations.known(visitor.person)).profile if visitor.key else UNKNOWN
    except RecordsUnavailable:
        return UNKNOWN
