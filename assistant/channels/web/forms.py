"""What is posted: that it comes from our own pages, and the fields of forms."""

from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.channels.web.conversation import Exchange, has_ended, read_carried
from assistant.channels.web.parts import TheseConversations, TheseSettings, ThisVisitor

FIELD_LIMIT = 50  # a checklist has one for each step
_PORTS = {"http": 80, "https": 443}


async def _from_our_own_page(request: Request, settings: TheseSettings) -> None:
    """Refuses what a page of another site sends, a sibling host's too; a client that is no browser says nothing of where it is.

    Sec-Fetch-Site is the browser's own word, and Origin that of browsers that are older or reach us without HTTPS.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        is_ours = site == "same-origin"
    else:
        is_ours = origin is None or _is_our_address(origin, request.headers.get("host", ""), settings.public_url)
    if not is_ours:
        raise HTTPException(403, "Questions can be asked from this service's own page only.")


def _is_our_address(origin: str, host: str, public_url: str) -> bool:
    """Whether an origin is that of the page; what stands before the service may have taken HTTPS off, or renamed the host."""
    try:
        scheme, _, place = origin.partition("://")
        ours = (f"{scheme}://{host}", public_url)
        return bool(place) and _host_and_port(origin) in map(_host_and_port, filter(None, ours))
    except ValueError:
        return False


def _host_and_port(address: str) -> tuple[str | None, int | None]:
    parts = urlsplit(address)
    return parts.hostname, parts.port or _PORTS.get(parts.scheme)


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
