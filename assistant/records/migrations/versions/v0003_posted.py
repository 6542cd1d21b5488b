"""Which answer a message in a chat holds."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "posted",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("turn", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_posted"),
        sa.ForeignKeyConstraint(["turn"], ["turns.id"], name="fk_posted_turn", ondelete="CASCADE"),
    )
    op.create_index("ix_posted_turn", "posted", ["turn"])
