from datetime import date
from pathlib import Path

import pytest

from assistant.careers.book import Book
from assistant.knowledge.records import read_records
from evals.errors import DatasetError
from evals.funding import FundingCase, main, read, report, verdict

RECORDS = """
kind: schemes
records:
- {id: grant, title: A grant, source: {title: A page of 2026, as_of: 2026}, review_by: 2027-05-26, owner: Education team, status: offered,
  confidence: verified, to: learner, text: Young nurses may get a grant.,
  conditions: [{about: age, at_most: 24, text: The nurse is 24 at most., ask: How old are you?}]}
"""
CASE = FundingCase(id="F1", scheme="grant", profile={"age": "30"}, on=date(2026, 11, 26), expected=("not_met",), decides=("age",))


def book() -> Book:
    return Book.of([read_records("records/schemes.yaml", RECORDS)])


def test_a_case_is_right_where_the_scheme_stands_as_expected_and_says_why() -> None:
    assert verdict(book(), CASE).is_right
    assert not verdict(book(), CASE.model_copy(update={"expected": ("met",)})).is_right
    assert not verdict(book(), CASE.model_copy(update={"decides": ("sector",)})).is_right


def test_the_report_names_each_wrong_case_and_the_share_that_is_right() -> None:
    wrong = CASE.model_copy(update={"id": "F2", "expected": ("met", "unknown"), "decides": ()})

    assert report([verdict(book(), CASE), verdict(book(), wrong)]) == (
        "F2 grant: expected met or unknown (), got not_met\n1 of 2 right: 0.500"
    )


def test_a_scheme_that_there_is_not_is_told() -> None:
    with pytest.raises(DatasetError, match="no scheme 'gift'"):
        verdict(book(), CASE.model_copy(update={"scheme": "gift"}))


def test_a_case_of_another_shape_is_told(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("- {id: F1, scheme: grant}", "utf-8")

    with pytest.raises(DatasetError, match="Field required"):
        read(file)


def test_every_worked_case_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    status = main([])

    assert (status, capsys.readouterr().out.splitlines()[-1][-5:]) == (0, "1.000")
