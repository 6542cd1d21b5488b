"""The language of the page: what its reader chose, else what their browser asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import Request, Response

from assistant.channels.labels import ENGLISH, languages
from assistant.channels.web.cookies import Cookies

COOKIE = "language"


def chosen_language(request: Request) -> str:
    """The language that the reader chose, by the address or a cookie; "" where they chose none that there is."""
    told = (request.query_params.get("language", ""), request.cookies.get(COOKIE, ""))
    return next((code for code in told if code in languages()), "")


def language_of(request: Request) -> str:
    """The language of the page for this request."""
    wanted = _wanted(request.headers.get("accept-language", ""))
    return chosen_language(request) or next((code for code in wanted if code in languages()), ENGLISH)


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice of a reader among the languages: `code` is "" where they made none; `cookies` writes it down."""

    code: str
    https: bool
    cookies: Cookies

    def keep(self, response: Response, seconds: int | None) -> None:
        """Have the browser keep it; without `seconds` until it is closed, with 0 not any more."""
        header = self.cookies.header(COOKIE, self.code, https=self.https, seconds=seconds)
        response.headers.append("set-cookie", header)


def _wanted(header: str) -> Iterator[str]:
    """The codes of an Accept-Language header, the most wanted first, without their regions."""
    parts = [part.strip().partition(";q=") for part in header.split(",")[:20]]
    weighed = [(_weight(weight), code) for code, _, weight in parts]
    for weight, code in sorted(weighed, key=lambda pair: -pair[0]):
        if weight > 0:
            base = code.strip().lower().partition("-")[0]
            yield "tl" if base == "fil" else base


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0
