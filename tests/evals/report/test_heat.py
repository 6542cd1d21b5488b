"""The heat map: shades, small groups and the gaps that are more than noise."""

import pytest

from evals.intervals import Interval
from evals.report.heat import Shade, gaps, slices
from evals.slices import SliceValue
from tests.evals.report.made_up import run


def value(group: str, at: float, n: int = 40, gap: Interval | None = None, metric: str = "nugget_vital") -> SliceValue:
    return SliceValue("language", group, metric, Interval(at, at - 0.1, at + 0.1, n), n < 15, gap)


def behind(by: float, n: int = 40) -> Interval:
    return Interval(-by, -by - 0.05, -by + 0.05, n)


@pytest.mark.parametrize(
    ("metric", "at", "shade"),
    [
        ("nugget_vital", 0.5, "even"),
        ("nugget_vital", 0.46, "even"),
        ("nugget_vital", 0.45, "worse-1"),
        ("nugget_vital", 0.4, "worse-2"),
        ("nugget_vital", 0.2, "worse-3"),
        ("nugget_vital", 0.9, "better-3"),
        ("false_refusal", 0.9, "worse-3"),
        ("false_refusal", 0.4, "better-2"),
    ],
)
def test_a_cell_is_shaded_by_its_distance_from_the_whole(metric: str, at: float, shade: Shade) -> None:
    cases = run().cases
    group = cases[0].slices["language"]

    (found,) = slices(cases, [value(group, at, metric=metric)], {metric: Interval(0.5, 0.4, 0.6, 60)})

    assert {cell.shade for each in found.groups for cell in each.cells if cell.found} == {shade}


def test_groups_come_largest_first_with_their_n() -> None:
    result = run()

    languages = slices(result.cases, result.slices, result.totals)[0]

    sizes = [group.n for group in languages.groups]
    assert languages.label == "Language"
    assert sizes == sorted(sizes, reverse=True)
    assert sum(group.n for group in languages.groups if group.name != "Not English, together") == len(result.cases)
    assert [group.small for group in languages.groups] == [size < 15 for size in sizes]


def test_a_gap_is_told_with_the_group_that_is_served_best() -> None:
    found = gaps([value("en", 0.9), value("pl", 0.6, gap=behind(0.3))])

    (gap,) = found.beyond
    assert (gap.worse.group, gap.best.group, gap.at_best) == ("pl", "en", "90.0%")
    assert found.by_chance == pytest.approx(0.025)


def test_a_small_group_and_a_gap_within_noise_are_not_told() -> None:
    noise = Interval(-0.02, -0.1, 0.06, 40)

    found = gaps([value("en", 0.9), value("pl", 0.6, n=9, gap=behind(0.3)), value("ur", 0.88, gap=noise)])

    assert (found.beyond, found.tested) == ((), 1)


def test_the_widest_gap_comes_first() -> None:
    found = gaps([value("en", 0.9), value("pl", 0.7, gap=behind(0.2)), value("ur", 0.5, gap=behind(0.4))])

    assert [gap.worse.group for gap in found.beyond] == ["ur", "pl"]
