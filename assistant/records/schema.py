"""The tables of the records, the same on SQLite and PostgreSQL; `migrations` makes them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC, which SQLite would give back without its time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment as it is stored."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment as it is read."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


def _of_person(*, primary_key: bool = False) -> Column[str]:
    key = ForeignKey("people.id", ondelete="CASCADE")
    return Column("person", String(64), key, primary_key=primary_key, nullable=False)


# `id` is a keyed hash of a random key or of a channel's own id: it leads to nobody.
people = Table(
    "people",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("seen_at", UtcTime, nullable=False),
    Column("language", String(20), nullable=False, server_default=""),
)

profiles = Table(
    "profiles",
    METADATA,
    _of_person(primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("agreed_at", UtcTime, nullable=False),
)

turns = Table(
    "turns",
    METADATA,
    Column("id", String(64), primary_key=True),
    _of_person(),
    Column("conversation", String(200), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("composer", String(100), nullable=False),
    Column("sentences", JSON, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("notices", JSON, nullable=False, server_default="[]"),
    Index("ix_turns_conversation", "person", "conversation", "asked_at"),
    Index("ix_turns_asked_at", "asked_at"),
)

feedback = Table(
    "feedback",
    METADATA,
    Column("turn", String(64), ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("useful", Boolean, nullable=False),
    Column("reason", String(40)),
    Column("comment", Text, nullable=False),
    Column("rated_at", UtcTime, nullable=False),
)

# Which turn a message in a chat holds: `id` is a keyed hash of who was told, where, and what the chat calls the message.
posted = Table(
    "posted",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("turn", String(64), ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
    Index("ix_posted_turn", "turn"),
)

# It holds what was sent, since the turn that it came from is deleted sooner.
handoffs = Table(
    "handoffs",
    METADATA,
    Column("id", String(64), primary_key=True),
    _of_person(),
    Column("turn", String(64), nullable=False, unique=True),
    Column("conversation", String(200), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("profile", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("sent_at", UtcTime, nullable=False),
    Column("notified_at", UtcTime),
    Column("reply", Text, nullable=False),
    Column("replied_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("place", JSON, nullable=False, server_default="{}"),
    Column("delivery", String(20), nullable=False, server_default="none"),
    Column("due_at", UtcTime),
    Index("ix_handoffs_state", "state", "sent_at"),
    Index("ix_handoffs_person", "person"),
)

ticks = Table(
    "ticks",
    METADATA,
    _of_person(primary_key=True),
    Column("journey", String(200), primary_key=True),
    Column("step", String(200), primary_key=True),
    Column("ticked_at", UtcTime, nullable=False),
)

HELD = timedelta(seconds=6)
"""How long a message belongs to who is answering it, unless they say again that they are at it."""

# What the channels took in: its id, hashed, tells for a day that it was; whose it is, its text and its place, which would lead to
# somebody, are kept until it is answered. Who answers it holds it for seconds, and for as long as they are at it.
received = Table(
    "received",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("message", JSON(none_as_null=True)),
    Column("received_at", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("held_until", UtcTime, nullable=False),
    Index("ix_received_held_until", "held_until"),
    Index("ix_received_received_at", "received_at"),
)

# Who did what when: ids and times, never text.
audit = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(64), nullable=False),
    Index("ix_audit_at", "at"),
)
