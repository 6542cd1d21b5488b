import json
from pathlib import Path

import pytest

from assistant.safety import Masked, clean, mask, read, without_marks

PII = Path(__file__).parents[3] / "shared" / "evaluation" / "pii_uk_dev.jsonl"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("patient 999 123 4586 fell", "patient [NHS number] fell"),
        ("nhs no 99 91 23 45 86", "nhs no [NHS number]"),
        ("my NI is ab123456c", "my NI is [NI number]"),
        ("PIN: 99A0000E", "PIN: [NMC PIN]"),
        ("pin 99 A 0000 E", "pin [NMC PIN]"),
        ("call (0161) 496 0345 or +63 917 123 4567", "call [phone number] or [phone number]"),
        ("07700 900123 or 07700900124", "[phone number] or [phone number]"),
        ("write to a.b+c@example.org.", "write to [e-mail address]."),
        ("jo dot bloggs at example dot org", "[e-mail address]"),
        ("I live at ec1a1bb", "I live at [postcode]"),
        ("card 4111-1111-1111-1111", "card [card number]"),
        ("sort code 00-00-00", "sort code [bank account]"),
        ("DOB 12/03/1985, born on 3 March 1990", "DOB [date of birth], born on [date of birth]"),
        ("data urodzenia: 12.03.1985", "data urodzenia: [date of birth]"),
        ("employee number 20456789", "employee number [ID number]"),
        ("my HCPC PH000000, gmc no 0000000", "my HCPC [registration number], gmc no [registration number]"),
        ("passport no. is P0000000A", "passport no. is [passport number]"),
        ("my CoS is C2G7K98710Q", "my CoS is [certificate of sponsorship number]"),
        ("share code W8X 4T7 9PQ", "share code [share code]"),
        ("OET candidate number 000000-0000", "OET candidate number [test candidate number]"),
        ("pt in ward 5, bed 12 fell", "pt in [patient details] fell"),
    ],
)
def test_personal_data_is_replaced_by_what_it_is(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text", ["９９９１２３４５８６", "٩٩٩ ١٢٣ ٤٥٨٦", "९९९-१२३-४५८६", "9\u200b9\u200d9 123 4586", "999–123–4586", "999.123.4586"]
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert mask(f"patient {text} fell") == "patient [NHS number] fell"


@pytest.mark.parametrize(
    "text",
    [
        "call 999, 111 option 2, 101 or 116 123, or text 85258",
        "Band 6, OSCE, a PIN, ST3 4th year, L3 2nd",
        "in 2019 2020 2021 2022 and 2021/22",
        "by 2024 25 a new course",
        "£1,219,000 or £360k for 128,000 people",
        "start on 12/03/2025",
        "reference 9990000081",
        "card 4111 1111 1111 1112",
        "course code QQ 12 34 56 A or OT12345 in room 99Z0000E",
        "IELTS 7.0 or OET 350",
        "is 0800 144 8848 free?",
        "do I need a passport number or a share code for right to work",
        "how many beds are on ward 5",
    ],
)
def test_what_only_looks_like_personal_data_stays(text: str) -> None:
    assert read(text) == Masked(text)


def test_what_was_masked_is_named_once_and_in_its_order() -> None:
    found = read("my pin 99A0000E, ring 07700 900123 or 07700 900124").found

    assert found == ("NMC PIN", "phone number")


def test_masking_again_changes_nothing() -> None:
    once = mask("patient John Smith, dob 12/03/1985, nhs 999 123 4586, lives at 1 Oak Road EC1A 1BB")

    assert mask(once) == once


@pytest.mark.integration
def test_a_long_text_of_half_words_and_digits_is_read_in_time() -> None:
    assert read("Aa 1" * 5_000).found == ()


@pytest.mark.skipif(not PII.exists(), reason="the shared evaluation data is not beside this checkout")
def test_valid_forms_are_masked_and_near_misses_left() -> None:
    rows = [json.loads(line) for line in PII.read_text(encoding="utf-8").splitlines()]

    wrong = [row["id"] for row in rows if (row["value"] not in mask(clean(row["text"]))) != row["valid"]]

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my NI number is [NI number] who pays", "my NI number is who pays"),
        ("[name] wants ACP", "wants ACP"),
        ("[NHS number]", "[NHS number]"),
        ("no marks", "no marks"),
    ],
)
def test_what_stands_for_what_was_masked_is_not_searched_for(text: str, left: str) -> None:
    assert without_marks(text) == left
