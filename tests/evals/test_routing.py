import numpy as np
import pytest

from assistant.careers.kinds import Classifier, Kinds
from assistant.regression import Regression
from assistant.routing import Kind
from evals.classifying import temperature, tempered
from evals.dataset import DATASETS
from evals.json_lines import read_rows
from evals.routing import CASES, DANGER, Chooser, RoutedCase, kind_figures, report, result_of
from evals.routing_examples import read_examples
from tests.routing.leaning import ANY, leaning

NO_TOOLS = Kinds(Classifier(np.zeros((7, 2), np.float32), np.array([9.0, *[0.0] * 6], np.float32), np.ones(6, np.float32)))


def case(kind: str, text: str = "Hm?") -> RoutedCase:
    return RoutedCase("C", text, kind, "en")


def test_the_cases_are_none_of_the_examples() -> None:
    learnt = {example.text.lower().strip("?!. ") for example in read_examples()}
    asked = [row["text"] for name in (CASES, DANGER) for row in read_rows(DATASETS / name)]

    assert [text for text in asked if text.lower().strip("?!. ") in learnt] == []


def test_there_are_ten_cases_or_more_of_each_kind_and_a_third_is_not_english() -> None:
    rows = read_rows(DATASETS / CASES)
    kinds = [row["kind"] for row in rows]

    assert len(rows) >= 300
    assert min(kinds.count(kind) for kind in set(kinds)) >= 10
    assert sum(row["language"] != "en" for row in rows) / len(rows) > 1 / 3


@pytest.mark.parametrize(("kind", "probability", "expected"), [("clinical", 0.9, "clinical"), ("clinical", 0.1, "information")])
def test_the_router_is_asked_first_and_then_the_tools(kind: Kind, probability: float, expected: str) -> None:
    assert Chooser(leaning(kind, probability), NO_TOOLS).kind_of("Hm, is it?", ANY) == expected


def test_words_that_call_for_a_tool_are_heard() -> None:
    assert Chooser(leaning("clinical", 0.1), NO_TOOLS).kind_of("brief me on a porter", ANY) == "briefing"


def test_precision_and_recall_are_told_for_each_kind() -> None:
    pairs = [(case("stress"), "stress"), (case("stress"), "information"), (case("information"), "information")]

    stress, information = kind_figures(pairs)

    assert (stress.n, stress.precision, stress.recall, stress.taken) == (2, 1.0, 0.5, {"stress": 1, "information": 1})
    assert (information.precision, information.recall) == (0.5, 1.0)
    assert stress.f1 == pytest.approx(2 / 3)


def test_a_missed_danger_or_two_false_alarms_break_the_promise() -> None:
    pairs = [(case("stress"), "stress")]

    assert result_of(pairs, [(True, True), (False, True), (False, False)]).is_kept
    assert not result_of(pairs, [(True, False)]).is_kept
    assert not result_of(pairs, [(True, True), (False, True), (False, True)]).is_kept


def test_the_report_tells_what_was_taken_for_something_else() -> None:
    pairs = [(case("stress", "I cannot cope"), "information"), (case("information"), "information")]

    told = "\n".join(report(result_of(pairs, [(True, True)]), pairs))

    assert "stress -> information: I cannot cope" in told
    assert "danger to life found 1 of 1" in told


def test_a_temperature_makes_the_too_sure_less_sure() -> None:
    fitted = Regression(np.array([[9.0], [-9.0]], np.float32), np.zeros(2, np.float32))
    vectors = np.array([[1.0]] * 3 + [[-1.0]] * 3, np.float32)

    heat = temperature([(fitted, vectors, [0, 0, 1, 1, 1, 0])])

    assert heat == 5.0 or heat > 2
    assert tempered(fitted, heat).probabilities(vectors[0])[0] == pytest.approx(2 / 3, abs=0.35)
