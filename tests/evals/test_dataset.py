import json
from pathlib import Path
from typing import Any

import pytest

from evals.dataset import SLICES, Case, EvidenceText, Point, load, over_corpus
from evals.errors import DatasetError

PAGE = "funding/cpd-funding.md"
SAID = "The sum is £333 a person."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    page = tmp_path / "pages" / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(f"# CPD money\n\n{SAID}\n", encoding="utf-8")
    return tmp_path / "pages"


def row(**changes: Any) -> dict[str, Any]:
    """A line that a right answer is known for; None takes a key out."""
    usual = {
        "id": "C001",
        "question": "how much cpd money",
        "kind": "factual",
        "language": "en",
        "audience": "frontline",
        "topic": "funding",
        "expected_answerable": True,
        "expected_outcomes": ["answered", "partial"],
        "expected_evidence": [{"document": PAGE, "quote": SAID}],
        "expected_points": [{"text": "£333 a person", "vital": True}],
    }
    return {key: value for key, value in {**usual, **changes}.items() if value is not None}


def dataset(root: Path, *rows: dict[str, Any] | str) -> Path:
    path = root.parent / "questions.jsonl"
    lines = [each if isinstance(each, str) else json.dumps(each) for each in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def refusal(root: Path, *rows: dict[str, Any] | str) -> str:
    with pytest.raises(DatasetError) as caught:
        load(dataset(root, *rows), (root,))
    return str(caught.value)


def test_a_line_becomes_a_case_with_its_evidence_and_points(root: Path) -> None:
    path = dataset(root, row(sector="care", band="2"))

    [case] = load(path, (root,))

    assert case.evidence == (EvidenceText(PAGE, SAID),)
    assert case.points == (Point("£333 a person", vital=True),)
    assert case.slices == {
        "language": "en",
        "audience": "frontline",
        "sector": "care",
        "band": "2",
        "topic": "funding",
        "channel": "web",
        "kind": "factual",
    }


def test_nothing_that_is_expected_is_put_to_an_assistant(root: Path) -> None:
    history = [{"role": "user", "content": "hello"}]
    path = dataset(root, row(history=history, profile={"band": "2"}))

    [case] = load(path, (root,))

    assert case.as_asked() == {"id": "C001", "question": "how much cpd money", "history": history, "profile": {"band": "2"}}


def test_offsets_name_a_stretch_of_a_document(root: Path) -> None:
    evidence = [{"document": PAGE, "start": 2, "end": 11}]
    path = dataset(root, row(expected_evidence=evidence, expected_points=[{"text": "CPD money"}]))

    [case] = load(path, (root,))

    assert case.evidence == (EvidenceText(PAGE, "CPD money"),)


def test_the_first_folder_that_has_a_page_is_the_one_that_is_read(root: Path, tmp_path: Path) -> None:
    path = dataset(root, row())

    assert load(path, (tmp_path / "none", root)) == load(path, (root,))


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ({"document": PAGE, "quote": "The sum is £1,000."}, "funding/cpd-funding.md does not say 'The sum is £1,000.'; quote"),
        ({"document": PAGE, "quote": " "}, "expected_evidence.0.quote: String should have at least 1 character"),
        ({"document": PAGE}, "has no quote; give quote, or start and end"),
        ({"document": PAGE, "start": 2, "end": 5_000}, "has no text at 2:5000; mend start and end"),
        ({"document": "funding/gone.md", "quote": SAID}, "funding/gone.md is in none of pages; name a page that is"),
        (
            {"document": PAGE, "quote": SAID, "page": 3},
            "expected_evidence.0.page: Extra inputs are not permitted; known keys are document,",
        ),
    ],
)
def test_evidence_that_does_not_stand_is_refused_with_file_and_line(evidence: dict[str, Any], told: str, root: Path) -> None:
    refused = refusal(root, row(), row(id="C002", expected_evidence=[evidence]))

    assert refused.startswith("questions.jsonl, line 2: ")
    assert told in refused


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{not json}", "this is not a JSON object"),
        ("[1]", "Input should be a valid dictionary"),
        ("", "this is not a JSON object"),
        ("[" * 100_000, "this is not a JSON object"),
        (json.dumps(row(id="C002", question=None)), "question: Field required; mend that key"),
        (json.dumps(row(id="C002", kind="riddle")), "kind: Input should be 'factual', 'list'"),
        (json.dumps(row(id="C002", expected="x")), "expected: Extra inputs are not permitted; known keys are id, question"),
        (json.dumps(row()), "the id C001 stands in line 1 too; give this line another"),
        (json.dumps(row(id="C002", expected_outcomes=[])), "expected_outcomes is empty; say which outcomes are right"),
        (json.dumps(row(id="C002", expected_evidence=[])), "an answerable question needs expected_evidence and a vital point"),
        (json.dumps(row(id="C002", expected_answerable=False)), "one that is not has neither"),
    ],
)
def test_a_broken_line_is_refused_with_file_and_line(line: str, told: str, root: Path) -> None:
    refused = refusal(root, row(), line)

    assert refused.startswith("questions.jsonl, line 2: ")
    assert told in refused


def test_a_question_may_not_stand_twice_in_one_context(root: Path) -> None:
    refused = refusal(root, row(), row(id="C002", question="and how much?"), row(id="C003"))

    assert refused == ("questions.jsonl, line 3: line 1 asks the same with the same history and profile; keep one of the two")


@pytest.mark.parametrize("context", [{"profile": {"band": "2"}}, {"history": [{"role": "user", "content": "hello"}]}])
def test_a_question_may_stand_again_in_another_context(context: dict[str, Any], root: Path) -> None:
    assert len(load(dataset(root, row(), row(id="C002", **context)), (root,))) == 2


def test_a_point_may_not_state_a_number_that_its_evidence_does_not(root: Path) -> None:
    refused = refusal(root, row(expected_points=[{"text": "£334 a person"}]))

    assert "line 1: the point '£334 a person' states 334, which its evidence does not; mend one of the two" in refused


@pytest.mark.parametrize(("word", "digits"), [("three", "3"), ("eighteen", "18"), ("ninety", "90")])
def test_a_number_in_words_is_the_number(word: str, digits: str, root: Path) -> None:
    (root / PAGE).write_text(f"It takes {word} years.", encoding="utf-8")
    evidence = [{"document": PAGE, "quote": f"It takes {word} years."}]

    path = dataset(root, row(expected_evidence=evidence, expected_points=[{"text": f"{digits} years"}]))

    assert load(path, (root,))[0].points == (Point(f"{digits} years", vital=True),)


def test_a_twin_that_is_not_there_is_named(root: Path) -> None:
    assert "line 1: the twin C009 is no id of this dataset; name one that is" in refusal(root, row(twin="C009"))


@pytest.mark.parametrize(("data", "told"), [(None, "cannot be read"), (b"\xff", "cannot be read"), (b"\n", "holds no question")])
def test_a_file_that_is_no_dataset_is_refused(data: bytes | None, told: str, root: Path) -> None:
    path = root.parent / "other.jsonl"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(DatasetError, match=told):
        load(path, (root,))


def own() -> list[Case]:
    return over_corpus()


def test_every_quote_of_the_questions_over_the_corpus_stands_on_its_page() -> None:
    assert len({case.id for case in own()}) == len(own()) > 0


def test_a_question_that_the_corpus_does_not_answer_has_an_outcome_that_does_not_answer() -> None:
    others = [case for case in own() if not case.answerable]

    assert [case.id for case in others if "answered" in case.outcomes] == []


def test_a_question_in_another_language_has_its_twin_in_english() -> None:
    by_id = {case.id: case for case in own()}
    twins = {case.id: by_id[case.twin] for case in own() if case.twin}

    assert [key for key, twin in twins.items() if twin.language != "en" or twin.evidence != by_id[key].evidence] == []


def test_every_slice_is_a_key_of_the_schema_that_the_readme_tells() -> None:
    readme = (Path(__file__).parents[2] / "evals/datasets/README.md").read_text("utf-8")

    assert [name for name in SLICES if f"`{name}`" not in readme] == []
