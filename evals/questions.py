"""Every question of a dataset, whatever its form: what people type, and the cases of tools put into words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from assistant.types import Profile, Question, Turn
from evals.dataset import DATASETS
from evals.errors import DatasetError
from evals.json_lines import read_rows

WORDED = {
    "pathway_cases": "I am a {from} and want to become a {to}",
    "role_names": "{name}: what could my next job be?",
    "funding_cases": "Can I get this: {scheme}?",
}
"""How the cases of these files are asked, which nobody has typed as a question."""

_TYPED = ("question", "text")
_PROFILE = frozenset(each.name for each in fields(Profile))


def files() -> list[Path]:
    """The datasets that hold questions, by their names."""
    return [path for path in sorted(DATASETS.iterdir()) if path.suffix in {".jsonl", ".yaml"} and any(read_questions(path))]


def read_questions(path: Path) -> Iterator[Question]:
    """The questions of a dataset in its order, each once.

    Raises:
        DatasetError: it cannot be read.
    """
    seen = set()
    for question in _read(path):
        if question not in seen:
            seen.add(question)
            yield question


def _read(path: Path) -> Iterator[Question]:
    rows: Any
    try:
        rows = read_rows(path) if path.suffix == ".jsonl" else yaml.safe_load(path.read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise DatasetError(f"{path} cannot be read ({error}); name a dataset of JSON lines or YAML in UTF-8") from error
    if path.stem == "role_names":
        yield from (Question(WORDED[path.stem].format(name=name)) for names in rows.values() for name in names)
        return
    for row in rows:
        yield from _of_row(path.stem, row)


def _of_row(dataset: str, row: Mapping[str, Any]) -> Iterator[Question]:
    if dataset in WORDED:
        yield Question(WORDED[dataset].format(**row), profile=_profile(row))
    elif "acts" in row:
        yield from (Question(act["says"]) for act in row["acts"] if "says" in act)
    elif row.get("channel") != "document":  # an attack that hides in a document is no question
        text = next((row[name] for name in _TYPED if isinstance(row.get(name), str)), None)
        if text and text.strip():
            yield Question(text, history=_history(row), profile=_profile(row))


def _history(row: Mapping[str, Any]) -> tuple[Turn, ...]:
    return tuple(Turn(each["role"], each["content"]) for each in row.get("history") or ())


def _profile(row: Mapping[str, Any]) -> Profile:
    given = row.get("profile") or {}
    return Profile(**{name: str(value) for name, value in given.items() if name in _PROFILE})
