"""What the check knows of English words: which mean the same, which exclude each other, which limit what follows."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.words import stems

_PREFIXES = ("un", "non", "in", "ir", "dis", "im")


@cache
def _table() -> Mapping[str, list[str]]:
    return tomllib.loads(files("assistant.grounding").joinpath("lexicon.toml").read_text(encoding="utf-8"))


@cache
def _meanings() -> Mapping[str, str]:
    return {stem: group.split()[0] for group in _table()["same"] for stem in stems(group.split())}


@cache
def _groups() -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(_table()["exclusive"]):
        for stem in {stem for word in group.split() for stem in (word, *stems([word]))}:
            found[stem] = (*found.get(stem, ()), number)
    return found


@cache
def _people() -> frozenset[str]:
    return frozenset(stem for group in _table()["people"] for stem in stems(group.split()))


def meaning(stem: str) -> str:
    """What a stem means: the first of its group of synonyms, or itself."""
    return _meanings().get(stem, stem)


def exclude(one: str, other: str) -> bool:
    """Whether two stems exclude each other where one stands in the other's place ("full", "part"; "nurse", "manager")."""
    if meaning(one) == meaning(other):
        return False
    if set(_groups().get(one, ())) & set(_groups().get(other, ())):
        return True
    return one in _people() and other in _people()


def is_person(stem: str) -> bool:
    """Whether a stem names people by their role, or a body that acts."""
    return stem in _people()


def opposite_prefix(one: str, other: str) -> bool:
    """Whether one word is the other with a negating prefix."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 3 and any(longer == prefix + shorter for prefix in _PREFIXES)
