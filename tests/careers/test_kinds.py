from dataclasses import replace

import numpy as np
import pytest

from assistant.careers.kinds import KINDS, TOOLS, Classifier, Kinds, Utterance, Vector

E5_DIMENSIONS = 384
STRONG = 4.0


def vector(kind: str, strength: float = 1.0) -> Vector:
    """What the tiny classifier below takes for that kind, the more surely the stronger it is."""
    made = np.zeros(len(KINDS), dtype=np.float32)
    made[KINDS.index(kind)] = strength
    return made


def said(text: str, vector: Vector | None) -> Utterance:
    return Utterance(text, lambda _: vector)


@pytest.fixture
def classifier() -> Classifier:
    return Classifier(
        weights=STRONG * np.eye(len(KINDS), dtype=np.float32),
        biases=np.zeros(len(KINDS), dtype=np.float32),
        thresholds=np.full(len(TOOLS), 0.9, dtype=np.float32),
    )


@pytest.fixture
def kinds(classifier: Classifier) -> Kinds:
    return Kinds(classifier)


def test_probabilities_add_up_to_one(classifier: Classifier) -> None:
    probabilities = classifier.probabilities(vector("funding"))

    assert probabilities.sum() == pytest.approx(1)
    assert KINDS[int(probabilities.argmax())] == "funding"


def test_a_vector_chooses_the_tool_where_words_do_not(kinds: Kinds) -> None:
    assert kinds.tool_of(said("skint, any help?", vector("funding")), (), known=False) == "funding"


def test_plain_words_decide_before_the_vector(kinds: Kinds) -> None:
    assert kinds.tool_of(said("brief me: band 6 midwife", vector("funding")), (), known=False) == "briefing"


def test_no_vector_is_made_where_plain_words_decide(kinds: Kinds) -> None:
    def embed(text: str) -> Vector:
        raise AssertionError(text)

    assert kinds.tool_of(Utterance("brief me: band 6 midwife", embed), (), known=False) == "briefing"


def test_what_is_likely_a_plain_fact_is_left_to_the_pages(kinds: Kinds) -> None:
    assert kinds.tool_of(said("How much is it?", vector("information")), ("nurse",), known=True) is None


def test_a_tool_that_is_not_sure_enough_leaves_it_to_the_pages(classifier: Classifier) -> None:
    doubtful = replace(classifier, thresholds=np.full(len(TOOLS), 0.99, dtype=np.float32))

    assert classifier.tool(vector("journey")) == "journey"
    assert doubtful.tool(vector("journey")) is None


@pytest.mark.parametrize(("roles", "known", "tool"), [((), False, None), (("nurse",), False, "pathway"), ((), True, "pathway")])
def test_a_pathway_needs_a_role(kinds: Kinds, roles: tuple[str, ...], known: bool, tool: str | None) -> None:
    assert kinds.tool_of(said("fed up, where can I go from here", vector("pathway")), roles, known) == tool


def test_records_are_worth_opening_for_a_pathway_before_its_roles_are_known(kinds: Kinds) -> None:
    assert kinds.may_be_for_a_tool(said("fed up, where can I go from here", vector("pathway")))
    assert not kinds.may_be_for_a_tool(said("How much is it?", vector("information")))


@pytest.mark.parametrize("other", [None, np.ones(1024, dtype=np.float32)])
def test_words_alone_decide_without_a_vector_of_the_fitted_model(kinds: Kinds, other: Vector | None) -> None:
    assert kinds.tool_of(said("write my development plan", other), (), known=False) == "briefing"
    assert kinds.tool_of(said("skint, any help?", other), (), known=False) is None


def test_the_shipped_weights_fit_the_kinds_and_the_embedding_model() -> None:
    fitted = Classifier.load()

    assert fitted.weights.shape == (len(KINDS), E5_DIMENSIONS)
    assert fitted.biases.shape == (len(KINDS),)
    assert fitted.thresholds.shape == (len(TOOLS),)
    assert ((fitted.thresholds > 0) & (fitted.thresholds < 1)).all()
