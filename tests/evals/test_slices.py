from dataclasses import replace

from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.scoring import ItemScores
from evals.slices import SliceValue, by_slice, groups
from tests.evals.metrics.builders import a_case, an_answer

SHARES = {"frontline": 0.9, "coach": 0.5, "international": 1.0}


def a_run(sizes: dict[str, int], metric: str = "nugget_vital") -> tuple[list[Case], list[ItemScores], dict[str, SaidAnswer]]:
    """Groups of an audience; the first items of each have the value 1, as many as its share says, the others 0."""
    cases, scores = [], []
    for group, size in sizes.items():
        for at in range(size):
            cases.append(a_case(f"{group}{at}", slices={"audience": group}))
            scores.append(ItemScores(f"{group}{at}", {metric: float(at < SHARES[group] * size)}))
    return cases, scores, {case.id: an_answer(key=case.id) for case in cases}


def found(values: list[SliceValue], metric: str) -> dict[str, SliceValue]:
    return {value.group: value for value in values if value.metric == metric}


def test_a_group_is_held_against_the_best_served_one() -> None:
    values = found(by_slice(*a_run({"frontline": 40, "coach": 20})), "nugget_vital")

    best, other = values["frontline"], values["coach"]
    assert (best.interval.value, best.interval.n, best.gap, best.small) == (0.9, 40, None, False)
    assert other.gap is not None
    assert (other.gap.value, other.gap.n) == (-0.4, 20)
    assert other.gap.low < -0.4 < other.gap.high < 0


def test_a_small_group_is_marked_and_is_never_the_best() -> None:
    values = found(by_slice(*a_run({"frontline": 40, "international": 14})), "nugget_vital")

    small = values["international"]
    assert small.small
    assert small.gap is not None
    assert small.gap.value == 0.1
    assert values["frontline"].gap is None


def test_without_a_large_group_there_is_no_gap() -> None:
    values = found(by_slice(*a_run({"frontline": 10, "coach": 10})), "nugget_vital")

    assert [each.gap for each in values.values()] == [None, None]


def test_the_best_of_a_metric_where_less_is_better_is_the_lowest() -> None:
    values = found(by_slice(*a_run({"frontline": 20, "coach": 20}, "invented")), "invented")

    assert values["coach"].gap is None
    assert values["frontline"].gap is not None
    assert values["frontline"].gap.value == 0.4


def test_a_metric_without_a_better_side_has_no_gap() -> None:
    values = found(by_slice(*a_run({"frontline": 20, "coach": 20}, "clarified")), "clarified")

    assert [each.gap for each in values.values()] == [None, None]


def test_figures_of_a_whole_set_are_sliced_too() -> None:
    cases = [a_case(f"q{at}", answerable=at % 2 == 0, slices={"band": "5"}) for at in range(30)]
    answers = {case.id: an_answer(outcome="answered" if case.answerable else "declined", key=case.id) for case in cases}

    values = by_slice(cases, [ItemScores(case.id) for case in cases], answers)

    assert found(values, "abstention_f1")["5"].interval.value == 1.0


def test_a_case_that_does_not_say_its_group_is_in_none() -> None:
    cases, scores, answers = a_run({"coach": 3})

    values = by_slice([*cases, a_case("other")], [*scores, ItemScores("other", {"nugget_vital": 1.0})], answers)

    assert [(each.slice, each.group, each.interval.n) for each in values if each.metric == "nugget_vital"] == [
        ("audience", "coach", 3)
    ]


def test_languages_but_english_are_a_group_together() -> None:
    codes = ["en", "en", "pl", "pl", "es"]
    cases = [a_case(f"q{at}", slices={"language": code}) for at, code in enumerate(codes)]

    assert {group: len(ids) for group, ids in groups("language", cases).items()} == {"en": 2, "es": 1, "pl": 2, "not en": 3}
    assert "not en" not in groups("language", cases[:4])


def test_a_channel_is_measured_but_has_no_gap_since_it_is_not_sent() -> None:
    cases, scores, answers = a_run({"frontline": 40, "coach": 20})
    by_channel = [replace(case, slices={"channel": case.slices["audience"]}) for case in cases]

    values = found(by_slice(by_channel, scores, answers), "nugget_vital")

    assert {group: value.gap for group, value in values.items()} == {"coach": None, "frontline": None}


def test_abstention_is_left_out_of_a_group_in_which_all_can_be_answered_or_nothing_can() -> None:
    cases = [
        a_case(f"{group}{at}", slices={"audience": group}, answerable=group == "coach" or (group == "frontline" and at == 0))
        for group in ("frontline", "coach", "international")
        for at in range(3)
    ]
    answers = {case.id: an_answer("Sorry.", "no_evidence", key=case.id) for case in cases}

    values = by_slice(cases, [ItemScores(case.id) for case in cases], answers)

    assert set(found(values, "abstention_precision")) == {"frontline"}
    assert set(found(values, "abstention_f1")) == {"frontline"}
