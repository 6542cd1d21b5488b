"""Forms that are posted, and that they come from our own pages."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.channels.web.conversation import Exchange, has_ended, read_carried
from assistant.channels.web.parts import TheseConversations, TheseSettings, ThisVisitor

FIELD_LIMIT = 50  # a checklist has one for each step


async def _from_our_own_page(request: Request) -> None:
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise HTTPException(403, "Questions can be asked from this service's own page only.")


async def _fields(request: Request) -> dict[str, str]:
    """The fields of the posted form; FastAPI's own reader would need another package."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=FIELD_LIMIT))
    except ValueError as error:
        raise HTTPException(400, "The form could not be read. Ask again from the first page.") from error


Form = Annotated[dict[str, str], Depends(_fields)]


def _earlier(
    form: Form, visitor: ThisVisitor, conversations: TheseConversations, settings: TheseSettings
) -> tuple[Exchange, ...]:
    earlier = read_carried(form.get("conversation", ""))
    if visitor.remembered or not has_ended(earlier, conversations.now(), settings.idle_seconds):
        return earlier
    visitor.ended = True
    return ()


Earlier = Annotated[tuple[Exchange, ...], Depends(_earlier)]
"""The conversation that a form carries; nothing of one that has ended, since somebody else may have sent the form."""

OwnPageOnly = [Depends(_from_our_own_page)]
