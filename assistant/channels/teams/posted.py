"""Which answer a message in Teams holds: with a rating, Teams names the message alone."""

from typing import Protocol


class Posted(Protocol):
    """Remembers it as long as the answer is kept, for all processes; each method may raise RecordsUnavailable."""

    async def add(self, person: str, conversation: str, message: str, turn: str) -> None:
        """Remember what the last message to this person there holds."""

    async def turn(self, person: str, conversation: str, message: str) -> str:
        """The turn that a message holds, or with no message the last one there; "" where it is not known."""
