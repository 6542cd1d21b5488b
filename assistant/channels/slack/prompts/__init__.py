"""The questions that are suggested to somebody who opens the app, by whom they say they are; each is one that the pages answer."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.channels.labels import ENGLISH, languages
from assistant.types import Profile

MOST = 4  # prompts that Slack shows
_WORDS = re.compile(r"[a-z]+")


@cache
def audiences(language: str = ENGLISH) -> Mapping[str, tuple[dict[str, str], ...]]:
    """The prompts of each audience, the first ones first, as Slack takes them: a title and the message that it sends.

    They are in English where there are none in this language.
    """
    told = _read(language if language in languages() else ENGLISH)
    return {name: tuple({"title": title, "message": message} for title, message in prompts) for name, prompts in told.items()}


def prompts_for(profile: Profile, language: str = ENGLISH) -> list[dict[str, str]]:
    """The prompts of the audience that a profile names; where it names none, the first of each."""
    said = set(_WORDS.findall(" ".join(asdict(profile).values()).lower()))
    found = next((name for name, words in _read("audiences").items() if said & set(words)), "")
    told = audiences(language)
    return list(told[found][:MOST]) if found else [prompts[0] for prompts in told.values()][:MOST]


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
