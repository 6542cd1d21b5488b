from evals.metrics.catalogue import METRICS


def test_every_metric_is_explained_in_one_line() -> None:
    for name, metric in METRICS.items():
        assert metric.name == name
        assert metric.label
        assert metric.definition
        assert "\n" not in metric.definition
