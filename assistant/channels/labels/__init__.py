"""The words on buttons, headings and notes around an answer, in the languages of the fixed phrases."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ENGLISH = "en"
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are labels in, in order."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def labels(language: str = ENGLISH) -> Mapping[str, str]:
    """The labels by their names; in English where this language has none."""
    code = language.lower().partition("-")[0]
    return MappingProxyType(_read(ENGLISH) | (_read(code) if code in languages() else {}))


def translated(english: str, language: str) -> str:
    """The label that reads so in English, in another language; the text as it stands where it is no label."""
    name = _names().get(english.rstrip("."))
    return labels(language)[name] if name else english


def dated(written: str, language: str) -> str:
    """`2026-08-14` as `14 August 2026` in a language; anything that is not such a date as it stands."""
    match = _DATE.fullmatch(written)
    if not match:
        return written
    year, month, day = match.groups()
    words = labels(language)
    if not month:
        return str(year)
    name = words["months"].split()[int(month) - 1]
    if not day:
        return words["date_of_month"].format(month=name, year=year)
    return words["date_of_day"].format(day=int(day), month=name, year=year)


@cache
def _names() -> Mapping[str, str]:
    """The name of each English label by its text, without the full stop."""
    return {text.rstrip("."): name for name, text in labels().items()}


def _read(code: str) -> dict[str, str]:
    sections = tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text("utf-8"))
    return {name: text for section in sections.values() for name, text in section.items()}
