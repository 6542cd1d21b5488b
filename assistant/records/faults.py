"""What is wrong with the database, and its remedy, from what the driver says: never with the values of a statement."""

import sqlite3

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import RecordsUnavailable

_REMEDIES = (
    (("locked", "lock timeout", "lock_timeout", "statement timeout"), "stop what holds it, or try again when that has ended"),
    (("disk is full", "no space left", "disk i/o error"), "free some space on its disk"),
    (("readonly", "read-only", "unable to open", "permission denied", "read only"), "make it and its folder writable"),
    (("not a database", "malformed"), "put back a backup of it, or move it away: an empty one is then made"),
    (("authentication", "role ", "no password"), "correct the name and password in ASSISTANT_DATABASE_URL"),
    (("does not exist", "no such table"), "make it, or correct ASSISTANT_DATABASE_URL; then start the assistant again"),
    (("queuepool",), "try again: more is asked of it at a time than it can take"),
)
_OTHERWISE = "check that its server runs and that ASSISTANT_DATABASE_URL is right"


def unavailable(error: Exception, address: URL) -> RecordsUnavailable:
    """The error in words for the operator."""
    said = " ".join(_said(error).split())
    remedy = next((remedy for words, remedy in _REMEDIES if any(word in said.lower() for word in words)), _OTHERWISE)
    return RecordsUnavailable(f"The records in {place_of(address)} cannot be used ({said}): {remedy}.")


def place_of(address: URL) -> str:
    """Where the database is, without a password."""
    if address.get_backend_name() == "sqlite":
        return str(address.database)
    return f"{address.host or 'this machine'}/{address.database or ''}"


def _said(error: Exception) -> str:
    """The first line alone: the further ones of PostgreSQL can hold what stands in a row."""
    cause = error.orig if isinstance(error, SQLAlchemyError) and hasattr(error, "orig") else error
    if isinstance(cause, OSError):
        return cause.strerror or type(cause).__name__
    return next(iter(str(cause).splitlines()), "") or type(cause).__name__


FAULTS = (SQLAlchemyError, sqlite3.Error, OSError)
