"""The first tables: people, profiles, turns, feedback, hand-offs, ticked steps and the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _people()
    _turns()
    _handoffs()
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person"], ["people.id"], name=f"fk_{table}_person", ondelete="CASCADE")


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.Column("language", sa.String(20), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "profiles",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("agreed_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_profiles"),
        _of_person("profiles"),
    )
    op.create_table(
        "ticks",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("journey", sa.String(200), nullable=False),
        sa.Column("step", sa.String(200), nullable=False),
        sa.Column("ticked_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("person", "journey", "step", name="pk_ticks"),
        _of_person("ticks"),
    )


def _turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("conversation", sa.String(200), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("composer", sa.String(100), nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
        sa.Column("citations", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        _of_person("turns"),
    )
    op.create_index("ix_turns_conversation", "turns", ["person", "conversation", "asked_at"])
    op.create_index("ix_turns_asked_at", "turns", ["asked_at"])
    op.create_table(
        "feedback",
        sa.Column("turn", sa.String(64), nullable=False),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("rated_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("turn", name="pk_feedback"),
        sa.ForeignKeyConstraint(["turn"], ["turns.id"], name="fk_feedback_turn", ondelete="CASCADE"),
    )


def _handoffs() -> None:
    op.create_table(
        "handoffs",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("turn", sa.String(64), nullable=False),
        sa.Column("conversation", sa.String(200), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("citations", sa.JSON, nullable=False),
        sa.Column("profile", sa.JSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("sent_at", _TIME, nullable=False),
        sa.Column("notified_at", _TIME),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("replied_at", _TIME),
        sa.Column("closed_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
        sa.UniqueConstraint("turn", name="uq_handoffs_turn"),
        _of_person("handoffs"),
    )
    op.create_index("ix_handoffs_state", "handoffs", ["state", "sent_at"])
    op.create_index("ix_handoffs_person", "handoffs", ["person"])
