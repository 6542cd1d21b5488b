import numpy as np
import pytest

from assistant.grounding import Examined, Verdict
from evals.fit_grounding import SHARES, Rows, Table, coefficients, out_of_fold, report, table

GROUPS = 30  # statements a source


def examined(covered: float) -> Examined:
    return Examined(None, {"covered": covered})


def rows(name: str, spread: float = 0.1) -> Rows:
    """As many supported sentences as others; what is measured of them tells them apart, less so the more it is spread."""
    chance = np.random.default_rng(len(name))
    supported = np.arange(2 * GROUPS) % 2 == 0
    measured = supported + chance.normal(0, spread, 2 * GROUPS)
    groups = np.array([f"{name}{number // 2}" for number in range(2 * GROUPS)])
    return Rows(name, [examined(float(each)) for each in measured], supported, groups)


@pytest.fixture
def data() -> Table:
    return table([rows(name) for name in SHARES])


def test_what_is_told_apart_by_its_measures_is_told_apart_out_of_fold(data: Table) -> None:
    scores = out_of_fold(data, 0)

    assert ((scores >= 0.5) == data.supported).all()


def test_what_says_nothing_is_left_to_chance() -> None:
    blind = table([rows(name, 1_000) for name in SHARES])

    assert ((out_of_fold(blind, 0) >= 0.5) == blind.supported).mean() < 0.65


def test_a_verdict_that_needs_no_model_keeps_its_score_and_fits_nothing(data: Table) -> None:
    firm = Rows("begin", [Examined(Verdict(supported=False, score=0.1, reason="number"))], np.array([True]), np.array(["b"]))

    with_it = table([firm, *[rows(name) for name in SHARES]])

    assert out_of_fold(with_it, 0)[0] == 0.1
    assert coefficients(with_it, with_it.open)[0] == pytest.approx(coefficients(data, data.open)[0])


def test_each_source_is_told_with_its_spread_over_the_repeats(data: Table) -> None:
    told = report(data, 1)

    assert told[0] == "begin    balanced accuracy 1.000 (sd 0.000), AUROC 1.000 (sd 0.000)"
    assert len(told) == len(SHARES)
