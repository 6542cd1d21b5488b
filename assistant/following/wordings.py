"""The words of `cues.toml`, each list as one pattern."""

import tomllib
from functools import cache
from importlib import resources


@cache
def any_of(name: str) -> str:
    """The pattern of any wording of a list."""
    table = tomllib.loads(resources.files("assistant.following").joinpath("cues.toml").read_text(encoding="utf-8"))
    return f"(?:{'|'.join(table[name])})"
