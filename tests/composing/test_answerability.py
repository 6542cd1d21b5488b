from dataclasses import replace

import pytest

from assistant.composing.answerability import MEASURES, Answerability, Doubt, measures
from assistant.types import Asked, Evidence, Findings, Passage, Statement, Unit

PASSAGE = Passage("p", "leave.md", "Leave", "", "Five days of leave were paid in 2024.", 0, 37)
SAID = (Statement(("Five days of leave were paid in 2024.",), "", PASSAGE, 0, 37),)
SIGNALS = dict.fromkeys(("best_unit", "best_passage", "usual", "spread", "covered", "unknown"), 0.5)
SIGNALS |= {"left_open": 0.5, "says_what_it_answers": 0.0}


def found(asked: Asked, *shares: float) -> Findings:
    return Findings(asked, (), ((Evidence(PASSAGE, shares),) if shares else (),), SIGNALS)


def judge(bias: float, threshold: float = 0.5) -> Answerability:
    """Doubts every page alike."""
    return Answerability(Doubt({}, bias, threshold), Doubt({}, bias, threshold))


def test_every_measurement_has_its_name() -> None:
    fitted = Answerability.load()

    assert set(measures(found(Asked(), 1.0), SAID)) == set(MEASURES)
    assert {*fitted.plain.weights, *fitted.questions.weights} <= set(MEASURES)


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


def test_the_likeliest_unit_is_told_and_nothing_found_is_nothing_likely() -> None:
    assert measures(found(Asked(), 0.1, 0.7), SAID)["likelihood"] == 0.7
    assert measures(found(Asked()), ())["likelihood"] == 0.0


def test_a_question_is_told_apart_by_the_words_that_no_quoted_line_takes_up() -> None:
    told = replace(found(Asked(stems=("leav", "osce")), 1.0), telling={"leav": 1.0, "osce": 3.0})

    assert measures(told, SAID)["untold"] == 0.75


def test_what_a_quoted_line_is_said_to_answer_counts_as_told() -> None:
    unit = Unit("Five days.", 0, 10, "paragraph", 1, likely=("how long off for the OSCE",))
    passage = replace(PASSAGE, units=(unit,))
    told = replace(found(Asked(stems=("osc",)), 1.0), telling={"osc": 3.0})

    assert measures(told, (Statement(("Five days.",), "", passage, 0, 10),))["untold"] == 0.0


def test_a_neighbourhood_that_is_left_open_is_told_in_log_odds() -> None:
    asked = found(Asked(), 1.0)

    assert measures(asked, SAID)["left_open"] == 0.0
    assert measures(replace(asked, signals=SIGNALS | {"left_open": 0.9}), SAID)["left_open"] == pytest.approx(2.197, abs=0.001)


@pytest.mark.parametrize(("bias", "known"), [(-5.0, True), (5.0, False)])
def test_what_is_too_doubtful_is_not_answered(bias: float, known: bool) -> None:
    assert (judge(bias).confidence(found(Asked(), 1.0), SAID) >= 0.5) is known


def test_pages_that_name_their_questions_are_judged_by_their_own_measure() -> None:
    doubtful_of_those = Answerability(Doubt({}, -5.0, 0.5), Doubt({}, 5.0, 0.5))
    other, named = found(Asked(), 1.0), replace(found(Asked(), 1.0), signals=SIGNALS | {"says_what_it_answers": 1.0})

    assert doubtful_of_those.confidence(other, SAID) > 0.5 > doubtful_of_those.confidence(named, SAID)


def test_nothing_to_say_answers_nothing() -> None:
    assert judge(-5.0).confidence(found(Asked()), ()) == 0.0


def test_confidence_is_a_half_where_doubt_reaches_the_threshold() -> None:
    # A doubt of sigmoid(0) = .5 against thresholds on either side of it and at it.
    confidence = [judge(0.0, threshold).confidence(found(Asked()), SAID) for threshold in (0.25, 0.5, 0.75)]

    assert confidence == [pytest.approx(1 / 3), 0.5, pytest.approx(2 / 3)]


def test_confidence_falls_with_words_that_the_corpus_does_not_know() -> None:
    fitted, known = Answerability.load(), found(Asked(stems=("leav",)), 1.0)
    unknown = replace(known, signals={**SIGNALS, "unknown": 1.0, "covered": 0.0})

    assert 1 > fitted.confidence(known, SAID) > fitted.confidence(unknown, SAID) > 0


def test_confidence_falls_where_such_questions_are_left_open() -> None:
    named = SIGNALS | {"says_what_it_answers": 1.0}
    answered, left = (replace(found(Asked(), 1.0), signals=named | {"left_open": share}) for share in (0.1, 0.9))
    fitted = Answerability.load()

    assert fitted.confidence(answered, SAID) > fitted.confidence(left, SAID)


def test_words_that_no_source_knows_are_no_question_of_theirs() -> None:
    sure = judge(-9.0)

    assert sure.confidence(found(Asked(unknown=("blorp",)), 1.0), SAID) == 0.0
    assert sure.confidence(found(Asked(english=False, unknown=("blorp",)), 1.0), SAID) > 0.5
    assert sure.confidence(found(Asked(stems=("leav",), unknown=("blorp",)), 1.0), SAID) > 0.5


def test_a_question_that_was_read_with_the_last_exchange_on_a_guess_is_answered_in_some_word_of_its_own() -> None:
    sure, guessed = judge(-9.0), SIGNALS | {"perhaps_goes_on": 1.0}
    about_leave = replace(found(Asked(stems=("leav",)), 1.0), telling={"leav": 1.0}, signals=guessed)
    about_chief = replace(found(Asked(stems=("chief",)), 1.0), telling={"chief": 1.0}, signals=guessed)

    assert sure.confidence(about_leave, SAID) > 0.5
    assert sure.confidence(about_chief, SAID) == 0.0
    assert sure.confidence(replace(about_chief, signals=SIGNALS), SAID) > 0.5
