"""A chat endpoint that says what a test tells it to."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.pieces import Piece
from assistant.composing.writing.prompt import Prompt

Step = Piece | ModelFailed | float
"""A piece of a reply, a failure, or a silence in seconds."""


@dataclass
class FakeChat:
    """Replies in these steps, one list a call and the last one ever after."""

    replies: list[list[Step]]
    name: str = "large"
    asked: list[Prompt] = field(default_factory=list)
    ended: int = 0

    async def pieces(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        self.asked.append(prompt)
        try:
            for step in self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]:
                if isinstance(step, Piece):
                    yield step
                elif isinstance(step, ModelFailed):
                    raise step
                else:
                    await asyncio.sleep(step)
        finally:
            self.ended += 1


def chat(*replies: list[Step]) -> FakeChat:
    return FakeChat(list(replies))
