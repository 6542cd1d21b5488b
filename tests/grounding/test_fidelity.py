import pytest

from assistant.grounding.fidelity import is_faithful

QUOTE = (
    "Apprenticeships\nPay\nMost apprentices aged 16 to 18 must pass English, if the employer agrees. "
    "Since January 2026 the levy pays for training, but it does not pay wages (HASO, 2020). "
    "Nurses get five days of study leave. They may ask the education team for more.\n- Call the desk on 020 7946 0018."
)
ROWS = "Fees\nCharges\nTest; Fee; Date of source\n| CBT | £83 | 2021 |\n| OSCE | £794 | No date |"


@pytest.mark.parametrize(
    "sentence",
    [
        "Nurses get five days of study leave.",
        "Nurses get 5 days of study leave.",
        "The nurses get five days of study leave!",
        "If the employer agrees, most apprentices aged 16 to 18 must pass English.",
        "Call the desk on 020 7946 0018.",
        "They can ask the education team for more.",
    ],
)
def test_a_sentence_that_says_whole_clauses_of_one_place_is_faithful(sentence: str) -> None:
    assert is_faithful(sentence, [QUOTE])


@pytest.mark.parametrize(
    "sentence",
    [
        "Most apprentices aged 16 to 18 must pass English.",
        "Apprentices aged 16 to 18 must pass English, if the employer agrees.",
        "Most apprentices aged 16 to 19 must pass English, if the employer agrees.",
        "Most apprentices aged 16 to 18 may pass English, if the employer agrees.",
        "The levy pays for training.",
        "Since January 2026 the levy pays wages.",
        "Nurses get five days of paid study leave.",
        "Nurses got five days of study leave.",
        "Nurses get five weeks of study leave.",
        "Midwives get five days of study leave.",
        "Nurses do not get five days of study leave.",
        "Study leave gets five days of nurses.",
        "You must ask the education team for more.",
        "Call the desk on 020 7946 0019.",
        "Nurses get five days of study leave, see https://example.org.",
        "Nurses get five days of",
        "Nurses get five days of.",
        "Pay",
        "Apprenticeships.",
        "",
    ],
)
def test_a_sentence_that_adds_turns_or_leaves_out_a_limit_is_not(sentence: str) -> None:
    assert not is_faithful(sentence, [QUOTE])


def test_a_row_is_told_as_its_pairs() -> None:
    assert is_faithful("Test: OSCE; Fee: £794", [ROWS])
    assert not is_faithful("Test: OSCE; Fee: £83", [ROWS])
    assert not is_faithful("Fee: £794", [ROWS])


def test_a_row_is_not_told_without_the_year_that_it_has() -> None:
    assert not is_faithful("Test: CBT; Fee: £83", [ROWS])
    assert is_faithful("Test: CBT; Fee: £83; Date of source: 2021", [ROWS])


def test_the_name_of_a_column_says_nothing() -> None:
    assert not is_faithful("Test;", [ROWS])


def test_members_of_a_list_are_not_left_out() -> None:
    quote = "Devon, Torbay and Plymouth set aside £157,399 for learning."

    assert is_faithful(quote, [quote])
    assert not is_faithful("Torbay and Plymouth set aside £157,399 for learning.", [quote])
