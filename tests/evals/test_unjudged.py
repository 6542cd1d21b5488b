"""How verdicts that are missing are counted and told."""

from evals.replies import Missing
from evals.unjudged import NOT_ASKED, notice, reason, sentences

LATE = Missing("no answer in time", passes=True)
FORM = Missing("its answer is not the JSON object it was asked for")
REFUSED = [Missing("the chat endpoint (HTTP 400) refuses the question", f'it says "{word}"') for word in ("one", "two")]


def test_every_cause_is_counted_and_what_was_not_asked_stands_last() -> None:
    assert reason([NOT_ASKED] * 8 + [LATE] * 4 + [FORM] * 6) == (
        "6: its answer is not the JSON object it was asked for; 4: no answer in time; 8: not asked after that"
    )
    assert reason([]) == ""


def test_a_cause_is_told_with_the_first_words_of_the_endpoint() -> None:
    assert reason(REFUSED) == '2: the chat endpoint (HTTP 400) refuses the question (it says "one")'


def test_what_may_come_yet_is_told_with_the_command() -> None:
    assert notice("large", [LATE], 3, "assistant evaluate") == (
        "The second judge large gave no verdict on 1 of 3 sentences (1: no answer in time). All else is measured."
        " This asks it for the rest: assistant evaluate"
    )


def test_what_will_not_come_needs_another_model() -> None:
    told = notice("large", [FORM], 1, "assistant evaluate")

    assert "1 of 1 sentence (" in told
    assert told.endswith("Asking it again does not help: another model is needed.")


def test_both_remedies_are_told_where_both_are_needed() -> None:
    told = notice("large", [LATE, FORM, FORM], 3, "assistant evaluate")

    assert told.endswith(
        "Asking it again does not help: another model is needed for 2 of them. This asks for the rest: assistant evaluate"
    )


def test_nothing_is_told_where_nothing_is_missing() -> None:
    assert notice("large", [], 3, "assistant evaluate") == ""


def test_one_is_singular() -> None:
    assert (sentences(1), sentences(2)) == ("1 sentence", "2 sentences")
