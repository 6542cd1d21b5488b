"""An error as a response: a page for a person, problem details for a program."""

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from assistant.channels.web.language import language_of
from assistant.channels.web.problems import problem_of, problem_response
from assistant.channels.web.rendering import AllPages

PAGES = frozenset({"/", "/source", "/rate", "/ask-a-person", "/read", "/tick", "/brief", "/language", "/remember"})


async def refuse(request: Request, error: Exception) -> Response:
    """The response to a request that ended in an error."""
    problem = problem_of(error)
    if not _is_for_a_person(request):
        return problem_response(problem)
    pages: AllPages = request.app.state.pages
    return HTMLResponse(pages.of(language_of(request)).problem(problem), problem.status, dict(problem.headers))


def _is_for_a_person(request: Request) -> bool:
    path = request.url.path
    return (
        path in PAGES
        or path.startswith("/staff")
        or (not path.startswith("/api/") and "text/html" in request.headers.get("accept", ""))
    )
