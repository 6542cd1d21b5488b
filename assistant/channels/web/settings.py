"""What an operator may choose about the web page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`body_limit` is in bytes, `question_limit` in characters of the page's box, `slow_after` in seconds.

    `kept` is how long a question is kept, in words.
    """

    name: str = "Staff learning and careers assistant"
    examples: tuple[str, ...] = (
        "I am a band 2 healthcare assistant. Can I train as a nurse while I work?",
        "Who pays for my course?",
        "How do I ask for study leave?",
        "What is the OSCE and when do I get my PIN?",
    )
    kept: str = "30 days"
    kept_if_rated: str = "12 months"
    question_limit: int = 2_000
    body_limit: int = 256_000
    slow_after: float = 4.0


DEFAULTS = WebSettings()
