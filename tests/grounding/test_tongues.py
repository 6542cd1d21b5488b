import pytest

from assistant.grounding.tongues import bound, folded, knows, unlisted


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "It takes two years and costs £5,000.", {"2", "5000"}),
        ("es", "Dura tres años y cuesta £5.000.", {"3", "5000"}),
        ("hi", "इसमें ३ साल और 6.5 अंक लगते हैं।", {"3", "6.5"}),
        ("ar", "يستغرق ٢٤ شهراً أو ثلاث سنوات.", {"24", "3"}),
        ("pl", "Trwa od dwóch lat i wymaga 6,5.", {"2", "6.5"}),
        ("ml", "രണ്ട് വർഷം, band 8a.", {"2", "8a"}),
    ],
)
def test_numbers_are_read_in_digits_of_any_script_and_in_words(language: str, text: str, numbers: set[str]) -> None:
    assert set(bound(language, text).numbers) == numbers


def test_months_and_marks_and_abbreviations_are_read() -> None:
    found = bound("es", "Desde agosto de 2026 el NMC cobra £83 y el 5%.")

    assert (set(found.months), set(found.marks), set(found.short)) == ({8}, {"£", "%"}, {"NMC"})


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("fr", "Vous ne devez pas payer.", "not"),
        ("ml", "നഴ്സുമാർ ഉൾപ്പെടുന്നില്ല.", "not"),
        ("sn", "Haufanire kubhadhara.", "not"),
        ("ig", "Ị gaghị akwụ ụgwọ.", "not"),
        ("yo", "O kò gbọ́dọ̀ sanwó.", "not"),
        ("hi", "आपको भुगतान करना होगा।", "must"),
        ("ar", "يمكن للممرضين التقديم.", "can"),
        ("tl", "Walang bayad ang trabaho.", "unpaid"),
        ("ro", "Asistentele medicale pot aplica.", "nurse"),
    ],
)
def test_what_turns_limits_or_names_is_found(language: str, text: str, concept: str) -> None:
    assert concept in bound(language, text).concepts


def test_a_phrase_that_bounds_is_no_negation_and_a_nursing_associate_no_nurse() -> None:
    assert bound("en", "Claim no later than June.").concepts == {"at_most"}
    assert bound("en", "A nursing associate works.").concepts == {"associate"}


def test_folding_keeps_the_vowel_signs_of_indic_scripts() -> None:
    assert folded("Año, ŁÓDŹ!") == "_ano_lodz_"
    assert folded("नर्सों को") == "_नर्सों_को_"


def test_words_that_the_lists_do_not_know_are_named() -> None:
    assert unlisted("Radiographers and nurses may apply for 3 grants.") == ["radiographers", "apply"]


def test_a_language_without_words_is_not_known() -> None:
    assert knows("cy")
    assert not knows("de")
