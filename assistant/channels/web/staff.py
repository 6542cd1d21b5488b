"""The pages of staff: the questions that wait for a person, and the replies to them. They exist only with a token."""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from assistant.channels.web.forms import Form, OwnPageOnly
from assistant.channels.web.staff_door import SESSION_SECONDS, Door, Session
from assistant.channels.web.staff_rendering import REPLY_LIMIT, StaffPages
from assistant.kept import Handoff

logger = logging.getLogger(__name__)

_COOKIE = "staff"
_PAGE = re.compile(r"/staff(/questions/[\w-]{1,64})?")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nobody was let in, for the form in which they try again; `wanted` is the page that they were going to."""

    mistake: str = ""
    status: int = 200
    wanted: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


NOT_REFUSED = Refused()


class Queue(Protocol):
    """The questions that were handed to a person; each method may raise RecordsUnavailable, those that name one NotKept."""

    async def waiting(self) -> Sequence[Handoff]:
        """Those that nobody has answered or closed, the oldest first."""

    async def one(self, handoff: str) -> Handoff:
        """One of them, whatever became of it."""

    async def reply(self, handoff: str, text: str) -> Handoff:
        """Answer; a later reply replaces it."""

    async def close(self, handoff: str) -> Handoff:
        """Put it away."""

    async def signed_in(self) -> None:
        """Note in the audit that somebody of the team has opened the queue."""


def _queue(request: Request) -> Queue:
    return cast(Queue, request.app.state.queue)


def _door(request: Request) -> Door:
    return cast(Door, request.app.state.door)


def _pages(request: Request) -> StaffPages:
    return cast(StaffPages, request.app.state.staff_pages)


ThisQueue = Annotated[Queue, Depends(_queue)]
ThisDoor = Annotated[Door, Depends(_door)]
TheseStaffPages = Annotated[StaffPages, Depends(_pages)]


def _session(request: Request, door: ThisDoor) -> Session | None:
    return door.session(request.cookies.get(_COOKIE, ""))


AnySession = Annotated[Session | None, Depends(_session)]


def _inside(session: AnySession, form: Form, door: ThisDoor) -> Session:
    """The session of a form of ours.

    Raises:
        HTTPException: 403 where nobody is signed in, or the form is not one of this session's.
    """
    if session is None or not session.inside or not door.is_from_our_form(session, form.get("word", "")):
        raise HTTPException(403, "You have been signed out. Sign in again at /staff: nothing was sent.")
    return session


Inside = Annotated[Session, Depends(_inside)]
router = APIRouter(prefix="/staff", include_in_schema=False, default_response_class=HTMLResponse)


@router.get("")
async def waiting(request: Request, session: AnySession, queue: ThisQueue, door: ThisDoor, pages: TheseStaffPages) -> Response:
    """The questions that wait, or the form to sign in."""
    if session is None or not session.inside:
        return _ask_for_token(request, door, pages)
    done = request.query_params.get("done", "")
    return HTMLResponse(pages.waiting(await queue.waiting(), datetime.now(UTC), door.form_word(session), done))


@router.get("/questions/{handoff}")
async def question(
    handoff: str, request: Request, session: AnySession, queue: ThisQueue, door: ThisDoor, pages: TheseStaffPages
) -> Response:
    """One question with its answer and the box to reply in, or the form to sign in."""
    if session is None or not session.inside:
        return _ask_for_token(request, door, pages)
    return HTMLResponse(pages.question(await queue.one(handoff), datetime.now(UTC), door.form_word(session)))


@router.post("/sign-in", dependencies=OwnPageOnly)
async def sign_in(
    request: Request, form: Form, session: AnySession, queue: ThisQueue, door: ThisDoor, pages: TheseStaffPages
) -> Response:
    """Sign in with the token, and go to the page that was asked for."""
    wanted = form.get("wanted", "")
    if session is None or not door.is_from_our_form(session, form.get("word", "")):
        return _ask_for_token(
            request, door, pages, Refused("This form was open for too long. Type the token again.", 403, wanted)
        )
    try:
        entered = door.open(form.get("token", ""), request.client.host if request.client else "")
    except HTTPException as error:
        logger.warning("%s", json.dumps({"event": "staff_sign_in_refused", "status": error.status_code}))
        return _ask_for_token(request, door, pages, Refused(error.detail, error.status_code, wanted, error.headers or {}))
    await queue.signed_in()
    response = RedirectResponse(wanted if _PAGE.fullmatch(wanted) else "/staff", 303)
    _keep(response, request, door.cookie(entered))
    return response


@router.post("/sign-out", dependencies=OwnPageOnly)
async def sign_out(_: Inside) -> Response:
    """Sign out on this browser."""
    response = RedirectResponse("/staff", 303)
    response.delete_cookie(_COOKIE, path="/staff")
    return response


@router.post("/questions/{handoff}/reply", dependencies=OwnPageOnly)
async def reply(handoff: str, form: Form, session: Inside, queue: ThisQueue, door: ThisDoor, pages: TheseStaffPages) -> Response:
    """Send a reply to the chat that the question came from."""
    text = form.get("reply", "").replace("\r\n", "\n").strip()
    mistake = "Enter a reply" if not text else _too_long(text)
    if mistake:
        page = pages.question(await queue.one(handoff), datetime.now(UTC), door.form_word(session), mistake, text)
        return HTMLResponse(page, 422)
    await queue.reply(handoff, text)
    return RedirectResponse("/staff?done=reply", 303)


@router.post("/questions/{handoff}/close", dependencies=OwnPageOnly)
async def close(handoff: str, _: Inside, queue: ThisQueue) -> Response:
    """Close a question without a word to its asker."""
    await queue.close(handoff)
    return RedirectResponse("/staff?done=close", 303)


def _too_long(text: str) -> str:
    over = len(text) - REPLY_LIMIT
    return f"Shorten your reply by {over:,} characters" if over > 0 else ""


def _ask_for_token(request: Request, door: Door, pages: StaffPages, refused: Refused = NOT_REFUSED) -> Response:
    if request.method == "GET" and _COOKIE not in request.cookies and request.headers.get("sec-fetch-site") == "cross-site":
        return HTMLResponse(pages.go_on(request.url.path))  # a link in Slack leads here without the cookie, our own page with it
    session = door.outside()
    wanted = refused.wanted or request.url.path
    page = pages.sign_in(door.form_word(session), wanted if _PAGE.fullmatch(wanted) else "/staff", refused.mistake)
    response = HTMLResponse(page, refused.status, dict(refused.headers))
    _keep(response, request, door.cookie(session))
    return response


def _keep(response: Response, request: Request, cookie: str) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(_COOKIE, cookie, max_age=SESSION_SECONDS, path="/staff", secure=secure, httponly=True, samesite="strict")
