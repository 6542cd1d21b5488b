import numpy as np

from assistant.careers.kinds import KINDS, TOOLS, Vector
from evals.career_examples import Example
from evals.fit_career_kinds import Row, chosen_thresholds, fit, report


def judged(kind: str, tool: str, sureness: float, text: str = "Hm, and me?") -> tuple[Example, Vector]:
    """An example of a kind that the classifier takes for a tool, as surely as that."""
    probabilities = np.zeros(len(KINDS), dtype=np.float32)
    probabilities[KINDS.index(tool)] = sureness
    probabilities[0] += 1 - sureness
    return Example("K", text, kind, "fit"), probabilities  # type: ignore[arg-type]


def test_thresholds_let_tools_take_over_no_more_than_the_share_of_plain_facts() -> None:
    facts = [judged("information", "funding", sureness) for sureness in (0.995, 0.97, 0.96, 0.1)]
    own = [judged("funding", "funding", sureness) for sureness in (0.999, 0.98)]

    threshold = chosen_thresholds([*facts, *own], share=0.25)[TOOLS.index("funding")]

    assert 0.97 < threshold <= 0.98


def test_what_opens_like_a_plain_fact_raises_no_threshold() -> None:
    fact = judged("information", "funding", 0.99, "What is the levy?")

    assert chosen_thresholds([fact], share=0)[TOOLS.index("funding")] < 0.96


def test_a_fitted_classifier_tells_what_it_learnt() -> None:
    directions = np.eye(len(KINDS), dtype=np.float32)
    rows = [Row(Example(f"K{at}", kind, kind, "fit"), directions[at]) for at, kind in enumerate(KINDS) for _ in range(2)]

    classifier = fit(rows, np.zeros(len(TOOLS), dtype=np.float32))

    assert [KINDS[int(classifier.probabilities(each).argmax())] for each in directions] == list(KINDS)


def test_the_report_tells_how_many_plain_facts_are_taken_over() -> None:
    pairs = [(Example("K1", "What is the levy?", "information", "fit"), KINDS[1])]

    told = report("validation", pairs)

    assert "taken over by a tool 1 of 1 plain facts" in told
    assert "information -> pathway: What is the levy?" in told
