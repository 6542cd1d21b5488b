"""The words on buttons, headings and notes around an answer, in the languages of the fixed phrases."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ENGLISH = "en"


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


def _read(code: str) -> dict[str, str]:
    sections = tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text("utf-8"))
    return {name: text for section in sections.values() for name, text in section.items()}
