import pytest

from assistant.channels.slack.prompts import MOST, audiences, prompts_for
from assistant.types import Profile


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


def test_there_are_no_more_prompts_than_slack_shows() -> None:
    assert {len(prompts) for prompts in audiences().values()} == {MOST}
    assert len(audiences()) <= MOST
