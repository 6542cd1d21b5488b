"""The file of thresholds: what is refused, and what a promise means."""

from pathlib import Path

import pytest

from evals.errors import ThresholdsError
from evals.thresholds import CHECKER_FIGURES, THRESHOLDS, Promise, Slack, checker_label, read_thresholds

GOOD = """
dataset = "questions.jsonl"
not_yet = ["nugget_vital"]
[slack]
share = 0.01
questions = 1
[totals]
nugget_vital = 0.75
invented = 0.0
[checker]
caught_number = 0.98
"""


def refusal(folder: Path, text: str) -> str:
    path = folder / "thresholds.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ThresholdsError) as caught:
        read_thresholds(path)
    return str(caught.value)


def test_a_promise_knows_its_side_and_whether_it_is_due(tmp_path: Path) -> None:
    (tmp_path / "thresholds.toml").write_text(GOOD, "utf-8")

    thresholds = read_thresholds(tmp_path / "thresholds.toml")

    assert thresholds.dataset == "questions.jsonl"
    assert thresholds.totals == {"nugget_vital": Promise(0.75, due=True), "invented": Promise(0.0, at_most=True)}
    assert thresholds.checker == {"caught_number": Promise(0.98)}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("[totals]", "[totals", "thresholds.toml cannot be used: "),
        ("[checker]\ncaught_number = 0.98", "", "thresholds.toml, checker: Field required; mend that key."),
        ("invented", "invention", "totals names invention, which it cannot; known are abstention_f1, "),
        ("invented", "words", "totals names words, which it cannot"),
        ("caught_number", "caught_nothing", "checker names caught_nothing, which it cannot; known are begin_auroc, "),
        ('["nugget_vital"]', '["faithfulness"]', "not_yet names faithfulness, which it cannot; known are caught_number, "),
        ("= 0.75", '= "high"', "thresholds.toml, totals.nugget_vital: Input should be a valid number; mend that key."),
        ("share = 0.01", "share = 7.0", "thresholds.toml, slack.share: "),
        ("dataset =", "data =", "thresholds.toml, dataset: Field required; mend that key."),
    ],
)
def test_a_broken_file_is_refused_with_its_key_and_the_remedy(before: str, after: str, told: str, tmp_path: Path) -> None:
    assert before in GOOD
    assert told in refusal(tmp_path, GOOD.replace(before, after))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ThresholdsError, match=r"none\.toml cannot be used"):
        read_thresholds(tmp_path / "none.toml")


def test_a_promise_at_most_is_kept_from_below() -> None:
    assert [Promise(0.08, at_most=True).kept_by(value) for value in (0.07, 0.08, 0.09)] == [True, True, False]
    assert [Promise(0.08).kept_by(value) for value in (0.07, 0.08, 0.09)] == [False, True, True]


def test_slack_is_one_question_of_a_few_and_a_share_of_many() -> None:
    slack = Slack(share=0.01, questions=1)

    assert slack.over(15) == pytest.approx(1 / 15)
    assert slack.over(245) == 0.01
    assert slack.over(20, worth=2) == pytest.approx(0.1)


def test_the_file_of_the_project_promises_what_was_asked_for() -> None:
    thresholds = read_thresholds(THRESHOLDS)

    assert {name: promise.bound for name, promise in thresholds.totals.items()} == {
        "quote_fidelity": 1.0,
        "invented": 0.0,
        "alce_precision": 0.98,
        "gold_precision": 0.7,
        "nugget_vital": 0.75,
        "abstention_f1": 0.85,
        "false_refusal": 0.08,
        "twin_recall_5": 0.92,
    }
    assert thresholds.checker["passed_true"].bound == 0.95


def test_every_figure_of_the_checker_has_a_label() -> None:
    assert len({checker_label(name) for name in CHECKER_FIGURES}) == len(CHECKER_FIGURES)
    assert checker_label("wice_auroc") == "Agreement with people on WiCE, out of fold: AUROC"
