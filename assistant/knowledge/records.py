"""A file of records: one kind, defaults that its records share, and the records, each checked against its schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import CorpusError
from assistant.knowledge.complaint import Complaint, told
from assistant.knowledge.conditions import Condition
from assistant.knowledge.said import Words
from assistant.knowledge.scalars import read_plain
from assistant.knowledge.schema import (
    Amount,
    Contact,
    Event,
    Fact,
    Guidance,
    Journey,
    JourneyStep,
    Kind,
    Programme,
    Record,
    Role,
    Scheme,
    Transition,
)
from assistant.knowledge.sources import RecordSource
from assistant.types import Provenance, SourcePart

Sourced = Fact | JourneyStep | Amount | Condition
"""A sentence that may have a source of its own, which is not that of its record."""

SUFFIXES = (".yaml", ".yml")
SCHEMAS: Mapping[Kind, type[Record]] = {
    "roles": Role,
    "transitions": Transition,
    "programmes": Programme,
    "schemes": Scheme,
    "journeys": Journey,
    "guidance": Guidance,
    "contacts": Contact,
    "events": Event,
}
_KEYS = {"kind", "defaults", "records"}
_SHOWN = 80
_REMEDIES = {
    "id": "give a slug such as nursing-associate, once in the file",
    "source": "give title, url and as_of of where the facts were read; as_of may be undated",
    "as_of": "give the date of the source as YYYY, YYYY-MM or YYYY-MM-DD, or the word undated",
    "review_by": "give the day by which somebody checks it, as YYYY-MM-DD, here or under defaults",
    "owner": "name the team or role that keeps it true, here or under defaults",
    "status": "choose offered, planned, ended or unknown",
    "confidence": "choose verified or unverified",
    "months": "give least and most as whole months, or least alone",
    "names": "give at least three names that people use",
}


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The records of one file, in its order, and the name the file goes by."""

    document: str
    kind: Kind
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that breaks its schema: its id, or what stands in place of one, and what is wrong."""

    id: str
    complaints: tuple[Complaint, ...]


def read_records(document: str, text: str) -> RecordFile:
    """Read the whole text of a file of records.

    Raises:
        CorpusError: what is wrong, in which record and key, and how to mend it; `document` is not named, the caller knows it.
    """
    file, refused = examined(document, text)
    if refused:
        raise CorpusError(f"Records: {refused[0].id}: {told(refused[0].complaints)}")
    return file


def examined(document: str, text: str) -> tuple[RecordFile, tuple[Refused, ...]]:
    """The records of a file that keep to their schema, and all those that do not.

    Raises:
        CorpusError: the file as a whole cannot be read.
    """
    kind, given = _listed(text)
    found: list[Record] = []
    refused: list[Refused] = []
    for each in given:
        try:
            record = SCHEMAS[kind].model_validate(each)
        except ValidationError as error:
            name = str(each.get("id", "a record without id"))[:_SHOWN]
            refused.append(Refused(name, tuple(_complaint(one, kind) for one in error.errors())))
        else:
            if any(record.id == other.id for other in found):
                problem = f"the id {record.id!r} is given to two records"
                refused.append(Refused(record.id, (Complaint("id", problem, "rename one of them"),)))
            found.append(record)
    return RecordFile(document, kind, tuple(found)), tuple(refused)


def _listed(text: str) -> tuple[Kind, list[dict[str, object]]]:
    """The kind of a file and its records as they are given, each with the defaults of the file."""
    loaded = read_plain(text)
    if not isinstance(loaded, dict) or "kind" not in loaded or "records" not in loaded:
        raise CorpusError(
            f"Records: the file has no `kind` or no `records`. Begin it with kind: {', '.join(SCHEMAS)} (one of them)."
        )
    unknown = set(loaded) - _KEYS
    if unknown:
        raise CorpusError(f"Records: {min(unknown)!r} is not a known key. Use kind, defaults and records.")
    kind, records, defaults = loaded["kind"], loaded["records"], loaded.get("defaults", {})
    if kind not in SCHEMAS:
        raise CorpusError(f"Records: kind is {str(kind)[:_SHOWN]!r}. Choose one of {', '.join(SCHEMAS)}.")
    if not isinstance(records, list) or not isinstance(defaults, dict) or not all(isinstance(each, dict) for each in records):
        raise CorpusError("Records: records is a list of mappings and defaults a mapping. Write `- id: ...` for each record.")
    return kind, [{**defaults, **each} for each in records]


def _complaint(error: ErrorDetails, kind: Kind) -> Complaint:
    path = ".".join(str(part) for part in error["loc"]) or "the record"
    named = [str(part) for part in error["loc"] if isinstance(part, str)]
    remedy = next((_REMEDIES[key] for key in reversed(named) if key in _REMEDIES), "")
    if error["type"] == "extra_forbidden":
        return Complaint(path, f"{path} is not a known key", f"use one of {', '.join(SCHEMAS[kind].model_fields)}")
    if error["type"] == "missing":
        return Complaint(path, f"{path} is missing", remedy)
    shown = repr(error["input"])[:_SHOWN]
    said = error["msg"].removeprefix("Value error, ")
    return Complaint(path, f"{path} is {shown}", f"{said}; {remedy}" if remedy else said)


def words_of(value: object) -> Iterator[Words]:
    """Every sentence of a record, in the order of its schema; its title comes first."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from words_of(getattr(value, name))


def parts_of(file: RecordFile) -> tuple[SourcePart, ...]:
    """Where each record stands, with its title and provenance; a sentence with a source of its own is a part inside it."""
    return tuple(part for record in file.records for part in _parts(record))


def _parts(record: Record) -> Iterator[SourcePart]:
    places = list(words_of(record))
    start, end = min(each.start for each in places), max(each.end for each in places)
    key = f"{type(record).__name__.lower()} {record.id}"
    yield SourcePart(start, end, record.title.text, provenance_of(record, record.source), key, record.overrides)
    for each in _sourced(record):
        if each.source is not None and each.text is not None:
            yield SourcePart(each.text.start, each.text.end, record.title.text, provenance_of(record, each.source))


def _sourced(value: object) -> Iterator[Sourced]:
    """What may have a source of its own, with the conditions inside a condition."""
    if isinstance(value, tuple):
        for each in value:
            yield from _sourced(each)
    elif isinstance(value, BaseModel):
        if isinstance(value, Sourced):
            yield value
        for name in type(value).model_fields:
            yield from _sourced(getattr(value, name))


def provenance_of(record: Record, source: RecordSource) -> Provenance:
    """What a quote of the record says of where it comes from and how old it is."""
    applies = ", ".join(part for part in (record.nation, record.employer) if part)
    return Provenance(
        url=source.url or "",
        source_title=source.title,
        as_of=source.as_of,
        review_by=record.review_by,
        owner=record.owner,
        status=record.status,
        applies_to=applies,
        employer=record.employer or "",
    )
