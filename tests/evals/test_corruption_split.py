"""What the checker's weights are fitted on, and what measures it."""

import pytest

from evals.corruptions import Trials, TruePair, draw, side_of, statements, true_pairs
from evals.corruptions.pages import page_statements
from evals.dataset import CORPUS
from evals.evidence import words
from evals.fit_grounding import EACH
from evals.meta import quick_trials, trials

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def pairs() -> list[TruePair]:
    return true_pairs(statements(CORPUS))


@pytest.fixture(scope="module")
def fitting(pairs: list[TruePair]) -> Trials:
    return draw(pairs, "fit", EACH, EACH)


@pytest.fixture(scope="module")
def measuring() -> Trials:
    return trials()


def told(drawn: Trials) -> set[str]:
    """The statements that are said, as they stand or falsely."""
    pairs = (*(each.pair for each in drawn.corrupted), *drawn.true)
    return {statement.text for pair in pairs for statement in pair.told}


def true_sentences(drawn: Trials) -> set[tuple[str, ...]]:
    return {words(pair.sentence) for pair in (*(each.pair for each in drawn.corrupted), *drawn.true)}


def test_no_statement_is_fitted_on_and_measured_with(fitting: Trials, measuring: Trials) -> None:
    assert told(fitting)
    assert told(fitting) & (told(measuring) | told(quick_trials())) == set()
    assert true_sentences(fitting) & true_sentences(measuring) == set()


def test_two_statements_that_one_sentence_says_are_both_on_its_side(measuring: Trials) -> None:
    joined = [pair for pair in measuring.true if pair.way == "joined"]

    assert joined
    assert {side_of(each) for pair in joined for each in pair.told} == {"measure"}


def test_about_two_thirds_of_the_statements_measure() -> None:
    sides = [side_of(each) for each in statements(CORPUS)]

    assert 0.6 < sides.count("measure") / len(sides) < 0.73


def test_a_statement_keeps_its_side_when_its_page_grows() -> None:
    page = "# Fees\n\nThe first fee is £153.\n"
    (before,) = page_statements(page)
    after = page_statements(page + "\nThe yearly fee is £120.\n")[0]

    assert side_of(before) == side_of(after)


def test_what_the_other_side_says_is_no_corruption(pairs: list[TruePair], measuring: Trials) -> None:
    true = {words(pair.sentence) for pair in pairs}

    assert [each.sentence for each in measuring.corrupted if words(each.sentence) in true] == []


def test_each_side_has_as_many_of_every_kind_as_are_asked_for(fitting: Trials, measuring: Trials) -> None:
    for drawn, each in ((fitting, EACH), (measuring, 120)):
        kinds = [one.kind for one in drawn.corrupted]

        assert {kinds.count(kind) for kind in kinds} == {each}
