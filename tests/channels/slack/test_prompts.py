import pytest

from assistant.channels.labels import languages
from assistant.channels.slack.prompts import MOST, audiences, prompts_for
from assistant.types import Profile

LONGEST_TITLE = 50  # characters, so that a button shows it on a phone


@pytest.mark.parametrize(
    ("profile", "audience"),
    [
        (Profile(role="healthcare assistant", band="2"), "support_worker"),
        (Profile(role="Physiotherapist"), "nurse_or_ahp"),
        (Profile(role="nurse", audience="international recruits"), "international_recruit"),
        (Profile(audience="managers", role="ward manager"), "manager_or_coach"),
    ],
)
def test_the_prompts_fit_whoever_opens_the_app(profile: Profile, audience: str) -> None:
    assert prompts_for(profile) == list(audiences()[audience])


def test_whoever_has_said_nothing_is_offered_one_of_each_audience() -> None:
    assert prompts_for(Profile()) == [prompts[0] for prompts in audiences().values()]


@pytest.mark.parametrize("language", languages())
def test_each_language_has_the_prompts_of_all_audiences_and_no_more_than_slack_shows(language: str) -> None:
    told = audiences(language)

    assert list(told) == list(audiences())
    assert {len(prompts) for prompts in told.values()} == {MOST}
    assert len(told) <= MOST
    assert max(len(prompt["title"]) for prompts in told.values() for prompt in prompts) <= LONGEST_TITLE


def test_the_prompts_are_in_the_language_that_somebody_chose() -> None:
    assert prompts_for(Profile(role="nurse"), "pl")[1]["message"] == "Ile dostanę środków na CPD?"


def test_where_a_language_has_no_prompts_they_are_english() -> None:
    assert prompts_for(Profile(role="nurse"), "zz") == prompts_for(Profile(role="nurse"))
