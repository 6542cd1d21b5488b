"""How many tokens may be used in a day."""

from datetime import UTC, datetime

import pytest

from assistant.composing.writing.budgets import Budgets
from assistant.composing.writing.failures import ModelFailed


def refused(budgets: Budgets, person: str, tokens: int) -> str:
    with pytest.raises(ModelFailed) as caught:
        budgets.take(person, tokens)
    return str(caught.value)


def test_a_person_may_use_their_share_and_others_theirs() -> None:
    budgets = Budgets(per_person=100, per_day=250)
    budgets.take("a", 100)

    assert "ASSISTANT_LLM_TOKENS_PER_PERSON" in refused(budgets, "a", 1)
    budgets.take("b", 100)
    assert "ASSISTANT_LLM_TOKENS_PER_DAY" in refused(budgets, "c", 51)


def test_what_was_not_used_is_given_back_and_what_was_used_beyond_it_is_counted() -> None:
    budgets = Budgets(per_person=100, per_day=1000)
    budgets.take("a", 90)
    budgets.give_back("a", 80)
    budgets.take("a", 90)
    budgets.give_back("a", -50)

    assert "spent" in refused(budgets, "a", 1)


def test_whoever_has_no_key_counts_towards_the_whole_alone() -> None:
    budgets = Budgets(per_person=10, per_day=100)
    budgets.take("", 60)

    assert "PER_DAY" in refused(budgets, "", 60)


def test_a_limit_of_nought_is_none() -> None:
    Budgets(0, 0).take("a", 10**9)


def test_a_new_day_begins_anew_at_midnight_utc() -> None:
    days = iter([datetime(2026, 11, 26, 23, 59, tzinfo=UTC), *[datetime(2026, 11, 27, 0, 0, tzinfo=UTC)] * 3])
    budgets = Budgets(100, 100, lambda: next(days))
    budgets.take("a", 100)

    budgets.take("a", 100)
    assert "spent" in refused(budgets, "b", 1)
