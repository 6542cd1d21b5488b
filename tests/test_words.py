import pytest

from assistant.words import STOP_WORDS, abbreviations, chat_spellings, fold, raw_words, stems, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crèche", "creche"),
        ("Nurse’s", "nurse's"),
        ("HCAs", "hca"),
        ("the 2020s", "the 2020"),
        ("٣ سنوات", "3 سنوات"),
        ("४ साल", "4 साल"),
        ("൫", "5"),
        ("１２", "12"),
    ],
)
def test_text_is_folded_to_lower_case_plain_letters_and_digits(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_other_scripts_keep_their_marks() -> None:
    assert fold("नौकरी") == "नौकरी"


def test_words_keep_their_order_and_apostrophes() -> None:
    assert raw_words("Who's on band-6 pay, 2024?") == ["who's", "on", "band", "6", "pay", "2024"]


def test_marks_and_emoji_are_no_words() -> None:
    assert raw_words("?! 🙂 _ --") == []


def test_words_that_say_nothing_are_left_out() -> None:
    assert tokens("What is the funding for nurses?") == tokens("funding nurse")


def test_possessives_are_dropped() -> None:
    assert stems(["nurse's"]) == stems(["nurse"])


def test_forms_of_a_word_are_one() -> None:
    assert len(set(tokens("apprenticeship apprenticeships"))) == 1


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("wat do ppl get", "what do people get"),
        ("how many yrs", "how many years"),
        ("R u   sure", "are you sure"),
        ("abt HCA pay", "about HCA pay"),
        ("band 3?", "band 3?"),
    ],
)
def test_chat_spellings_are_written_out(typed: str, written: str) -> None:
    assert chat_spellings(typed) == written


def test_the_field_s_short_forms_stay_and_have_a_meaning() -> None:
    assert chat_spellings("cpd for an hca") == "cpd for an hca"
    assert abbreviations()["cpd"] == ("continuing", "professional", "development")


def test_no_short_form_is_a_word_that_is_never_searched_for() -> None:
    field = {short for short, meaning in abbreviations().items() if chat_spellings(short) == short and meaning}

    assert not field & STOP_WORDS
