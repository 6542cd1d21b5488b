"""A follow-up written out by a language model, where there is one: for searching only, and only if it keeps what was asked."""

import asyncio
import re
from collections.abc import Sequence
from typing import Protocol

from assistant.errors import ModelUnavailable
from assistant.following.reading import Followed
from assistant.types import Turn

WITHIN = 2.0  # seconds
_LONGEST = 300  # characters
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*[a-d]?\b")
_NEGATION = re.compile(r"\b(?:not|no|never|without|none|cannot|can'?t|\w+n'?t|except|but not)\b", re.IGNORECASE)


class Rewriter(Protocol):
    """Writes a question out so that it stands alone."""

    async def rewrite(self, text: str, history: Sequence[Turn]) -> str:
        """The question with what it leaves unsaid, in its own language; may raise ModelUnavailable."""


async def rewritten(followed: Followed, rewriter: Rewriter | None, within: float = WITHIN) -> str:
    """The question to search for: the model's where it is in time and keeps every number and "not", else that of the rules."""
    if rewriter is None or not followed.plainly:
        return followed.alone
    try:
        async with asyncio.timeout(within):
            text = (await rewriter.rewrite(followed.asked, followed.history)).strip()
    except (ModelUnavailable, TimeoutError):
        return followed.alone
    return text if keeps(followed, text) else followed.alone


def keeps(followed: Followed, text: str) -> bool:
    """Whether a question written anew says no less and no other: the numbers and negations of the asker, and no new ones."""
    if not text or len(text) > _LONGEST or "\n" in text or "://" in text:
        return False
    before = " ".join((followed.alone, *(turn.content for turn in followed.history)))
    numbers, asked, known = (set(_NUMBER.findall(each.lower())) for each in (text, followed.asked, f"{followed.asked} {before}"))
    same = bool(_NEGATION.search(text)) == bool(_NEGATION.search(followed.asked))
    return same and asked <= numbers <= known
