from dataclasses import replace

import pytest

from assistant.composing.answerability import MEASURES, Answerability, measures
from assistant.types import Asked, Evidence, Findings, Passage, Statement

PASSAGE = Passage("p", "leave.md", "Leave", "", "Five days of leave were paid in 2024.", 0, 37)
SAID = (Statement(("Five days of leave were paid in 2024.",), "", PASSAGE, 0, 37),)
SIGNALS = dict.fromkeys(("best_unit", "best_passage", "usual", "spread", "covered", "lexical", "unknown", "named"), 0.5)


def found(asked: Asked, *shares: float) -> Findings:
    return Findings(asked, (), ((Evidence(PASSAGE, shares),) if shares else (),), SIGNALS)


def test_every_measurement_has_its_name() -> None:
    assert set(measures(found(Asked(), 1.0), SAID)) == set(MEASURES)
    assert set(Answerability.load().weights) <= set(MEASURES)


def test_a_fact_that_is_asked_for_and_not_said_is_missing() -> None:
    asked = Asked(wants=frozenset({"duration", "money"}))

    assert measures(found(asked), SAID)["missing"] == 0.5


def test_the_share_of_the_question_s_words_that_is_said_counts_unknown_words() -> None:
    asked = Asked(stems=("leav", "paid", "osce"), unknown=("blorp",))

    assert measures(found(asked), SAID)["said"] == 0.5


def test_words_are_not_weighed_where_the_question_is_not_english() -> None:
    asked = Asked(english=False, stems=("leav",), focus=("leav",))

    measured = measures(found(asked), SAID)

    assert (measured["said"], measured["focus"], measured["english"]) == (0.0, 0.0, 0.0)


def test_a_year_that_is_asked_about_and_not_said_is_told() -> None:
    assert measures(found(Asked(stems=("2024",))), SAID)["years"] == 0.0
    assert measures(found(Asked(stems=("2031",))), SAID)["years"] == 1.0


def test_the_likeliest_unit_is_told_and_nothing_found_is_nothing_likely() -> None:
    assert measures(found(Asked(), 0.1, 0.7), SAID)["likelihood"] == 0.7
    assert measures(found(Asked()), ())["likelihood"] == 0.0


@pytest.mark.parametrize(("bias", "known"), [(-5.0, True), (5.0, False)])
def test_what_is_too_doubtful_is_not_answered(bias: float, known: bool) -> None:
    judge = Answerability({"missing": 0.0}, bias, 0.5)

    assert (judge.confidence(found(Asked(), 1.0), SAID) >= 0.5) is known


def test_nothing_to_say_answers_nothing() -> None:
    assert Answerability({}, -5.0, 0.5).confidence(found(Asked()), ()) == 0.0


def test_confidence_is_a_half_where_doubt_reaches_the_threshold() -> None:
    # A doubt of sigmoid(0) = .5 against thresholds on either side of it and at it.
    confidence = [Answerability({}, 0.0, threshold).confidence(found(Asked()), SAID) for threshold in (0.25, 0.5, 0.75)]

    assert confidence == [pytest.approx(1 / 3), 0.5, pytest.approx(2 / 3)]


def test_doubt_grows_with_words_that_the_corpus_does_not_know() -> None:
    judge, known = Answerability.load(), found(Asked(stems=("leav",)), 1.0)
    unknown = replace(known, signals={**SIGNALS, "unknown": 1.0, "covered": 0.0})

    assert 0 < judge.doubt(known, SAID) < judge.doubt(unknown, SAID) < 1
