import pytest
from pydantic import ValidationError

from assistant.knowledge.conditions import Condition


@pytest.mark.parametrize(
    "given",
    [
        {"about": "age", "at_least": 16, "at_most": 21},
        {"about": "nation", "among": ["England"]},
        {"about": "start_date", "since": "2026-01-01"},
        {"any": [{"about": "age", "at_most": 21}, {"about": "care_leaver", "among": ["yes"]}]},
        {"about": "other"},
    ],
)
def test_a_condition_says_one_thing(given: dict[str, object]) -> None:
    assert Condition.model_validate(given)


@pytest.mark.parametrize(
    "given",
    [
        {"about": "age"},
        {"about": "age", "at_least": 16, "among": ["16"]},
        {"about": "other", "among": ["yes"]},
        {"about": "shoe_size", "at_least": 40},
        {"about": "age", "at_leest": 16},
    ],
)
def test_a_condition_that_says_nothing_or_two_things_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(given)
