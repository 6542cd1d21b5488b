from typing import Any

import pytest

from assistant.channels.labels import labels
from tests.channels.kept import NOON
from tests.channels.teams.listening import ASHA, DELETE, EDIT, Teams


async def test_a_question_is_taken_in_and_nothing_is_said_yet(heard: Teams) -> None:
    shown = await heard.hears(heard.teams.activity("who pays?", id="42"))

    taken = heard.inbox.taken[0]
    assert (shown, heard.said()) == (None, [])
    assert (taken.id, taken.channel, taken.person, taken.text) == ("teams:a:chat-1:42", "teams", ASHA, "who pays?")
    assert (taken.conversation, taken.received_at, taken.place["kind"]) == ("teams:a:chat-1", NOON, "personal")


async def test_a_question_where_others_are_is_of_the_channel(heard: Teams) -> None:
    await heard.hears(heard.teams.mention("who pays?"))

    assert (heard.inbox.taken[0].channel, heard.inbox.taken[0].text) == ("teams_channel", "who pays?")


async def test_a_question_that_is_posted_again_is_the_same(heard: Teams) -> None:
    body = heard.teams.activity("who pays?")
    for _ in range(3):
        await heard.hears(body)

    assert len(heard.inbox.taken) == 1


@pytest.mark.parametrize(
    ("attachments", "label"), [([], "welcome"), ([{"contentType": "image/png", "contentUrl": "https://x.test"}], "files_only")]
)
async def test_a_message_without_words_is_answered_in_a_sentence(heard: Teams, attachments: list[Any], label: str) -> None:
    await heard.hears(heard.teams.activity("", attachments=attachments))

    assert (heard.said(), heard.inbox.taken) == ([labels()[label]], [])


@pytest.mark.parametrize(("kind", "data", "label"), [("messageUpdate", EDIT, "edited"), ("messageDelete", DELETE, "removed")])
async def test_a_change_is_told_of_once_however_often_teams_posts_it(
    heard: Teams, kind: str, data: dict[str, Any], label: str
) -> None:
    body = heard.teams.activity("who pays?", type=kind, channelData=data)
    for _ in range(3):
        await heard.hears(body)

    assert (heard.said(), heard.inbox.taken) == ([labels()[label]], [])


async def test_whoever_adds_the_app_is_greeted(heard: Teams) -> None:
    await heard.hears(heard.teams.activity(type="installationUpdate", action="add"))

    assert heard.said() == [labels()["welcome"]]
