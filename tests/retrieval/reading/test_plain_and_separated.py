"""Text files keep their own text; CSV becomes a table; both whatever their encoding."""

import pytest

from assistant.errors import UnreadableFile
from assistant.retrieval.reading import Limits, ReadText, plain, separated

LIMITS = Limits()


def text_of(data: bytes) -> str:
    return plain.read(data, LIMITS).text


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Pay £500 for the course", "utf-8"),
        ("Pay £500 for the course", "utf-8-sig"),
        ("Pay £500 for the course", "utf-16"),
        ("Pay £500 for the course", "utf-16-le"),
        ("Pay £500 for the course", "utf-16-be"),
        ("Pay £500 for the course", "cp1252"),
        ("It’s a nurse’s job – “now”", "cp1252"),
        ("Zażółć gęślą jaźń. Pielęgniarka może złożyć wniosek", "cp1250"),
        ("Обучение персонала и курсы для медсестёр", "cp1251"),
        ("看護師は奨学金を申請できます。詳しくは人事課まで", "cp932"),
        ("간호사는 장학금을 신청할 수 있습니다", "euc_kr"),
    ],
)
def test_text_is_decoded_whatever_its_encoding(words: str, encoding: str) -> None:
    assert text_of(words.encode(encoding)) == words


def test_a_few_pasted_bytes_do_not_spoil_a_utf8_text() -> None:
    data = "Café, naïve, façade, Zoë, résumé and ".encode() + "£5".encode("cp1252")

    assert text_of(data) == "Café, naïve, façade, Zoë, résumé and £5"


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    data = b"# A *title*\r\n\r\n| a | b |\r\n  two  spaces\t\n"

    assert text_of(data) == "# A *title*\n\n| a | b |\n  two  spaces\t\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Some words\n\n## Who pays?\n\n# Later", "Who pays?"),
        ("---\n# a comment of YAML\ntitle: x\n---\n# Study leave", "Study leave"),
        ("```\n# a comment of code\n```\n# Study leave #", "Study leave"),
        ("Study leave\n===========\n\nwords", "Study leave"),
        ("No heading at all", ""),
    ],
)
def test_the_title_is_the_first_heading(text: str, title: str) -> None:
    assert plain.read(text.encode(), LIMITS).title == title


@pytest.mark.parametrize("data", [b" \n\t", b"...\n---\n"])
def test_text_without_letters_or_digits_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        plain.read(data, LIMITS)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_is_one_table_whatever_separates_its_cells(separator: str) -> None:
    rows = [["Name", "Weeks"], ["Coaching", "6"], ["Leadership", "12"]]
    data = "\r\n".join(separator.join(row) for row in rows).encode()

    assert separated.read(data, LIMITS) == ReadText("Name\tWeeks\nCoaching\t6\nLeadership\t12\n", "")


def test_a_cell_with_quotes_breaks_and_separators_stays_one_cell() -> None:
    data = b'Name,About\nCoaching,"For ""all"" staff,\nin six weeks"\n'

    assert separated.read(data, LIMITS).text == 'Name\tAbout\nCoaching\tFor "all" staff, in six weeks\n'


def test_captions_notes_and_empty_rows_stand_outside_the_table() -> None:
    data = b"Courses 2026,,\n,,\nName,,Weeks\nCoaching,,6\n,,\nLeadership,,12\nAsk the learning team first,,\n"

    text = separated.read(data, LIMITS).text

    assert text == "Courses 2026\n\nName\tWeeks\nCoaching\t6\nLeadership\t12\n\nAsk the learning team first\n"


def test_a_row_that_misses_cells_keeps_its_columns() -> None:
    data = b"Name,Weeks,Place\nCoaching,,Exeter\nLeadership\nFirst aid,1\n"

    text = separated.read(data, LIMITS).text

    assert text == "Name\tWeeks\tPlace\nCoaching\t\tExeter\nLeadership\t\t\nFirst aid\t1\t\n"
