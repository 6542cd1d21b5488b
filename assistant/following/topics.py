"""Whether a question says that it is about something else, and what it then asks."""

import re
from functools import cache

from assistant.following.wordings import any_of


def leaves_the_topic(text: str) -> bool:
    """Whether a question says that it is about something else."""
    said = text.strip()
    return bool(_first().search(said) or _last().search(said))


def new_question(text: str) -> str:
    """What is asked by a question that says that it is about something else; the whole of it where nothing more is said."""
    said = text.strip()
    return _last().sub("", _first().sub("", said)).strip() or said


@cache
def _first() -> re.Pattern[str]:
    then = r"(?: now| then| please| pls| though| tho| but)*"
    return re.compile(rf"^(?:{any_of('polite')}[\s,.!]+)*{any_of('new_topic')}\b{then}\s*[-–:,.!?]*\s*", re.IGNORECASE)


@cache
def _last() -> re.Pattern[str]:
    return re.compile(rf"[,.!?-]\s*(?:{any_of('polite')}\s+)*(?:this is |its |it's )?{any_of('new_topic')}\W*$", re.IGNORECASE)
