"""What is printed and written of a run."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from evals.intervals import Interval
from evals.runs import Comparison, JudgeAgreement, Judgement, Timings
from evals.tables import checker_table, items_table, scores_object, seconds_line, summary, timings_line, totals_table
from evals.thresholds import Promise
from tests.evals.report.made_up import checker, run

FIGURE = Interval(0.638027, 0.584196, 0.699054, 245)
PROMISES = {"nugget_vital": Promise(0.75, due=True), "false_refusal": Promise(0.08, at_most=True)}


def test_a_total_stands_with_its_interval_and_n() -> None:
    table = totals_table({"nugget_vital": FIGURE, "words": Interval(56.7, 52.61, 60.3, 237)})

    assert table.splitlines() == [
        "| Measure | Value (95% interval) | n |",
        "|---|---|---|",
        "| Vital points stated | 0.638 (0.584 to 0.699) | 245 |",
        "| Words | 56.7 (52.6 to 60.3) | 237 |",
    ]


def test_what_is_promised_stands_in_a_column() -> None:
    table = totals_table({"nugget_vital": FIGURE, "false_refusal": FIGURE, "recall_5": FIGURE}, PROMISES)

    assert [line.rpartition(" | ")[2] for line in table.splitlines()] == [
        "Promised |",
        "|---|---|---|---|",
        "at least 0.750, not yet |",
        "at most 0.080 |",
        " |",
    ]


def test_the_checker_has_a_table_where_it_was_measured() -> None:
    assert "| Corrupted sentences caught: name | 0.880 (0.820 to 0.930) | 120 |" in checker_table(checker().figures, {})
    assert checker_table({}, {}) == ""


def test_the_parts_of_a_run_are_timed_against_the_promise() -> None:
    assert seconds_line({"asking": 20.0, "scoring": 3.25, "report": 1.0}) == (
        "Seconds: asking 20.0, scoring 3.2, report 1.0; in all 24.2. Promised are 90 for 300 questions on two cores."
    )
    assert seconds_line({}) == ""


def test_a_second_judge_has_seconds_of_its_own() -> None:
    assert seconds_line({"asking": 20.0, "report": 1.0, "judging": 162.12}) == (
        "Seconds: asking 20.0, report 1.0; in all 21.0. Promised are 90 for 300 questions on two cores."
        " The second judge took 162.1 more."
    )


def test_times_that_are_not_told_are_said_to_be_so() -> None:
    assert timings_line({}) == "Times and tokens: not told."
    assert timings_line({"latency_p50_ms": 14.4}) == "Times and tokens: latency_p50_ms 14."


def test_a_summary_ends_with_the_place_of_the_report(tmp_path: Path) -> None:
    told = summary(tmp_path, replace(run(), judgement=Judgement((), PROMISES, due=("Vital points stated, now 0.638",))))

    assert told.splitlines()[-1] == f"The run is in {tmp_path}; its report is {tmp_path / 'report.html'}"
    assert "Promised and not reached yet:\n- Vital points stated, now 0.638\n" in told
    assert "Against 2026-11-20T0512-questions_corpus:" in told
    assert (
        "The checker and some-model agree on 0.930 (0.880 to 0.970) of 120 sentences, Cohen's kappa 0.710; on 2 it gave no verdict."
        in told
    )


def test_a_summary_of_little_is_short(tmp_path: Path) -> None:
    judge = JudgeAgreement("some-model", 0, 9, None, None, reason="9: no answer in time")

    told = summary(tmp_path, replace(run(), comparison=Comparison("before", (), ()), judge=judge, timings=Timings()))

    assert "No item differs." in told
    assert "The second judge some-model gave no verdict (9: no answer in time)." in told
    assert "Seconds" not in told
    assert "Content words" not in told


def test_the_overlap_of_questions_and_evidence_is_told_with_its_interval(tmp_path: Path) -> None:
    result = replace(run(), overlap=FIGURE)

    told = "Content words of a question that stand in its evidence: 0.638 (0.584 to 0.699) of them, over 245 English questions."
    assert told in summary(tmp_path, result)
    assert scores_object(result)["word_overlap"] == {"value": 0.638027, "low": 0.584196, "high": 0.699054, "n": 245}


def test_a_summary_says_who_judged_and_what_is_missing(tmp_path: Path) -> None:
    agreement = Interval(1.0, 1.0, 1.0, 1)
    judge = JudgeAgreement("large", 1, 2, agreement, None, reason="2: no answer in time", answered_by=("/srv/small.gguf",))

    told = summary(tmp_path, replace(run(), judge=judge))

    assert "The checker and large (it calls itself small.gguf) agree on 1.000 (1.000 to 1.000) of 1 sentence; " in told
    assert "; on 2 it gave no verdict (2: no answer in time)." in told


def test_nothing_that_differs_between_two_runs_is_among_the_scores() -> None:
    later = replace(run(), timings=Timings({"latency_p50_ms": 99.0}, {}, {"asking": 60.0}))

    assert scores_object(later) == scores_object(run())
    assert set(scores_object(run())) == {"totals", "slices", "word_overlap", "risk_coverage", "notices", "judge"}


def test_every_item_has_a_line_with_its_groups_and_its_values() -> None:
    result = run()

    table = list(csv.DictReader(io.StringIO(items_table(result.cases, result.answers, result.scores))))

    assert [line["id"] for line in table] == [case.id for case in result.cases]
    assert table[0]["kind"] == result.cases[0].kind
    assert float(table[0]["outcome_right"]) == result.scores[0].values["outcome_right"]
