"""How Alembic runs a migration: on the connection that it is given, within the transaction that is open there."""

from alembic import context

from assistant.records.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
