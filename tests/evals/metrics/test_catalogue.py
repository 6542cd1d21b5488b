import pytest

from evals.metrics.catalogue import METRICS


@pytest.mark.parametrize("name", ["alce_recall", "alce_precision", "faithfulness"])
def test_what_rests_on_the_checker_says_that_it_released_the_sentences(name: str) -> None:
    assert "by the account of the checker that releases our sentences, not of a person" in METRICS[name].definition


def test_every_metric_is_explained_in_one_line() -> None:
    for name, metric in METRICS.items():
        assert metric.name == name
        assert metric.label
        assert metric.definition
        assert "\n" not in metric.definition
