"""A run with a second judge: its scores come first, and it goes on where it was stopped."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from evals.evaluation import evaluate
from evals.run_folder import ITEMS, ITEMS_TABLE, REPORT, SCORES
from tests.channels.fakes import FakeAssistant
from tests.evals.run_parts import Evaluation, FakeJudge, Shown


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def test_a_judge_that_is_lost_costs_its_verdicts_only(made: Evaluation, shown: Shown) -> None:
    made.judge = FakeJudge("The second judge fake gave no verdict on 9 of 9 sentences.")

    done = evaluate(made.order, made.parts, shown.watch)

    assert read(done.path, SCORES)["judge"]["agreement"]["value"] == 1.0
    assert read(done.path, SCORES)["notices"] == [made.judge.notice]
    assert done.result.totals["answered"].value == 1


def test_a_judge_is_let_go_when_it_is_done(made: Evaluation, shown: Shown) -> None:
    made.judge = FakeJudge()

    evaluate(made.order, made.parts, shown.watch)

    assert made.judge.closed


def test_the_scores_are_on_the_disk_before_the_judge_is_asked(made: Evaluation, shown: Shown) -> None:
    seen: list[set[str]] = []
    made.judge = FakeJudge(begins=lambda: seen.extend({path.name for path in run.iterdir()} for run in made.order.out.iterdir()))

    done = evaluate(made.order, made.parts, shown.watch)

    assert {SCORES, ITEMS, ITEMS_TABLE} <= seen[0]
    assert REPORT not in seen[0]
    assert read(done.path, SCORES)["judge"]["model"] == "fake"


def test_a_fault_of_the_judge_leaves_the_scores(made: Evaluation, shown: Shown) -> None:
    made.judge = FakeJudge(error=ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        evaluate(made.order, made.parts, shown.watch)

    (folder,) = made.order.out.iterdir()
    assert read(folder, SCORES)["totals"]["answered"]["value"] == 1.0


def test_the_judge_is_timed_apart(made: Evaluation, shown: Shown) -> None:
    made.judge = FakeJudge(begins=lambda: time.sleep(0.05))

    seconds = evaluate(made.order, made.parts, shown.watch).result.timings.seconds

    assert set(seconds) == {"asking", "scoring", "report", "judging"}
    assert seconds["judging"] >= 0.05


def test_the_judge_is_told_what_asks_for_the_rest(made: Evaluation, shown: Shown) -> None:
    made.judge = FakeJudge()
    first = evaluate(made.order, made.parts, shown.watch)

    evaluate(made.ordered(baseline=first.path), made.parts, shown.watch)

    asked_again = f"assistant evaluate {made.order.dataset} --score-only {first.path}"
    assert made.judge.commands[0] == f"{asked_again} --judge"
    assert f" --baseline {first.path} --judge" in made.judge.commands[1]


def test_a_run_that_is_stopped_while_it_is_judged_goes_on_with_the_same_command(made: Evaluation, shown: Shown) -> None:
    made.judge = FakeJudge(error=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        evaluate(made.order, made.parts, shown.watch)
    made.judge, made.assistant = FakeJudge(), FakeAssistant()

    done = evaluate(made.order, made.parts, shown.watch)

    assert shown.told[0] == f"Stopped: the answers in {done.path} and the verdicts so far are kept; to go on: the same command"
    assert made.assistant.asked == []
    assert done.result.judge is not None


def test_a_past_run_that_is_stopped_while_it_is_judged_keeps_its_scores(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    made.judge = FakeJudge(error=KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        evaluate(made.ordered(score_only=first.path, copied=True), made.parts, shown.watch)
    with pytest.raises(KeyboardInterrupt):
        evaluate(made.ordered(score_only=first.path), made.parts, shown.watch)

    (copy,) = set(made.order.out.iterdir()) - {first.path}
    assert (first.path / SCORES).exists()
    assert shown.told[0].endswith(f"to go on: assistant evaluate {made.order.dataset} --score-only {copy} --judge")
    assert shown.told[1].endswith("to go on: the same command")


def test_another_judge_does_not_keep_a_run_from_being_gone_on_with(made: Evaluation, shown: Shown) -> None:
    made.settings = {"threads": "2", "llm_url": "", "llm_model": ""}
    first = evaluate(made.order, made.parts, shown.watch)
    (first.path / SCORES).unlink()
    made.settings = {"threads": "2", "llm_url": "http://127.0.0.1:9/v1", "llm_model": "large"}

    assert evaluate(made.order, made.parts, shown.watch).path == first.path
