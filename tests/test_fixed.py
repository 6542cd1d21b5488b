from typing import get_args

import pytest

from assistant.fixed import Keeping, fixed
from assistant.phrases import Phrases
from assistant.types import Channel

ENGLISH = Phrases.load("en")
CHANNELS: tuple[Channel, ...] = get_args(Channel)


def privacy(channel: Channel, keeping: Keeping | None = None) -> str:
    return fixed("privacy", ENGLISH, channel, keeping or Keeping()).text


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_channel_tells_the_truth_about_itself(channel: Channel) -> None:
    told = privacy(channel)

    assert getattr(ENGLISH, f"privacy_{channel}").strip() in told
    assert "I do not tell your manager" in told


@pytest.mark.parametrize("channel", ["slack", "slack_channel", "teams", "teams_channel"])
def test_an_employers_own_copy_is_not_hidden(channel: Channel) -> None:
    told = " ".join(privacy(channel).split())

    assert "may hold its own copy" in told
    assert "I cannot delete that copy" in told


@pytest.mark.parametrize("channel", ["slack_channel", "teams_channel"])
def test_in_a_channel_it_says_first_that_others_see_the_question(channel: Channel) -> None:
    told = privacy(channel)

    assert "Everyone in the channel can see your question" in told.split("\n\n")[0]
    assert "Only you see my answer" in told


def test_what_is_kept_is_told_in_the_days_that_the_operator_has_set() -> None:
    told = privacy("web", Keeping(days=7, rated_days=90))

    assert "for 7 days" in told
    assert "for 3 months" in told


def test_unless_set_otherwise_it_keeps_30_days_or_12_months() -> None:
    told = privacy("web")

    assert "for 30 days" in told
    assert "for 12 months" in told


def test_nothing_is_said_to_be_kept_where_nothing_is() -> None:
    told = privacy("command")

    assert "I keep nothing" in told
    assert "for 30 days" not in told


def test_a_model_elsewhere_is_told_of_only_where_there_is_one() -> None:
    elsewhere = ENGLISH.privacy_elsewhere.strip()

    assert elsewhere in privacy("web", Keeping(elsewhere=True))
    assert elsewhere not in privacy("web")
