"""What a language model adds to how a question is read: a vote where its kind is unsure, and a follow-up written out."""

import asyncio
import time
from dataclasses import dataclass, replace

from assistant.advice import Understood
from assistant.answering.hearing import Heard
from assistant.following import Followed, Rewriter, rewritten
from assistant.routing import Kind, Routing, Voter, voted
from assistant.safety import impersonal

_SEARCHED: frozenset[Kind] = frozenset({"information", "unclear"})


@dataclass(frozen=True, slots=True)
class Counselled:
    """What a model adds to a routing.

    `kind` is the one that it votes for, that of the routing where it has no say; `alone` is the question as it is to be searched
    for, "" where it is to be as the rules read it; `waited` is how many seconds it took.
    """

    kind: Kind
    alone: str = ""
    waited: float = 0.0


@dataclass(frozen=True, slots=True)
class Counsel:
    """Asks a language model, only where the rules leave something open; without an answer in time, what they say stands.

    An age or a residence that is told in plain English is taken out first. It is asked both things at once.
    """

    voter: Voter
    rewriter: Rewriter

    async def on(self, routed: Routing, taken: Understood, heard: Heard) -> Counselled:
        """The kind of a question and its words as the model has them; it takes no longer than the longer of the two."""
        if taken.plain or heard.question.tool is not None:
            return Counselled(routed.kind)
        started, person = time.perf_counter(), heard.question.person
        own = taken.asked == heard.text
        text = impersonal(heard.followed.alone if own else taken.asked)
        routing, alone = await asyncio.gather(
            voted(routed, text, self.voter, person),
            self._alone(heard.followed, person) if own and routed.kind in _SEARCHED else _nothing(),
        )
        return Counselled(routing.kind, alone, time.perf_counter() - started)

    async def _alone(self, followed: Followed, person: str) -> str:
        told = impersonal(followed.asked)
        if told != followed.asked:  # what must not be sent is asked with
            return ""
        history = tuple(replace(turn, content=impersonal(turn.content)) for turn in followed.history)
        alone = await rewritten(replace(followed, history=history), self.rewriter, person)
        return "" if alone == followed.alone else alone


async def _nothing() -> str:
    return ""
