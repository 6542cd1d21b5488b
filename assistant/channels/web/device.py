"""What this device keeps: the language of the page, and whether its owner is known again on it."""

from dataclasses import replace
from urllib.parse import urlsplit

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.channels.labels import languages
from assistant.channels.web.beside import drawn_with
from assistant.channels.web.forms import Earlier, Form, OwnPageOnly
from assistant.channels.web.parts import TheseAllPages, TheseConversations, ThesePages, ThisLanguage, ThisVisitor
from assistant.channels.web.rendering import Asked

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.post("/language", dependencies=OwnPageOnly)
async def choose_language(
    form: Form,
    earlier: Earlier,
    conversations: TheseConversations,
    visitor: ThisVisitor,
    language: ThisLanguage,
    all_pages: TheseAllPages,
) -> Response:
    """The page that the form stood on, in another language from now on; with the conversation that the form carries, and what is typed."""
    if form.get("language") in languages():
        language = replace(language, code=form["language"])
    question = form.get("question", "")
    if earlier or question.strip():
        page = await drawn_with("", earlier, conversations, visitor, all_pages.of(language.code), Asked(question))
        response: Response = HTMLResponse(page)
    else:
        response = RedirectResponse(_own_page(form.get("back", "")), 303)
    language.keep(response, visitor.lasting)
    return response


@router.post("/remember", dependencies=OwnPageOnly)
async def remember(
    form: Form,
    earlier: Earlier,
    conversations: TheseConversations,
    visitor: ThisVisitor,
    language: ThisLanguage,
    pages: ThesePages,
) -> Response:
    """Know this browser again for long, or not any more; the part of the page that says so."""
    visitor.remember(form.get("remember") == "yes")
    whole = "" if form.get("part") else await drawn_with("", earlier, conversations, visitor, pages)
    response = HTMLResponse(whole or pages.device(visitor))
    if language.code:
        language.keep(response, visitor.lasting)
    return response


@router.get("/device")
async def device(visitor: ThisVisitor, pages: ThesePages) -> HTMLResponse:
    """The part of the page that says whether this device remembers."""
    return HTMLResponse(pages.device(visitor))


@router.post("/stay", dependencies=OwnPageOnly, status_code=204)
async def stay() -> Response:
    """The page is still in use: the cookie, which any request renews, lasts on."""
    return Response(status_code=204)


@router.post("/leave", dependencies=OwnPageOnly, status_code=204)
async def leave(form: Form, visitor: ThisVisitor, language: ThisLanguage) -> Response:
    """Whoever used this browser has gone: it is not known any more, unless it is to remember, nor what language was chosen.

    Who has had themselves forgotten is not known in any case.
    """
    response = Response(status_code=204)
    if visitor.remembered and form.get("forget") != "yes":
        return response
    visitor.leave()
    if form.get("language") == "forget":
        language.keep(response, 0)
    elif form.get("forget") == "yes" and language.code:
        language.keep(response, visitor.lasting)
    return response


def _own_page(address: str) -> str:
    """The address of a page of ours that can be opened again, without the language that it may have named."""
    parts = urlsplit(address)
    is_source = parts.path == "/source" and not parts.netloc and not parts.scheme
    return f"/source?{parts.query}#quote" if is_source else "/"
