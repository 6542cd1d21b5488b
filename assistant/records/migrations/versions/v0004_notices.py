"""The notices of an answer, for when its asker shows it to all."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the column."""
    op.add_column("turns", sa.Column("notices", sa.JSON, nullable=False, server_default="[]"))
