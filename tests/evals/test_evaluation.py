"""The whole story with fake parts: what a run leaves behind, and what it does when things go wrong."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.types import Answer, Question
from evals.errors import RunError
from evals.evaluation import evaluate
from evals.run_folder import ANSWERS, COMPARISON, CONFIGURATION, ITEMS, ITEMS_TABLE, LOCK, REPORT, SCORES, TIMINGS, opened
from tests.channels.fakes import FakeAssistant
from tests.evals.run_parts import DOCUMENT, Evaluation, FakeGate, Shown, row, said, write_dataset


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_run_leaves_all_that_it_measured(made: Evaluation, shown: Shown) -> None:
    done = evaluate(made.order, made.parts, shown.watch)

    assert sorted(path.name for path in done.path.iterdir()) == sorted(
        [ANSWERS, CONFIGURATION, ITEMS, ITEMS_TABLE, LOCK, REPORT, SCORES, TIMINGS]
    )
    assert read(done.path, SCORES)["totals"]["answered"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 3}
    assert [item["id"] for item in read(done.path, ITEMS)["items"]] == ["C001", "C002", "C003"]
    assert (done.path / REPORT).read_text("utf-8") == "<p>3 items"


def test_a_run_says_how_many_words_of_its_questions_stand_in_their_evidence(made: Evaluation, shown: Shown) -> None:
    done = evaluate(made.order, made.parts, shown.watch)

    overlap = done.result.overlap
    assert overlap is not None
    assert (0 < overlap.value < 1, overlap.n) == (True, 3)
    assert read(done.path, SCORES)["word_overlap"]["value"] == overlap.value


def test_a_run_says_what_it_was_made_with(made: Evaluation, shown: Shown) -> None:
    configuration = read(evaluate(made.order, made.parts, shown.watch).path, CONFIGURATION)

    assert configuration["schema"] == 1
    assert configuration["dataset"] == "questions.jsonl"
    assert len(configuration["dataset_sha256"]) == len(configuration["questions_sha256"]) == 64
    assert (configuration["index_fingerprint"], configuration["settings"]) == ("fingerprint", {"threads": "2"})
    assert configuration["revision"] == configuration["scored_revision"] != ""
    assert set(configuration["versions"]) == {"assistant", "python"}


def test_the_table_of_items_is_as_the_items(made: Evaluation, shown: Shown) -> None:
    done = evaluate(made.order, made.parts, shown.watch)

    with (done.path / ITEMS_TABLE).open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert (table[0]["id"], table[0]["topic"], table[0]["outcome"]) == ("C001", "funding", "answered")
    assert float(table[0]["answered"]) == 1.0


class Slower(FakeAssistant):
    """Takes another time at each question."""

    async def answer(self, question: Question) -> Answer:
        self.delay = 0.001 * len(self.asked)
        return await super().answer(question)


def test_two_runs_give_the_same_bytes_but_for_times(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    made.assistant = Slower()
    second = evaluate(made.ordered(workers=3), made.parts, shown.watch)

    assert first.path != second.path
    for name in (ANSWERS, SCORES, ITEMS, ITEMS_TABLE):
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes(), name


def test_a_run_that_was_cut_short_is_finished_in_its_folder(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    (first.path / SCORES).unlink()
    made.assistant = FakeAssistant()

    again = evaluate(made.order, made.parts, shown.watch)

    assert (again.path, made.assistant.asked) == (first.path, [])
    assert (again.path / SCORES).exists()


@pytest.mark.parametrize("score_only", [False, True])
def test_a_folder_in_which_another_run_is_at_work_is_left_to_it(score_only: bool, made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    (first.path / SCORES).unlink()
    order = made.ordered(score_only=first.path) if score_only else made.order

    with opened(first.path).alone(), pytest.raises(RunError, match="Another run is at work in"):
        evaluate(order, made.parts, shown.watch)
    assert not (first.path / SCORES).exists()


def test_without_resuming_a_run_starts_anew(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    (first.path / SCORES).unlink()

    assert evaluate(made.ordered(resume=False), made.parts, shown.watch).path != first.path


def test_a_run_whose_index_has_changed_is_not_gone_on_with(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    (first.path / SCORES).unlink()
    made.index.name = "another"

    assert evaluate(made.order, made.parts, shown.watch).path != first.path


def test_a_past_run_is_scored_where_it_stands_and_nothing_is_asked(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    scores = (first.path / SCORES).read_bytes()
    (first.path / SCORES).unlink()
    made.assistant = FakeAssistant()

    again = evaluate(made.ordered(score_only=first.path), made.parts, shown.watch)

    assert (again.path, made.assistant.asked) == (first.path, [])
    assert (first.path / SCORES).read_bytes() == scores


def test_a_past_run_may_be_scored_in_a_copy(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    before = {path.name: path.read_bytes() for path in first.path.iterdir()}

    again = evaluate(made.ordered(score_only=first.path, copied=True, name="again"), made.parts, shown.watch)

    assert again.path.name.endswith("-again")
    assert (again.path / SCORES).read_bytes() == before[SCORES]
    assert {path.name: path.read_bytes() for path in first.path.iterdir()} == before


def test_a_past_run_needs_no_index_to_be_scored(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    made.index.name = None

    evaluate(made.ordered(score_only=first.path), made.parts, shown.watch)

    assert shown.told == ["The index is not the one that was asked: quotes are held against the documents as they are now."]


def test_changed_expectations_may_be_scored_again(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    write_dataset(made.folder, *(row(number, expected_outcomes=["declined"]) for number in range(1, 4)))

    again = evaluate(made.ordered(score_only=first.path), made.parts, shown.watch)

    assert again.result.totals["outcome_right"].value == 0
    assert read(first.path, CONFIGURATION)["dataset_sha256"] == again.result.configuration.dataset_sha256


def test_the_answers_of_another_system_are_scored_on_the_same_page(made: Evaluation, shown: Shown) -> None:
    ours = evaluate(made.order, made.parts, shown.watch)
    peer = made.folder / "peer.jsonl"
    peer.write_text("".join(json.dumps(said(key, "no_evidence")) + "\n" for key in ("C002", "C001")), "utf-8")

    done = evaluate(made.ordered(answers=peer, baseline=ours.path), made.parts, shown.watch)

    assert done.path.name.endswith("-peer")
    assert done.result.configuration.system == "peer"
    assert [answer["id"] for answer in rows(done.path / ANSWERS)] == ["C001", "C002"]
    assert done.result.totals["answered"].value == 0
    assert done.result.notices[0].startswith("1 of 3 questions have no answer")
    assert done.result.comparison is not None
    assert [each.id for each in done.result.comparison.changes if each.metric == "false_refusal"] == ["C001", "C002", "C003"]


def test_a_comparison_stands_in_a_file_of_its_own_and_goes_when_it_no_longer_holds(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)

    second = evaluate(made.ordered(baseline=first.path), made.parts, shown.watch)
    comparison = read(second.path, COMPARISON)
    evaluate(made.ordered(score_only=second.path), made.parts, shown.watch)

    assert (comparison["baseline"], comparison["changes"]) == (first.path.name, [])
    assert {each["verdict"] for each in comparison["differences"]} == {"noise"}
    assert not (second.path / COMPARISON).exists()


def test_a_baseline_with_other_expectations_is_told(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    write_dataset(made.folder, *(row(number, expected_outcomes=["declined"]) for number in range(1, 4)))

    evaluate(made.ordered(baseline=first.path), made.parts, shown.watch)

    assert shown.told == [
        "The baseline was scored by another state of the dataset: score it again with --score-only for like with like."
    ]


def test_what_the_gate_finds_is_in_the_result(made: Evaluation, shown: Shown) -> None:
    made.gate = FakeGate(("quote_fidelity is 0.98, below 1.00",))

    assert evaluate(made.order, made.parts, shown.watch).result.problems == made.gate.found


def test_quotes_whose_document_cannot_be_read_are_told(made: Evaluation, shown: Shown) -> None:
    made.index.sources = {}

    done = evaluate(made.order, made.parts, shown.watch)

    assert "quote_fidelity" not in done.result.totals
    (told,) = read(done.path, SCORES)["notices"]
    assert told.startswith(f"1 of 1 cited documents stand neither in the index nor in the corpus (first {DOCUMENT}): whether")
