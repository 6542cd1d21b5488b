"""Passages, units and provenance as they stand in the rows of the catalogue."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from assistant.types import Passage, Provenance, SourcePart, Unit


def passage_of(row: tuple[str, str, str, str, str, int, int, str]) -> Passage:
    key, document, title, section, text, start, end, units = row
    return Passage(key, document, title, section, text, start, end, _units(units))


def units_json(units: Sequence[Unit]) -> str:
    rows = [(u.text, u.start, u.end, u.kind, u.block, u.group, u.heading, u.joined, u.columns, u.likely, u.gaps) for u in units]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _units(text: str) -> tuple[Unit, ...]:
    return tuple(
        replace(Unit(*fields), columns=tuple(columns), likely=tuple(likely), gaps=tuple(gaps))
        for *fields, columns, likely, gaps in json.loads(text)
    )


def provenance_of(text: str) -> Provenance:
    return _provenance(json.loads(text))


def parts_json(parts: Sequence[SourcePart]) -> str:
    return json.dumps([asdict(part) for part in parts], ensure_ascii=False, separators=(",", ":"))


def parts_of(text: str) -> tuple[SourcePart, ...]:
    return tuple(SourcePart(**{**part, "provenance": _provenance(part["provenance"])}) for part in json.loads(text))


def _provenance(values: dict[str, Any]) -> Provenance:
    for key in ("audience", "topics"):
        values[key] = tuple(values[key])
    return Provenance(**values)
