from dataclasses import replace

from evals.calibration import calibration
from evals.metrics.abstention import RiskPoint
from evals.report import plots
from evals.report.charts import charts, confidence_calibration
from tests.evals.report.made_up import case_of, only, run


def test_a_plot_says_what_it_shows_and_takes_its_colours_from_the_page() -> None:
    drawn = plots.risk_coverage([RiskPoint(0.5, 0.1, 0.9), RiskPoint(1.0, 0.2, 0.1)], 'Risk "told"')

    assert drawn.startswith('<svg class="plot" role="img" aria-label="Risk &#34;told&#34;" viewBox=')
    assert "var(--accent)" in drawn
    assert "#0102" not in drawn
    assert "<metadata" not in drawn


def test_the_same_plot_has_the_same_bytes() -> None:
    assert plots.latency([1.0, 2.0, 30.0], "told") == plots.latency([1.0, 2.0, 30.0], "told")


def test_a_run_without_confidence_or_times_has_no_plots() -> None:
    nothing = charts(replace(only(case_of("C001")), risk_coverage=()))

    assert (nothing.risk, nothing.confidence, nothing.latency, nothing.stages) == (None, None, None, ())


def test_stages_are_told_with_all_of_an_answer_last() -> None:
    assert [stage.name for stage in charts(run()).stages] == ["embed", "search", "total"]


def test_few_answers_say_nothing_of_confidence() -> None:
    assert confidence_calibration(run(20)) is None
    assert confidence_calibration(run()) is not None


def test_an_interval_of_a_bin_has_a_width_where_all_are_alike() -> None:
    (last,) = calibration([0.95] * 20, [True] * 20).bins

    share = plots.share_of(last)

    assert (share.value, share.high, share.n) == (1.0, 1.0, 20)
    assert 0.8 < share.low < 0.9
