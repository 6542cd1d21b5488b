"""The questions that are suggested to somebody who opens the app, by whom they say they are; each is one that the pages answer."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.types import Profile

MOST = 4  # prompts that Slack shows
_WORDS = re.compile(r"[a-z]+")


@cache
def audiences() -> Mapping[str, tuple[dict[str, str], ...]]:
    """The prompts of each audience, the first ones first, as Slack takes them: a title and the message that it sends."""
    table = _table()
    return {
        name: tuple({"title": title, "message": message} for title, message in told["prompts"]) for name, told in table.items()
    }


def prompts_for(profile: Profile) -> list[dict[str, str]]:
    """The prompts of the audience that a profile names; where it names none, the first of each."""
    said = set(_WORDS.findall(" ".join(asdict(profile).values()).lower()))
    found = next((name for name, told in _table().items() if said & set(told["words"])), "")
    return list(audiences()[found][:MOST]) if found else [prompts[0] for prompts in audiences().values()][:MOST]


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("prompts.toml").read_text("utf-8"))
