import json
from pathlib import Path

import pytest

from assistant.errors import QuestionError
from assistant.safety import MAX_CHARACTERS, MAX_WORDS, check_question, clean, mask

PII = Path(__file__).parents[2] / "shared" / "evaluation" / "pii_uk_dev.jsonl"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\ud800c\x1b", "abc"),
        ("pay\u202eroll\u2066 \u200bx", "payroll x"),
        ("study\U000e0049\U000e0047 leave", "study leave"),
        ("  one \t two \r\n\n\n three  ", "one two\nthree"),
        ("cafe\u0301", "café"),
        ("pay\u200droll", "payroll"),
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


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("patient 999 123 4586 fell", "patient [NHS number] fell"),
        ("my NI is ab123456c", "my NI is [NI number]"),
        ("PIN: 12A3456E", "PIN: [NMC PIN]"),
        ("call (0161) 496 0345 or +63 917 123 4567", "call [phone number] or [phone number]"),
        ("07700 900123 or 07700900124", "[phone number] or [phone number]"),
        ("write to a.b+c@nhs.net.", "write to [e-mail address]."),
        ("I live at ec1a1bb", "I live at [postcode]"),
        ("card 4111 1111 1111 1111", "card [card number]"),
        ("DOB 12/03/1985, born on 3 March 1990", "DOB [date of birth], born on [date of birth]"),
        ("employee number 20456789", "employee number [ID number]"),
        ("HCPC PH123456", "HCPC [registration number]"),
    ],
)
def test_personal_data_is_replaced_by_what_it_is(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "call 999, 111 option 2 or 116 123",
        "Band 6, OSCE, a PIN, ST3 4th year, L3 2nd",
        "in 2019 2020 2021 2022 and 2021/22",
        "£1,219,000 or £360k for 128,000 people",
        "start on 12/03/2025",
        "reference 9990000081",
        "card 4111 1111 1111 1112",
        "course code QQ 12 34 56 A in room 99Z0000E",
    ],
)
def test_what_only_looks_like_personal_data_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.skipif(not PII.exists(), reason="the shared evaluation data is not beside this checkout")
def test_valid_forms_are_masked_and_near_misses_left() -> None:
    rows = [json.loads(line) for line in PII.read_text(encoding="utf-8").splitlines()]

    wrong = [row["id"] for row in rows if (row["value"] not in mask(row["text"])) != row["valid"]]

    assert wrong == []
