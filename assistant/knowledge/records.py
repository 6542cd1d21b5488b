"""A file of records: one kind, defaults that its records share, and the records, each checked against its schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import CorpusError
from assistant.knowledge.said import Words
from assistant.knowledge.scalars import read_plain
from assistant.knowledge.schema import (
    Contact,
    Event,
    Fact,
    Guidance,
    Journey,
    JourneyStep,
    Kind,
    Programme,
    Record,
    RecordSource,
    Role,
    Scheme,
    Transition,
)
from assistant.types import Provenance, SourcePart

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
_MAX_COMPLAINTS = 5
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


def read_records(document: str, text: str) -> RecordFile:
    """Read the whole text of a file of records.

    Raises:
        CorpusError: what is wrong, in which record and key, and how to mend it; `document` is not named, the caller knows it.
    """
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
    found = tuple(_record(kind, {**defaults, **each}) for each in records)
    _refuse_twins(found)
    return RecordFile(document, kind, found)


def _record(kind: Kind, given: dict[str, object]) -> Record:
    try:
        return SCHEMAS[kind].model_validate(given)
    except ValidationError as error:
        told = " ".join(_complaint(each, kind) for each in error.errors()[:_MAX_COMPLAINTS])
        raise CorpusError(f"Records: {str(given.get('id', 'a record without id'))[:_SHOWN]}: {told}") from error


def _complaint(error: ErrorDetails, kind: Kind) -> str:
    path = ".".join(str(part) for part in error["loc"]) or "the record"
    named = [str(part) for part in error["loc"] if isinstance(part, str)]
    remedy = next((_REMEDIES[key] for key in reversed(named) if key in _REMEDIES), "")
    if error["type"] == "extra_forbidden":
        return f"{path} is not a known key: use one of {', '.join(SCHEMAS[kind].model_fields)}."
    if error["type"] == "missing":
        return f"{path} is missing{': ' + remedy if remedy else ''}."
    shown = repr(error["input"])[:_SHOWN]
    return f"{path} is {shown}: {error['msg'].removeprefix('Value error, ')}{'; ' + remedy if remedy else ''}."


def _refuse_twins(records: tuple[Record, ...]) -> None:
    seen = set[str]()
    for record in records:
        if record.id in seen:
            raise CorpusError(f"Records: the id {record.id!r} is given to two records. Rename one of them.")
        seen.add(record.id)


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
    yield SourcePart(start, end, record.title.text, provenance_of(record, record.source))
    for fact in _facts(record):
        if fact.source is not None:
            yield SourcePart(fact.text.start, fact.text.end, record.title.text, provenance_of(record, fact.source))


def _facts(value: object) -> Iterator[Fact | JourneyStep]:
    """What has a source of its own: a Fact, or a step of a journey."""
    if isinstance(value, tuple):
        for each in value:
            yield from _facts(each)
    elif isinstance(value, Fact | JourneyStep):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _facts(getattr(value, name))


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
    )
