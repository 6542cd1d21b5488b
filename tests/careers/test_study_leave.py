import re
from datetime import date
from pathlib import Path

from assistant.careers.book import Book
from assistant.careers.journeys.study_leave import LOCAL, MESSAGE, NATIONAL, study_leave
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.records import read_records

RECORDS = Path(__file__).parents[2] / "corpus" / "records" / "study_leave.yaml"
FILE = read_records(RECORDS.name, RECORDS.read_text("utf-8"))
KIT = study_leave(Book.of([FILE]), Circumstances(date(2026, 11, 26)))

OF_AN_EMPLOYER = """
kind: guidance
defaults:
  review_by: 2027-11-26
  owner: Education team (owner to be named)
  status: offered
  confidence: verified
records:
- id: study-leave-of-a-trust
  title: Study leave at Example Trust
  employer: Example Trust
  source: {title: "Study leave policy 2026", as_of: "2026-02"}
  text: Example Trust has a study leave policy.
  points: [Example Trust gives five paid days a year (2026).]
"""


def under(item: int) -> list[str]:
    return [line.quote.text for line in KIT.lines if line.item == item and line.quote is not None]


def test_the_first_line_says_that_local_policy_decides() -> None:
    assert KIT.lines[0].quote is not None
    assert "own study leave policy decides" in KIT.lines[0].quote.text


def test_every_line_is_quoted_from_the_file_word_for_word() -> None:
    text = RECORDS.read_text("utf-8")

    quotes = [line.quote for line in KIT.lines if line.quote is not None]

    assert len(quotes) == len(KIT.lines)
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


def test_what_only_local_policy_can_say_is_asked_and_never_told() -> None:
    lines = [line for line in KIT.lines if line.item == LOCAL]

    assert {line.lead for line in lines} == {"Ask:"}
    for subject in ("paid", "How many days", "cover", "pay money back"):
        assert any(subject in text for text in under(LOCAL)), subject


def test_what_is_not_confirmed_stands_last_among_the_national_points() -> None:
    leads = [line.lead for line in KIT.lines if line.item == NATIONAL]

    assert leads[-2:] == ["Not confirmed:", "Not confirmed:"]
    assert "Not confirmed:" not in leads[:-2]


def test_the_message_has_blanks_to_fill_and_names_nobody() -> None:
    message = under(MESSAGE)

    blanks = re.findall(r"\[[^\]]+\]", " ".join(message))

    assert message[0].startswith("Subject: ")
    assert {"[your manager]", "[dates or days of the week]", "[your name and role]"} <= set(blanks)


def test_an_employers_own_policy_takes_the_place_of_having_none() -> None:
    book = Book.of([FILE, read_records("trust.yaml", OF_AN_EMPLOYER)])

    advice = study_leave(book, Circumstances(date(2026, 11, 26)))

    first = next(line for line in advice.lines if line.item == LOCAL)
    assert first.quote is not None
    assert first.quote.text == "Example Trust gives five paid days a year (2026)."
    assert advice.lines[0].quote is not None
    assert advice.lines[0].quote.text == "Example Trust has a study leave policy."


def test_without_records_there_is_no_evidence() -> None:
    assert study_leave(Book.of([]), Circumstances(date(2026, 11, 26))).outcome == "no_evidence"
