"""Passages, units and provenance as they stand in the rows of the catalogue."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.types import Passage, Provenance, Unit


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
    values: dict[str, Any] = json.loads(text)
    for key in ("audience", "topics"):
        values[key] = tuple(values[key])
    return Provenance(**values)
