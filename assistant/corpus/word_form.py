"""The table at the head of a Word page: what each row is called, and how what is written there becomes front matter."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

HEADER = ("About this page", "Write here", "Hint")
_Kind = Literal["text", "day", "word", "words", "slugs"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the key of the front matter that it becomes, its label, its hint, and what stands in it from the start."""

    key: str
    label: str
    hint: str
    kind: _Kind = "text"
    given: str = ""

    @property
    def group(self) -> str:
        return "applies_to" if self.key in _APPLIES_TO else ""


_APPLIES_TO = ("nation", "employer_type", "sector", "staff_groups", "bands")
ROWS = (
    Row("title", "Title", "The title of the page. No other page may have it"),
    Row("source_title", "Source", "The name of the document that the facts come from, with its year if it has no web address"),
    Row("source_url", "Web address of the source", "Starts with https://. Leave empty if it has none"),
    Row("as_of", "Date of the source", "Such as 2026, August 2026 or 1 August 2026. Write undated if it gives none", "day"),
    Row("review_by", "Check again by", "The day by which somebody looks at the page again, such as 22 May 2027", "day"),
    Row("owner", "Who keeps it true", "A team or role, never a person", given="Education team (owner to be named)"),
    Row("status", "Can staff use it now?", "Write offered, planned, ended or unknown", "word"),
    Row("nation", "Nation", "Such as England", given="England"),
    Row("employer_type", "Kind of employer", "Such as NHS, or NHS and social care. May be empty"),
    Row("sector", "Sector", "May be empty"),
    Row("staff_groups", "Staff groups", "With commas between them. May be empty", "words"),
    Row("bands", "Pay bands", "Such as 2, 3. May be empty", "words"),
    Row("audience", "Who reads it", "One or more of frontline, international, coach, with commas", "slugs", "frontline"),
    Row("topics", "Subjects", "A few words with commas between them, such as study leave, funding", "slugs"),
    Row("employer", "Only for this employer", "The one employer or care system that the page is about. Empty if for all"),
    Row("overrides", "In place of this page", "Such as careers/nursing-associate.md, if this page takes the place of another"),
    Row("confidence", "Confirmed?", "Write confirmed or not confirmed. Empty means confirmed", "word"),
)
BY_LABEL: Mapping[str, Row] = {row.label.casefold(): row for row in ROWS}
BY_KEY: Mapping[str, Row] = {row.key: row for row in ROWS}

_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9}),? (\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDS = {"confirmed": "verified", "yes": "verified", "not confirmed": "unverified", "no": "unverified"}


def slug(text: str) -> str:
    """The text in small letters, digits and hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")


def front_matter(values: Mapping[str, str]) -> str:
    """The front matter of what is written in the rows, by key; rows that are empty are left out."""
    lines: list[str] = []
    for row in ROWS:
        value = values.get(row.key, "").strip()
        written = _READ[row.kind](value) if value else ""
        if row.key == _APPLIES_TO[0]:
            lines.append("applies_to:")
        if written:
            lines.append(f"{'  ' if row.group else ''}{row.key}: {written}")
    text = "\n".join(lines)
    if not any(values.get(key, "").strip() for key in _APPLIES_TO):
        text = text.replace("applies_to:", "applies_to: {}")
    return f"---\n{text}\n---\n"


def _text(value: str) -> str:
    """A text between quotes, as YAML and JSON write it."""
    return json.dumps(value, ensure_ascii=False)


def _day(value: str) -> str:
    """A date as people write it, as ISO has it; what is no date stays, for the check to name."""
    plain = " ".join(value.lower().split())
    if found := _NUMERIC.fullmatch(plain):
        day, month, year = map(int, found.groups())
        return _iso(year, month, day) or _text(value)
    if found := _DAY.fullmatch(plain):
        month = next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(found[2])), 0)
        return _iso(int(found[3]), month, int(found[1]) if found[1] else 0) or _text(value)
    return _text(plain)


def _iso(year: int, month: int, day: int) -> str:
    try:
        whole = date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7]


def _word(value: str) -> str:
    plain = " ".join(value.lower().split()).rstrip(".")
    return _text(_WORDS.get(plain, plain))


def _words(value: str) -> str:
    return f"[{', '.join(map(_text, _parts(value)))}]"


def _slugs(value: str) -> str:
    return f"[{', '.join(_text(slug(part)) for part in _parts(value))}]"


def _parts(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", value) if part.strip()]


_READ: Mapping[_Kind, Callable[[str], str]] = {"text": _text, "day": _day, "word": _word, "words": _words, "slugs": _slugs}
