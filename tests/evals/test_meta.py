import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from evals.corruptions import KINDS, Trials
from evals.errors import DatasetError
from evals.meta import QUICK, MetaResult, evaluate_checker, lines, quick_trials, write


@dataclass(frozen=True)
class Verdict:
    supported: bool
    score: float
    reason: str = ""


@dataclass(frozen=True)
class Always:
    """A checker that says the same of everything."""

    supported: bool

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:  # noqa: ARG002
        return Verdict(self.supported, float(self.supported), "" if self.supported else "not_found")


class WordForWord:
    """A checker that passes what stands in a quote letter for letter, and gives everything else half a score."""

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        stands = any(sentence in quote for quote in quotes)
        return Verdict(stands, 1.0 if stands else 0.4, "" if stands else "number")


NOTHING = Trials((), ())


@pytest.fixture(scope="module")
def asked() -> Trials:
    return quick_trials()


@pytest.fixture(scope="module")
def passes_all(asked: Trials) -> MetaResult:
    return evaluate_checker(Always(True), asked)


def test_a_checker_that_always_says_yes_catches_nothing(passes_all: MetaResult) -> None:
    caught = {kind: passes_all.figures[f"caught_{kind}"] for kind in KINDS}

    assert set(caught.values()) == {0.0}
    assert passes_all.figures["passed_true"] == 1.0


def test_a_checker_that_always_says_no_passes_nothing_that_is_true(asked: Trials) -> None:
    result = evaluate_checker(Always(False), asked)

    assert {result.figures[f"caught_{kind}"] for kind in KINDS} == {1.0}
    assert result.figures["passed_true"] == 0.0
    assert all(each.reasons == {"not_found": each.caught.n} for each in result.kinds)


def test_what_stands_word_for_word_is_told_apart_from_what_is_rephrased(asked: Trials) -> None:
    figures = evaluate_checker(WordForWord(), asked).figures

    assert figures["passed_verbatim_alone"] > 0.9
    assert figures["passed_rephrased_alone"] < 0.5


def test_a_quick_run_takes_thirty_of_each_kind_and_no_labels(passes_all: MetaResult) -> None:
    assert {each.caught.n for each in passes_all.kinds} == {QUICK}
    assert (passes_all.labels, passes_all.skipped) == ((), ())


def test_every_wrong_verdict_is_told(passes_all: MetaResult) -> None:
    assert len(passes_all.slips) == QUICK * len(KINDS)
    assert all(slip.sentence != slip.true_sentence for slip in passes_all.slips)


def test_the_same_checker_gives_the_same_bytes(asked: Trials, passes_all: MetaResult, tmp_path: Path) -> None:
    write(passes_all, tmp_path / "one.json")
    write(evaluate_checker(Always(True), asked), tmp_path / "other.json")

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["figures"] == passes_all.figures


def test_labels_that_are_not_here_are_skipped_with_a_line(tmp_path: Path) -> None:
    result = evaluate_checker(Always(True), NOTHING, labelled=tmp_path)

    assert result.skipped == (
        "grounding_begin_dev.jsonl is not here: agreement with its human labels is not measured.",
        "grounding_wice_dev.jsonl is not here: agreement with its human labels is not measured.",
    )
    assert "begin_balanced_accuracy" not in result.figures


def test_agreement_with_labels_is_measured_where_they_are(tmp_path: Path) -> None:
    rows = [_row("a", "The fee is £153.", 0), _row("b", "The fee is £900.", 1)]
    (tmp_path / "grounding_begin_dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    result = evaluate_checker(WordForWord(), NOTHING, labelled=tmp_path)

    assert result.figures["begin_balanced_accuracy"] == 1.0
    assert result.figures["begin_auroc"] == 1.0
    assert any(line.startswith("begin: balanced accuracy 1.000") for line in lines(result))


def test_a_broken_labelled_row_names_its_file_and_line(tmp_path: Path) -> None:
    text = json.dumps(_row("a", "The fee is £153.", 0)) + '\n{"id": "b"}\n'
    (tmp_path / "grounding_begin_dev.jsonl").write_text(text, encoding="utf-8")

    with pytest.raises(DatasetError, match=r"grounding_begin_dev\.jsonl, line 2: .* mend or remove it"):
        evaluate_checker(Always(True), NOTHING, labelled=tmp_path)


def _row(key: str, response: str, label: int) -> dict[str, object]:
    return {"id": key, "context": "The fee is £153. It is yearly.", "response": response, "label": label}
