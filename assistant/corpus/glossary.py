"""Names and official terms of the field, which nobody can write in other or easier words."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_PLURAL = r"(?:'s|s|es)?"


@cache
def terms() -> re.Pattern[str]:
    """What finds a term of `glossary.toml` in any case."""
    written = tomllib.loads(files("assistant.corpus").joinpath("glossary.toml").read_text("utf-8"))["terms"]
    longest_first = sorted(written, key=lambda term: (-len(term), term))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))}){_PLURAL}\b", re.IGNORECASE)
