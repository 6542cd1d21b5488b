"""Kept values as rows of the tables, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from assistant.kept import NEVER_KEPT, Handoff, KeptTurn, Rating
from assistant.types import Citation, Profile, Provenance, Sentence

Values = Mapping[str, Any]
_TURN = tuple(each.name for each in fields(KeptTurn))
_HANDOFF = tuple(each.name for each in fields(Handoff))


def put(connection: Connection, table: Table, values: Values, *, key: Sequence[str]) -> None:
    """Insert a row, or change the one that has its key."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    others = {name: value for name, value in values.items() if name not in key}
    statement = insert(table).values(values)
    if others:
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=others))
    else:
        connection.execute(statement.on_conflict_do_nothing(index_elements=key))


def put_new(connection: Connection, table: Table, values: Values) -> bool:
    """Insert a row; False where there is one with its key."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    inserted = insert(table).values(values).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(inserted).first() is not None


def turn_row(turn: KeptTurn, person: str) -> Values:
    """A turn as a row."""
    return {name: getattr(turn, name) for name in _TURN} | {
        "person": person,
        "sentences": [asdict(each) for each in turn.sentences],
        "citations": [asdict(each) for each in turn.citations],
        "notices": [*turn.notices],
    }


def turn_of(row: Row[Any]) -> KeptTurn:
    """A row as a turn."""
    found = {name: getattr(row, name) for name in _TURN}
    sentences = tuple(Sentence(**{**each, "citations": tuple(each["citations"])}) for each in row.sentences)
    told = {"sentences": sentences, "citations": _citations(row.citations), "notices": tuple(row.notices)}
    return KeptTurn(**found | told)


def handoff_row(handoff: Handoff, person: str) -> Values:
    """A hand-off as a row."""
    return {name: getattr(handoff, name) for name in _HANDOFF} | {
        "person": person,
        "profile": dict(handoff.profile),
        "place": dict(handoff.place),
        "citations": [asdict(each) for each in handoff.citations],
    }


def handoff_of(row: Row[Any]) -> Handoff:
    """A row as a hand-off."""
    found = {name: getattr(row, name) for name in _HANDOFF}
    return Handoff(**{**found, "citations": _citations(row.citations)})


def rating_of(row: Row[Any]) -> Rating:
    """A row as a rating."""
    return Rating(row.useful, row.reason, row.comment)


def profile_fields(profile: Profile) -> dict[str, str]:
    """What may be kept of a profile: neither age nor residence."""
    return {name: value for name, value in asdict(profile).items() if value and name not in NEVER_KEPT}


def profile_of(kept: Mapping[str, str]) -> Profile:
    """A profile from what was kept; what this version does not know is passed over."""
    known = {each.name for each in fields(Profile)} - NEVER_KEPT
    return Profile(**{name: value for name, value in kept.items() if name in known})


def _citations(kept: Sequence[Values]) -> tuple[Citation, ...]:
    return tuple(_citation(each) for each in kept)


def _citation(kept: Values) -> Citation:
    provenance: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept["provenance"].items()
    }
    return Citation(**{**kept, "columns": tuple(kept["columns"]), "provenance": Provenance(**provenance)})
