"""The words around answers are there in every language, and ask for the same fields."""

import tomllib
from collections import Counter
from importlib.resources import files
from string import Formatter

import pytest

from assistant.channels.labels import labels, languages


def fields(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name)


def test_a_name_stands_in_one_section_alone() -> None:
    sections = tomllib.loads(files("assistant.channels.labels").joinpath("en.toml").read_text("utf-8"))

    names = Counter(name for section in sections.values() for name in section)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("language", languages())
def test_a_language_has_no_label_that_english_lacks_and_asks_for_the_same_fields(language: str) -> None:
    english, own = labels(), labels(language)

    assert set(own) == set(english)
    assert {name: fields(own[name]) for name in own} == {name: fields(english[name]) for name in english}


def test_a_regional_language_uses_its_language_and_an_unknown_one_is_english() -> None:
    assert labels("en-GB") == labels()
    assert labels("xx") == labels()
    assert labels("") == labels()
