import pytest

from assistant.errors import QuestionError
from assistant.safety import MAX_CHARACTERS, MAX_WORDS, check_question, clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\ud800c\x1b", "abc"),
        ("pay\u202eroll\u2066 \u200bx", "payroll x"),
        ("study\U000e0049\U000e0047 leave", "study leave"),
        ("  one \t two \r\n\n\n three  ", "one two\nthree"),
        ("cafe\u0301", "café"),
        ("pay\u200droll", "payroll"),
        ("९\u200d९\u200c९", "९९९"),
    ],
)
def test_characters_that_nobody_sees_are_removed(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("text", ["ക്\u200dഷ നഴ്\u200cസ്", "می\u200cپردازد", "क्\u200dष"])
def test_joiners_that_shape_a_script_stay(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("🙂🙂", "no words"),
        ("?!", "no words"),
        ("word " * 10_000, "10,000 words"),
        ("字" * (MAX_CHARACTERS + 1), "characters"),
    ],
)
def test_a_question_that_cannot_be_read_says_how_to_mend_it(text: str, reason: str) -> None:
    with pytest.raises(QuestionError, match=rf"{reason}.*please"):
        check_question(clean(text))


@pytest.mark.parametrize("text", ["5", "ok", "नर्स?", "word " * MAX_WORDS])
def test_a_question_with_a_letter_or_digit_is_accepted(text: str) -> None:
    check_question(clean(text))
