"""Which answer a message in Teams holds: with a rating, Teams names the message alone."""

from collections import OrderedDict
from dataclasses import dataclass, field

from assistant.types import Answer

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Posted:
    """The messages that this process has posted last."""

    turns: OrderedDict[tuple[str, str, str], str] = field(default_factory=OrderedDict)

    def add(self, message: str, conversation: str, person: str, answer: Answer | None) -> None:
        """Remember what was posted, and that it was the last in its conversation."""
        if answer is None or not answer.id:
            return
        for name in (message, ""):
            self.turns[person, conversation, name] = answer.id
            self.turns.move_to_end((person, conversation, name))
        while len(self.turns) > _MOST:
            self.turns.popitem(last=False)

    def turn(self, message: str, conversation: str, person: str) -> str:
        """The turn that a message holds, or with no message the last one; "" where it is not known."""
        return self.turns.get((person, conversation, message), "")
