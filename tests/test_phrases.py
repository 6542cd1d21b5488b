import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from assistant.phrases import Phrases, languages

CRISIS = (
    "signposted_distress",
    "signposted_danger",
    "signposted_injury",
    "signposted_domestic_abuse",
    "signposted_loss",
    "signposted_pregnancy",
    "speak_up",
)
OTHERS = [code for code in languages() if code != "en"]


def table(language: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("assistant.phrases").joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def fields_of(text: Any) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", str(text)))


def test_there_are_phrases_in_five_languages_english_first() -> None:
    assert languages() == ("en", "ar", "hi", "ml", "tl")


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_holds_keys_and_fields_of_english_in_its_order(language: str) -> None:
    english, other = table("en"), table(language)

    assert list(other) == [key for key in english if key in other]
    assert {key: fields_of(text) for key, text in other.items()} == {key: fields_of(english[key]) for key in other}
    assert len(other["suggestions"]) == len(english["suggestions"])


@pytest.mark.parametrize("language", languages())
def test_no_phrase_is_empty_but_the_notice_that_english_does_not_need(language: str) -> None:
    empty = [key for key, text in table(language).items() if text == ""]

    assert empty == (["not_checked"] if language == "en" else [])


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_that_no_native_speaker_has_read_says_so(language: str) -> None:
    phrases = Phrases.load(language)

    assert not phrases.checked_by_native_speaker
    assert phrases.not_checked


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", ["signposted_distress", "signposted_danger", "signposted_loss"])
def test_the_texts_on_distress_danger_and_loss_name_every_help_line(language: str, key: str) -> None:
    text = table(language)[key]

    assert all(line in text for line in ("999", "NHS 111", "option 2", "Samaritans", "116 123"))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("signposted_injury", ("Occupational Health", "A&E", "NHS 111", "999")),
        (
            "signposted_domestic_abuse",
            ("999", "nhs.uk", "domestic abuse", "HR", "Occupational Health", "116 123", "safeguarding"),
        ),
        ("signposted_loss", ("HR", "Shout", "85258", "GP", "Occupational Health")),
        ("signposted_pregnancy", ("HR", "Occupational Health", "midwife", "NHS 111", "999")),
    ],
)
def test_the_texts_on_injury_abuse_loss_and_pregnancy_say_where_to_turn(language: str, key: str, names: tuple[str, ...]) -> None:
    text = table(language)[key]

    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("key", CRISIS)
def test_the_english_crisis_text_stands_beside_its_translation(language: str, key: str) -> None:
    text = getattr(Phrases.load(language), key)

    assert text.startswith(table(language)[key])
    assert text.endswith(table("en")[key])


def test_an_unknown_language_is_answered_in_english() -> None:
    assert Phrases.load("fr") == Phrases.load("en")
    assert Phrases.load("../en").language == "en"


def test_fields_are_filled_in() -> None:
    said = Phrases.load("en").old.format(as_of="June 2022")

    assert said.startswith("This comes from a source dated June 2022.")
