"""Whose a row is: a keyed hash of what a channel calls a person, so that the records alone lead to nobody."""

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import Connection, delete, update

from assistant.records.rows import put
from assistant.records.schema import HELD, people, received


class Hashing:
    """Turns what a channel calls a person into the key of their rows; without `secret` nobody can."""

    def __init__(self, secret: bytes) -> None:
        self._secret = hashlib.sha256(b"people:" + secret).digest()

    def key(self, person: str) -> str:
        """64 hexadecimal digits."""
        return hmac.new(self._secret, person.encode(), hashlib.sha256).hexdigest()

    def conversation(self, conversation: str) -> str:
        """The key of a conversation, since what a channel calls it leads to those who are in it; none for none."""
        return self.key(f"conversation {conversation}") if conversation else ""


def see(connection: Connection, key: str, now: datetime) -> None:
    """Note that a person is here; their row is made where there is none, and held until the end of the transaction."""
    put(connection, people, {"id": key, "seen_at": now}, key=["id"])


def erase(connection: Connection, key: str, now: datetime) -> None:
    """Delete a person with all that is theirs.

    What is being answered at this moment, such as the wish itself, goes with its answer.
    """
    connection.execute(delete(people).where(people.c.id == key))
    at_work = received.c.held_until.between(now, now + HELD)
    connection.execute(update(received).where(received.c.person == key, ~at_work).values(message=None, person=""))
