"""What an operator may choose about the web page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`body_limit` is in bytes, `question_limit` in characters of the page's box, `slow_after` in seconds.

    A question is kept for `days`, and for `rated_months` if its answer is rated; as long, a browser that is to remember is known.
    One that is not to remember is forgotten after `idle_seconds` without use, of which the page warns `warned_seconds` before.
    `public_url` is the page's address as people reach it, for those who print it. Pages of `embed_origins` may hold the page in a frame.
    """

    public_url: str = ""
    name: str = "Staff learning and careers assistant"
    days: int = 30
    rated_months: int = 12
    idle_seconds: int = 15 * 60
    warned_seconds: int = 2 * 60
    embed_origins: tuple[str, ...] = ()
    question_limit: int = 2_000
    body_limit: int = 256_000
    slow_after: float = 4.0


DEFAULTS = WebSettings()
