"""Languages as they are named and told apart by their codes."""

import tomllib
from functools import cache
from importlib import resources

_SAME = {"fil": "tl", "iw": "he", "in": "id", "nb": "no"}


def base(code: str) -> str:
    """The code of a language without its region, in the one form that datasets use: "tl" for "fil" and "tl-PH"."""
    plain = code.lower().replace("_", "-").split("-")[0]
    return _SAME.get(plain, plain)


def name_of(code: str) -> str:
    """The language's English name; a code that the assistant does not know stays as it is."""
    return _names().get(base(code), code)


@cache
def _names() -> dict[str, str]:
    table = tomllib.loads(resources.files("assistant").joinpath("languages.toml").read_text(encoding="utf-8"))
    return {code: entry["names"][0].title() for code, entry in table.items()}
