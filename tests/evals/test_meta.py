import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from evals.corruptions import KINDS, Trials
from evals.errors import DatasetError
from evals.meta import QUICK, MetaResult, evaluate_checker, lines, quick_trials, write
from evals.provenance import sha256_of_checker
from evals.report import CheckerFigures, read_checker_figures

pytestmark = pytest.mark.integration


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
    assert [each.kind for each in passes_all.kinds] == list(KINDS)
    assert {each.caught.value for each in passes_all.kinds} == {0.0}
    assert passes_all.passed_true.value == 1.0


def test_a_checker_that_always_says_no_passes_nothing_that_is_true(asked: Trials) -> None:
    result = evaluate_checker(Always(False), asked)

    assert {each.caught.value for each in result.kinds} == {1.0}
    assert result.passed_true.value == 0.0
    assert all(each.reasons == {"not_found": each.caught.n} for each in result.kinds)


def test_what_stands_word_for_word_is_told_apart_from_what_is_rephrased(asked: Trials) -> None:
    passed = {(each.way, each.context): each.passed.value for each in evaluate_checker(WordForWord(), asked).passed}

    assert passed["verbatim", "alone"] > 0.9
    assert passed["rephrased", "alone"] < 0.5


def test_a_quick_run_takes_thirty_of_each_kind_and_no_labels(passes_all: MetaResult) -> None:
    assert {each.caught.n for each in passes_all.kinds} == {QUICK}
    assert (passes_all.labels, passes_all.skipped) == ((), ())


def test_every_wrong_verdict_is_told(passes_all: MetaResult) -> None:
    assert {slip.kind for slip in passes_all.slips} == set(KINDS)
    assert len(passes_all.slips) == QUICK * len(KINDS)


def test_the_same_checker_gives_the_same_bytes(asked: Trials, passes_all: MetaResult, tmp_path: Path) -> None:
    write(passes_all, tmp_path / "one.json")
    write(evaluate_checker(Always(True), asked), tmp_path / "other.json")

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()


def test_what_is_written_is_read_back_by_the_report(passes_all: MetaResult, tmp_path: Path) -> None:
    write(passes_all, tmp_path / "checker.json")

    read = read_checker_figures(tmp_path / "checker.json", sha256_of_checker())

    assert read == CheckerFigures.of(passes_all).model_copy(update={"checker": sha256_of_checker()})


def test_labels_that_are_not_here_are_skipped_with_a_line(tmp_path: Path) -> None:
    result = evaluate_checker(Always(True), NOTHING, labelled=tmp_path)

    assert result.skipped == (
        "grounding_begin_dev.jsonl is not here: agreement with its human labels is not measured.",
        "grounding_wice_dev.jsonl is not here: agreement with its human labels is not measured.",
    )
    assert result.labels == ()


def test_agreement_with_labels_is_measured_where_they_are(tmp_path: Path) -> None:
    rows = [_row("a", "The fee is £153.", 0), _row("b", "The fee is £900.", 1)]
    (tmp_path / "grounding_begin_dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    result = evaluate_checker(WordForWord(), NOTHING, labelled=tmp_path)

    (begin,) = result.labels
    assert (begin.name, begin.balanced_accuracy.value, begin.auroc.value) == ("begin", 1.0, 1.0)
    assert any(line.startswith("begin: balanced accuracy 1.000") for line in lines(result))


def test_a_broken_labelled_row_names_its_file_and_line(tmp_path: Path) -> None:
    text = json.dumps(_row("a", "The fee is £153.", 0)) + '\n{"id": "b"}\n'
    (tmp_path / "grounding_begin_dev.jsonl").write_text(text, encoding="utf-8")

    with pytest.raises(DatasetError, match=r"grounding_begin_dev\.jsonl, line 2: .* mend or remove it"):
        evaluate_checker(Always(True), NOTHING, labelled=tmp_path)


def _row(key: str, response: str, label: int) -> dict[str, object]:
    return {"id": key, "context": "The fee is £153. It is yearly.", "response": response, "label": label}
