"""Cookies as the page sets them, on its own or within a page of another site."""

from dataclasses import dataclass

from fastapi import Response


@dataclass(frozen=True, slots=True)
class Cookies:
    """Writes cookies. Where the page is `embedded` in another site, browsers send only those that are marked for it."""

    embedded: bool = False

    def header(self, name: str, value: str, *, https: bool, seconds: int | None = None) -> str:
        """The value of a Set-Cookie header; without `seconds` it lasts until the browser is closed, with 0 it is taken back."""
        written = Response()
        secure = https or self.embedded
        written.set_cookie(
            name, value, max_age=seconds, secure=secure, httponly=True, samesite="none" if self.embedded else "lax"
        )
        header = written.headers["set-cookie"]
        # A partitioned cookie belongs to one pair of sites: the intranet's page does not make the browser known elsewhere.
        return f"{header}; Partitioned" if self.embedded else header
