"""A follow-up written out by a language model, where there is one: for searching only, and only if it keeps what was asked."""

import asyncio
import re
from collections.abc import Sequence
from typing import Protocol

from assistant.errors import ModelUnavailable
from assistant.following.reading import Followed
from assistant.types import Turn
from assistant.words import tokens

WITHIN = 2.0  # seconds
_LONGEST = 300  # characters
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*[a-d]?\b")
_NEGATION = re.compile(r"\b(?:not|no|never|without|none|cannot|can'?t|\w+n'?t|except|but not)\b", re.IGNORECASE)


class Rewriter(Protocol):
    """Writes a question out so that it stands alone."""

    async def rewrite(self, text: str, history: Sequence[Turn], person: str, /) -> str:
        """The question with what it leaves unsaid, in its own language; `person` is whose budget it is on.

        May raise ModelUnavailable.
        """


async def rewritten(followed: Followed, rewriter: Rewriter | None, person: str = "", within: float = WITHIN) -> str:
    """The question to search for: the model's where it is in time and keeps every number and "not", else that of the rules."""
    if rewriter is None or not followed.plainly:
        return followed.alone
    try:
        async with asyncio.timeout(within):
            text = (await rewriter.rewrite(followed.asked, followed.history, person)).strip()
    except (ModelUnavailable, TimeoutError):
        return followed.alone
    return text if keeps(followed, text) else followed.alone


def keeps(followed: Followed, text: str) -> bool:
    """Whether a question written anew says no less and no other: the numbers and negations of the asker, and no new ones.

    It must keep half of the asker's words, and two thirds of its own must have been said.
    """
    if not text or len(text) > _LONGEST or "\n" in text or "://" in text:
        return False
    before = " ".join((followed.alone, *(turn.content for turn in followed.history)))
    numbers, asked, known = (set(_NUMBER.findall(each.lower())) for each in (text, followed.asked, f"{followed.asked} {before}"))
    same = bool(_NEGATION.search(text)) == bool(_NEGATION.search(followed.asked))
    return same and asked <= numbers <= known and _has_its_words(text, followed.asked, before)


def _has_its_words(text: str, asked: str, before: str) -> bool:
    said, wanted = set(tokens(text)), set(tokens(asked))
    new = said - wanted - set(tokens(before))
    return 2 * len(said & wanted) >= len(wanted) and 3 * len(new) <= len(said)
