import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from assistant.retrieval.glosses import gloss, plain

CORPUS = frozenset("nursing apprenticeship osce band trust care worker study leave course main may".split())
TABLE = tomllib.loads(files("assistant.retrieval").joinpath("glosses.toml").read_text(encoding="utf-8"))


def read(text: str) -> str:
    return gloss(text, lambda word: word in CORPUS).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("magkano po ang OSCE?", "how much does it cost osce"),
        ("njan band 2 aanu, nursing padikkan pattumo?", "band 2 nursing study can I"),
        ("study leave ke liye kitne din", "study leave how many days"),
        ("Ego ole ka OSCE na-efu", "how much does it cost osce"),
        ("Èló ni OSCE", "how much does it cost osce"),
        ("marii OSCE", "how much does it cost osce"),
        ("kto zapłaci za mój kurs", "who pays course"),
        ("¿quién paga el curso?", "who pays course"),
        ("कोर्स कहाँ है", "course where"),
        ("OSCE എത്ര വർഷം", "osce how many years"),
    ],
)
def test_the_english_of_a_question_and_its_everyday_words_are_read(text: str, said: str) -> None:
    assert read(text) == said


def test_an_everyday_word_of_another_language_is_not_taken_for_english() -> None:
    assert read("may mga tanong ako sa OSCE") == "questions osce"


def test_a_stretch_of_words_is_read_as_one_part() -> None:
    found = gloss("gaano katagal po", lambda _: False)

    assert (found.text, found.known, found.parts, found.share) == ("how long", 1, 2, 0.5)


def test_a_word_that_stands_for_all_that_begin_so_is_known_by_its_beginning() -> None:
    assert read("padikkanamenkil") == "study"


def test_nothing_is_read_of_nothing() -> None:
    assert gloss("", lambda _: True).share == 0.0


@pytest.mark.parametrize("group", TABLE)
def test_within_a_group_each_form_has_one_meaning_and_is_written_small(group: str) -> None:
    forms = [form for part in TABLE[group].values() for said in part.values() for form in said.split("|")]

    assert [form for form, times in Counter(map(plain, forms)).items() if times > 1] == []
    assert [form for form in forms if form != form.strip() or form != form.lower()] == []
