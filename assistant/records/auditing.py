"""Who did what when: ids and times, never text, and never whose data was erased."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert

from assistant.records.schema import audit

Action = Literal[
    "rated", "erased", "handed_over", "notified", "replied", "delivered", "not_delivered", "closed", "signed_in", "swept"
]


def note(connection: Connection, now: datetime, action: Action, subject: str = "") -> None:
    """Write one line; `subject` is the id of a turn or a hand-off."""
    connection.execute(insert(audit).values(at=now, action=action, subject=subject))
