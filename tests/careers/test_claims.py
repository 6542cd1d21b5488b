import numpy as np
import pytest

from assistant.advice import Advice, Claim, Signs
from assistant.careers.claims import claimed, heeded, is_left_open
from assistant.careers.kinds import KINDS, TOOLS, Classifier, Kind, Vector
from assistant.types import Outcome, Tool


def vector(kind: Kind, strength: float) -> Vector:
    """What the classifier below takes for that kind, the more surely the stronger it is."""
    made = np.zeros(len(KINDS), dtype=np.float32)
    made[KINDS.index(kind)] = strength
    return made


def advice(tool: Tool, outcome: Outcome = "answered") -> Advice:
    return Advice(tool, outcome, "", (), "routes")


@pytest.fixture
def classifier() -> Classifier:
    biases = np.array([2.0, *[0.0] * len(TOOLS)], dtype=np.float32)
    return Classifier(np.eye(len(KINDS), dtype=np.float32), biases, np.full(len(TOOLS), 0.5, np.float32))


def test_a_page_that_answers_just_this_leaves_room_only_for_a_tool_that_is_surely_asked_for(classifier: Classifier) -> None:
    sure, unsure = vector("learning", 8), vector("learning", 3)

    assert heeded(classifier, Signs(sure, published=0.96)) is sure
    assert heeded(classifier, Signs(unsure, published=0.96)) is None
    assert heeded(classifier, Signs(unsure, published=0.94)) is unsure


@pytest.mark.parametrize(
    ("tool", "strength", "may_speak"),
    [("funding", 8, False), ("briefing", 8, True), ("journey", 8, True), ("journey", 1, False)],
)
def test_pages_that_leave_it_open_leave_room_for_a_checklist_or_a_briefing_but_not_for_funding(
    classifier: Classifier, tool: Tool, strength: float, may_speak: bool
) -> None:
    found = heeded(classifier, Signs(vector(tool, strength), left_open=0.5))

    assert (found is not None) == may_speak


def test_pages_may_leave_open_a_path_of_which_one_end_is_named() -> None:
    assert is_left_open("pathway", Signs(left_open=0.5), both_ends=False)
    assert not is_left_open("pathway", Signs(left_open=0.5), both_ends=True)
    assert not is_left_open("pathway", Signs(left_open=0.3), both_ends=False)


@pytest.mark.parametrize(
    ("said", "published", "sureness", "claim"),
    [
        (advice("funding"), 0.92, 1.0, "plainly"),
        (advice("funding"), 0.92, 0.8, "likely"),
        (advice("funding"), 0.85, 0.8, "plainly"),
        (advice("funding", "no_evidence"), 0.85, 0.8, "likely"),
        (advice("funding"), 0.85, 0.55, "perhaps"),
        (advice("briefing"), 0.92, 0.8, "plainly"),
        (advice("journey", "clarify"), 0.85, 1.0, "likely"),
    ],
)
def test_the_surer_a_tool_is_asked_for_the_more_it_says_beside_a_page(
    said: Advice, published: float, sureness: float, claim: Claim
) -> None:
    assert claimed(said, Signs(published=published), sureness) == claim
