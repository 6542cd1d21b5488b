import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from assistant.corpus.wording import EXCLUDING
from assistant.phrases import Phrases, beside_english, languages

CRISIS = (
    "signposted_distress",
    "signposted_danger",
    "signposted_injury",
    "signposted_domestic_abuse",
    "signposted_loss",
    "signposted_pregnancy",
    "stress_support",
    "speak_up",
)
OTHERS = [code for code in languages() if code != "en"]
LACKING: dict[str, list[str]] = {}  # phrases that a language still takes from English, by its code
TELLTALE = frozenset("the and you your with this that please which from have will should".split())


def table(language: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("assistant.phrases").joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def fields_of(text: Any) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", str(text)))


def numbers_of(text: Any) -> set[str]:
    return set(re.findall(r"\d+", str(text)))


def test_there_are_phrases_in_fifteen_languages_english_first() -> None:
    assert languages() == ("en", "ar", "cy", "es", "fr", "hi", "ig", "ml", "ne", "pl", "pt", "ro", "sn", "tl", "yo")


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_lacks_no_phrase_but_those_that_are_known_to_be_missing(language: str) -> None:
    other = table(language)

    assert [key for key in table("en") if key not in other] == LACKING.get(language, [])


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_holds_its_phrases_in_the_order_of_english_with_the_same_fields(language: str) -> None:
    english, other = table("en"), table(language)

    assert list(other) == [key for key in english if key in other]
    assert {key: fields_of(text) for key, text in other.items()} == {key: fields_of(english[key]) for key in other}
    assert len(other["suggestions"]) == len(english["suggestions"])


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_numbers_of_the_english_and_no_others(language: str) -> None:
    english, other = table("en"), table(language)

    assert {key: numbers_of(text) for key, text in other.items()} == {key: numbers_of(english[key]) for key in other}


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_over_in_a_translation(language: str) -> None:
    said = {key: re.findall(r"[^\W\d_]+", str(text).lower()) for key, text in table(language).items()}

    assert [key for key, words in said.items() if sum(word in TELLTALE for word in words) > 0.1 * len(words)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_longer_than_twice_the_english(language: str) -> None:
    english, other = table("en"), table(language)

    assert [key for key, text in other.items() if english[key] and len(str(text)) > 2 * len(str(english[key]))] == []


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
    assert Phrases.load("de") == Phrases.load("en")
    assert Phrases.load("../en").language == "en"


def test_a_phrase_that_a_file_lacks_is_said_once_in_english() -> None:
    english = {"thanks": "Thanks", "greeting": "Hello", "speak_up": "Call 999"}

    table = beside_english({"greeting": "Kumusta"}, english)

    assert table == {"thanks": "Thanks", "greeting": "Kumusta", "speak_up": "Call 999"}


def test_fields_are_filled_in() -> None:
    said = Phrases.load("en").old.format(as_of="June 2022")

    assert said.startswith("This comes from a source dated June 2022.")


def test_no_english_sentence_of_ours_leaves_people_out() -> None:
    assert [word for text in table("en").values() for word in EXCLUDING.findall(str(text))] == []
