"""The YAML block at the head of a Markdown page: where its facts come from, how old they are and whom they are for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as PageField
from pydantic_core import ErrorDetails

from assistant.errors import CorpusError
from assistant.knowledge.complaint import Complaint, told
from assistant.knowledge.dates import calendar_day, partial_date, web_address
from assistant.knowledge.scalars import read_plain
from assistant.knowledge.schema import Confidence
from assistant.types import Provenance, Status

MAX_BLOCK = 8_192
MAX_DEPTH = 3
_MAX_SHOWN = 80

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_YAML_START = re.compile(r"\s*(?:#.*\n\s*)*(?:[\"']?[A-Za-z_][\w .-]{0,60}[\"']?:(?:\s|$)|!!|!\w|&\w|%\w|\{|\?\s)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_REMEDIES: Mapping[str, str] = {
    "title": "give the page's title as text",
    "source_url": "give an address that starts with http:// or https://, or leave it out where source_title "
    "names a document with its year",
    "source_title": "name the page or document that the facts come from",
    "as_of": "give the date of the facts as YYYY, YYYY-MM or YYYY-MM-DD, or the word undated",
    "review_by": "give the day by which somebody checks the page, as YYYY-MM-DD",
    "owner": "name the team or role that keeps the page true",
    "status": "choose offered, planned, ended or unknown",
    "applies_to": "give a mapping of nation, employer_type, sector and the lists staff_groups and bands, each optional",
    "audience": "give a list of frontline, international and coach",
    "topics": "give a list of slugs such as cpd-funding",
    "employer": "name the one employer the page is for, or leave it out",
    "confidence": "choose verified or unverified, or leave it out",
    "overrides": "name the page that this one stands in place of, such as careers/nursing-associate.md, or leave it out",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a page says of itself; `body_start` is the character offset in the file's text at which its body begins.

    `overrides` is the document that the page stands in place of.
    """

    title: str
    provenance: Provenance
    body_start: int
    overrides: str = ""
    confidence: Confidence = "verified"


def complaints(text: str) -> tuple[Complaint, ...]:
    """All that is wrong with the front matter of a Markdown file, key by key; nothing where it has none."""
    try:
        split(text)
    except _WrongKeys as error:
        return error.complaints
    except CorpusError as error:
        problem, _, remedy = str(error).removeprefix("Front matter: ").partition(". ")
        return (Complaint("front matter", f"front matter: {problem}", remedy.removesuffix(".")),)
    return ()


class _WrongKeys(CorpusError):
    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__(f"Front matter: {told(complaints)}")
        self.complaints = complaints


def split(text: str) -> FrontMatter | None:
    """Read the front matter of a Markdown file's whole text; None where it has none.

    Raises:
        CorpusError: the block is not closed, is not plain YAML, or has a missing, unknown or wrong key.
    """
    opening = _OPENING.match(text)
    if opening is None or not _YAML_START.match(text, opening.end(), opening.end() + MAX_BLOCK):
        return None
    closing = _CLOSING.search(text, opening.end(), opening.end() + MAX_BLOCK)
    if closing is None:
        raise CorpusError(
            f"Front matter: no closing line of three hyphens within {MAX_BLOCK} characters. "
            "Close the block with --- on a line of its own, or shorten it."
        )
    page = _validated(_loaded(text[opening.end() : closing.start()]))
    return FrontMatter(page.title, _provenance(page), closing.end(), page.overrides or "", page.confidence)


_Line = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]{1,300}$")]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]


_Document = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(?:/[a-z0-9-]+)*\.md$", max_length=200)]


class _AppliesTo(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    nation: _Line | None = None
    employer_type: _Line | None = None
    sector: _Line | None = None
    staff_groups: tuple[_Line, ...] = ()
    bands: tuple[_Line, ...] = ()


class _Page(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: _Line
    source_url: Annotated[str, AfterValidator(web_address)] | None = None
    source_title: _Line
    as_of: Annotated[str, AfterValidator(partial_date)]
    review_by: Annotated[str, AfterValidator(calendar_day)]
    owner: _Line
    status: Status
    applies_to: _AppliesTo
    audience: tuple[Literal["frontline", "international", "coach"], ...] = PageField(min_length=1)
    topics: tuple[_Slug, ...] = PageField(min_length=1)
    employer: _Line | None = None
    confidence: Confidence = "verified"
    overrides: _Document | None = None


def _loaded(block: str) -> dict[str, object]:
    try:
        loaded = read_plain(block, MAX_DEPTH)
    except CorpusError as error:
        raise CorpusError(f"Front matter: {error}") from error
    if not isinstance(loaded, dict):
        raise CorpusError(f"Front matter: {_shown(loaded)} is not a list of keys. Write one `key: value` a line.")
    return loaded


def _validated(loaded: dict[str, object]) -> _Page:
    try:
        page = _Page.model_validate(loaded)
    except ValidationError as error:
        found = [_complaint(each) for each in error.errors()]
        # a list without an item that could be read is not too short as well
        said = [each for each in found if not any(other.key.startswith(f"{each.key}.") for other in found)]
        raise _WrongKeys(tuple(said)) from error
    if page.source_url is None and not _YEAR.search(page.source_title):
        problem = f"source_url is missing and source_title {_shown(page.source_title)} has no year"
        raise _WrongKeys((Complaint("source_url", problem, _REMEDIES["source_url"]),))
    if page.overrides is not None and page.employer is None:
        problem = "employer is missing, but the page overrides another"
        raise _WrongKeys((Complaint("employer", problem, "name the one employer the page is for"),))
    return page


def _complaint(error: ErrorDetails) -> Complaint:
    path = ".".join(str(part) for part in error["loc"])
    key = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "missing":
        return Complaint(path, f"{path} is missing", _REMEDIES[key])
    if error["type"] == "extra_forbidden":
        known = _AppliesTo.model_fields if key == "applies_to" else _Page.model_fields
        problem = f"{_shown(path)}, given as {_shown(error['input'])}, is not a known key"
        return Complaint(path, problem, f"use one of {', '.join(known)}")
    return Complaint(path, f"{path} is {_shown(error['input'])}", _REMEDIES[key])


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 3]}..."


def _provenance(page: _Page) -> Provenance:
    return Provenance(
        url=page.source_url or "",
        source_title=page.source_title,
        as_of=page.as_of,
        review_by=page.review_by,
        owner=page.owner,
        status=page.status,
        applies_to=_rendered(page.applies_to, page.employer),
        audience=page.audience,
        topics=page.topics,
        employer=page.employer or "",
    )


def _rendered(to: _AppliesTo, employer: str | None) -> str:
    bands = f"{'bands' if len(to.bands) > 1 else 'band'} {_listed(to.bands)}" if to.bands else None
    parts = (to.nation, to.employer_type, to.sector, _listed(to.staff_groups), bands, employer)
    return ", ".join(part for part in parts if part)


def _listed(items: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))
