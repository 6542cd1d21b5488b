"""Pages and records that nothing is wrong with, and small ways to put them wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.corpus.checking import Report, check

TODAY = date(2026, 11, 26)
FRONT: Mapping[str, str] = {
    "title": "Study leave",
    "source_url": "https://example.org/leave",
    "source_title": "Leave policy",
    "as_of": "2026-08",
    "review_by": "2027-08-01",
    "owner": "Education team",
    "status": "offered",
    "applies_to": "{nation: England}",
    "audience": "[frontline]",
    "topics": "[study-leave]",
}
BODY = """
You can ask for study leave. Your manager says yes or no. Ask in good time.

## How to ask

- Fill in the form.
- Say what you want to learn.
- Say how it helps the people you care for.
- Send it to your manager six weeks before the course begins.
- Keep a copy of the form at home.

Most teams plan their rota a month ahead. So an early form is easier to agree. If the answer is no, ask why and when to try again.
You may also ask for a part of the time. Some courses take only a day or two.

## Who to ask

- Your line manager
- The education team
"""
SOURCE = "{title: Careers page 2026, url: https://example.org/careers, as_of: 2026-08}"


def page(changed: Mapping[str, str] | None = None, body: str = BODY, **keys: str) -> str:
    """A page; a key that is changed to nothing is left out."""
    front = {**FRONT, **(changed or {}), **keys}
    lines = "\n".join(f"{key}: {value}" for key, value in front.items() if value)
    return f"---\n{lines}\n---\n# {front['title']}\n{body}"


def records(kind: str, *given: str, **defaults: str) -> str:
    """A file of records, each given as the lines of its own keys in one flow mapping without braces."""
    usual = {
        "review_by": "2027-11-26", "owner": "Education team", "status": "offered", "confidence": "verified",
    }  # fmt: skip
    told = "\n".join(f"  {key}: {value}" for key, value in {**usual, **defaults}.items())
    return f"kind: {kind}\ndefaults:\n{told}\n  source: {SOURCE}\nrecords:\n" + "".join(f"  - {{{each}}}\n" for each in given)


def role(key: str, more: str = "") -> str:
    return (
        f"id: {key}, title: The role {key}, text: People in the role {key} care for others., family: nursing, settings: [nhs], "
        f"registration: none, staff_group: support, names: [{key}, one, two]{more}"
    )


def move(key: str, origin: str, target: str, more: str = "") -> str:
    return f"id: {key}, title: From {origin} to {target}, text: You can move., origin: {origin}, target: {target}, by: training{more}"


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder with these files in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def checked(folder: Path, beside: Sequence[Path] = (), against: Path | None = None, today: date = TODAY) -> Report:
    return check([folder], beside, against, today)


def errors(folder: Path, files: Mapping[str, str]) -> list[str]:
    """What is wrong with these files, each as key and problem."""
    report = checked(written(folder, files))
    return [f"{fault.key}: {fault.problem}" for fault in report.errors]
