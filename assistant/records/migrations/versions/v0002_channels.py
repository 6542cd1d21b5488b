"""What the channels took in, and where replies to hand-offs go."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table and the columns."""
    op.create_table(
        "received",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("message", sa.JSON),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("held_until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_received"),
    )
    op.create_index("ix_received_held_until", "received", ["held_until"])
    op.create_index("ix_received_received_at", "received", ["received_at"])
    op.add_column("handoffs", sa.Column("place", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("handoffs", sa.Column("delivery", sa.String(20), nullable=False, server_default="none"))
    op.add_column("handoffs", sa.Column("due_at", _TIME))
