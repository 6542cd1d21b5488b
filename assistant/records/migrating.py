"""Bringing the tables to the schema of this version: by one process at a time, and all or nothing."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from assistant.errors import RecordsUnavailable
from assistant.records.engines import wait_for_turn

_PLACE = "assistant.records:migrations"


def newest() -> str:
    """The revision of the schema that this version works with."""
    return _script().get_current_head() or ""


def revision_of(connection: Connection) -> str:
    """The revision of the tables, empty where there are none.

    Raises:
        RecordsUnavailable: a newer version of the assistant has made them.
    """
    found = MigrationContext.configure(connection).get_current_revision() or ""
    known = {step.revision for step in _script().walk_revisions()}
    if found and found not in known:
        raise RecordsUnavailable(
            f"The records are of schema {found}, and this version of the assistant knows {newest()} at most: "
            "update the assistant, or put back a backup that was made before."
        )
    return found


def migrate(connection: Connection) -> None:
    """Bring the tables up to date within the transaction that is open on the connection; others wait until it has ended.

    Raises:
        RecordsUnavailable: a newer version of the assistant has made them.
    """
    wait_for_turn(connection)
    if revision_of(connection) != newest():
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", _PLACE)
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
