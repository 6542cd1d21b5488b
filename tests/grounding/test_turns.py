import pytest

from tests.grounding.verdicts import reason

RULES = (
    "You can take study leave if your manager agrees. Staff must not work alone. You may get a bursary. "
    "All apprentices need level 2 maths. People aged 25 and over pay at least £50 before the course starts."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "You cannot take study leave if your manager agrees.",
        "Staff must work alone.",
        "You don't get a bursary.",
        "All apprentices need no level 2 maths.",
    ],
)
def test_a_flipped_negation_is_a_contradiction(sentence: str) -> None:
    assert reason(sentence, RULES) == "negation"


@pytest.mark.parametrize("sentence", ["You will get a bursary.", "You must take study leave if your manager agrees."])
def test_another_modal_is_a_contradiction(sentence: str) -> None:
    assert reason(sentence, RULES) == "modality"


@pytest.mark.parametrize(
    "sentence",
    [
        "Some apprentices need level 2 maths.",
        "Only apprentices need level 2 maths.",
        "People aged 25 and under pay at least £50.",
        "People aged 25 and over pay at most £50.",
        "People pay at least £50 after the course starts.",
    ],
)
def test_another_quantifier_bound_or_order_is_a_contradiction(sentence: str) -> None:
    assert reason(sentence, RULES) == "quantifier"


def test_a_prefix_that_negates_is_a_contradiction() -> None:
    assert reason("Study leave is unpaid.", "Study leave is paid.") in {"negation", "quantifier"}
    assert reason("Unregistered staff can join.", "Registered staff can join.") == "negation"


def test_what_but_sets_aside_negates_nothing() -> None:
    assert reason("This is not a test, but a support plan.", "This is a support plan.") != "negation"


def test_a_bound_comes_before_or_after_its_number() -> None:
    assert reason("You need at least 21 hours.", "You need 21 hours or more.") == ""
    assert reason("The job is 21 hours a week or less.", "The job is 21 hours a week or more.") == "quantifier"


def test_a_short_form_of_not_negates_like_the_word() -> None:
    assert reason("You can't carry leave over.", "You cannot carry leave over.") == ""


def test_in_a_month_is_not_before_it_but_may_be_from_it() -> None:
    assert reason("Who began in January 2026 keeps the money.", "Who began before January 2026 keeps the money.") == "quantifier"
    assert reason("From August 2026 the levy pays 95%.", "In August 2026 the levy pays 95%.") == ""


def test_seldom_denies() -> None:
    assert reason("You seldom need a visa.", "You need a visa.") == "negation"
