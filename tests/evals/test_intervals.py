import numpy as np
import pytest
from scipy.stats import bootstrap

from evals.intervals import Interval, apart, interval, means, paired, percentile, ratios


def test_a_mean_comes_with_its_interval_and_the_items_behind_it() -> None:
    sample = means(["a", "b", "c", "d", "e"], {"a": 1.0, "b": 0.0, "c": 1.0, "d": 1.0})

    found = interval(sample)

    assert found is not None
    assert (found.value, found.n) == (0.75, 4)
    assert 0 <= found.low < 0.75 < found.high <= 1


def test_the_interval_is_the_percentile_bootstraps() -> None:
    values = np.random.default_rng(7).random(200)

    found = interval(means(map(str, range(200)), {str(at): value for at, value in enumerate(values)}))

    other = bootstrap((values,), np.mean, method="percentile", n_resamples=5000, rng=np.random.default_rng(1)).confidence_interval
    assert found is not None
    assert [found.low, found.high] == pytest.approx([other.low, other.high], abs=0.005)


def test_a_ratio_of_sums_is_not_the_mean_of_ratios() -> None:
    found = interval(ratios(["a", "b"], {"a": (1, 1), "b": (1, 3)}))

    assert found is not None
    assert found.value == 0.5


def test_the_same_items_give_the_same_interval() -> None:
    sample = means("abcdef", {"a": 1.0, "b": 0.3, "f": 0.2})

    assert interval(sample) == interval(means("abcdef", {"f": 0.2, "b": 0.3, "a": 1.0}))


def test_items_that_are_all_alike_have_an_interval_without_width() -> None:
    assert interval(means("abc", dict.fromkeys("abc", 1.0))) == Interval(1.0, 1.0, 1.0, 3)


@pytest.mark.parametrize("pairs", [{}, {"a": (0.0, 0.0)}])
def test_a_figure_of_nothing_is_none(pairs: dict[str, tuple[float, float]]) -> None:
    assert interval(ratios("ab", pairs)) is None


def test_a_difference_between_runs_is_paired_by_item() -> None:
    ids = [str(at) for at in range(100)]
    before = {key: float(at % 2) for at, key in enumerate(ids)}
    after = before | dict.fromkeys(ids[:10:2], 1.0)

    found = paired(means(ids, after), means(ids, before))

    assert found is not None
    assert (found.value, found.n) == (0.05, 100)
    assert found.beyond_noise
    # Drawn apart, the two halves of ones would drown it.
    assert found.low > 0


def test_a_difference_that_goes_both_ways_is_noise() -> None:
    ids = [str(at) for at in range(20)]
    before = {key: float(at % 2) for at, key in enumerate(ids)}
    after = before | {"0": 1.0, "1": 0.0, "2": 1.0}

    found = paired(means(ids, after), means(ids, before))

    assert found is not None
    assert not found.beyond_noise


def test_a_difference_is_that_of_the_two_totals_where_a_metric_applies_to_other_items() -> None:
    after, before = means("abc", {"a": 1.0, "b": 0.0}), means("abc", {"b": 1.0, "c": 1.0})

    found = paired(after, before)

    assert found is not None
    assert (found.value, found.n) == (-0.5, 3)


def test_runs_over_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="the same items in the same order"):
        paired(means("ab", {"a": 1.0}), means("ba", {"a": 1.0}))


def test_there_is_no_difference_to_nothing() -> None:
    some, none = means("ab", {"a": 1.0}), means("ab", {})

    assert paired(some, none) is None
    assert apart(some, none) is None


def test_groups_are_drawn_each_by_itself() -> None:
    group = means("abcdefgh", dict.fromkeys("abcd", 1.0) | dict.fromkeys("efgh", 0.0))

    found = apart(group, group)

    assert found is not None
    assert found.value == 0.0
    assert found.low < 0 < found.high


def test_a_sample_can_be_cut_to_some_items_in_its_own_order() -> None:
    part = means("abc", {"a": 0.0, "c": 1.0}).only({"c", "b"})

    assert (part.ids, part.n) == (("b", "c"), 1)


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert percentile([1, 2, 3, 4], 50) == 2.5
