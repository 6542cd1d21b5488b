import json
from pathlib import Path
from typing import Any

import pytest

from evals.questions import CORPUS, DATASETS, LabelledQuestion, graded_rows, load

PAGE = "funding/cpd-funding.md"
SAID = "The sum is £333 a person."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    page = tmp_path / "pages" / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(f"# CPD money\n\n{SAID}\n", encoding="utf-8")
    return tmp_path / "pages"


def row(*evidence: dict[str, Any]) -> dict[str, Any]:
    asked = {"id": "C001", "question": "how much cpd money", "kind": "factual", "language": "en", "answerable": True}
    return {**asked, "evidence": list(evidence), "answer_points": ["£333 a person"], "core_points": 1}


def dataset(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


def over_corpus() -> list[LabelledQuestion]:
    return load(DATASETS / "questions_corpus.jsonl", (CORPUS,))


def test_a_quote_that_stands_on_its_page_is_the_evidence(tmp_path: Path, root: Path) -> None:
    path = dataset(tmp_path, row({"document": PAGE, "quote": SAID}))

    [question] = load(path, (root,))

    assert question.evidence == ((PAGE, SAID),)


def test_a_quote_that_its_page_no_longer_says_is_refused_with_file_and_line(tmp_path: Path, root: Path) -> None:
    edited_since = {"document": PAGE, "quote": "The sum is £1,000."}
    path = dataset(tmp_path, row({"document": PAGE, "quote": SAID}), row(edited_since))

    with pytest.raises(ValueError, match=r"questions\.jsonl, line 2: funding/cpd-funding\.md does not say 'The sum is £1,000"):
        load(path, (root,))


def test_a_blank_quote_is_refused(tmp_path: Path, root: Path) -> None:
    path = dataset(tmp_path, row({"document": PAGE, "quote": " "}))

    with pytest.raises(ValueError, match=r"line 1: .* does not say ' '"):
        load(path, (root,))


def test_offsets_still_name_a_stretch_of_a_document(tmp_path: Path, root: Path) -> None:
    path = dataset(tmp_path, row({"document": PAGE, "start": 2, "end": 11}))

    [question] = load(path, (root,))

    assert question.evidence == ((PAGE, "CPD money"),)


def test_offsets_past_the_end_are_refused_with_file_and_line(tmp_path: Path, root: Path) -> None:
    path = dataset(tmp_path, row({"document": PAGE, "start": 2, "end": 5_000}))

    with pytest.raises(ValueError, match=r"questions\.jsonl, line 1: .* has no text at 2:5000"):
        load(path, (root,))


def test_a_page_that_is_gone_is_named(tmp_path: Path, root: Path) -> None:
    path = dataset(tmp_path, row({"document": "funding/gone.md", "quote": SAID}))

    with pytest.raises(ValueError, match=r"line 1: funding/gone\.md is in none of pages"):
        load(path, (root,))


def test_a_graded_row_carries_the_quote_as_text(tmp_path: Path, root: Path) -> None:
    path = dataset(tmp_path, row({"document": PAGE, "quote": SAID}))

    [graded] = graded_rows(load(path, (root,)))

    assert graded["evidence"] == [SAID]


def test_every_quote_of_the_questions_over_the_corpus_stands_on_its_page() -> None:
    questions = over_corpus()

    assert len({question.id for question in questions}) == len(questions) > 0


def test_an_answerable_question_over_the_corpus_has_evidence_and_points() -> None:
    answerable = [question for question in over_corpus() if question.answerable]

    assert [question.id for question in answerable if not question.evidence] == []
    assert [q.id for q in answerable if not 1 <= q.row["core_points"] <= len(q.answer_points)] == []


def test_a_question_that_the_corpus_does_not_answer_says_what_comes_near_or_what_is_expected() -> None:
    others = [question for question in over_corpus() if not question.answerable]

    assert [q.id for q in others if q.evidence or q.answer_points] == []
    assert [q.id for q in others if not (q.row.get("near") or q.row.get("expected"))] == []
