"""Places in Teams that tests answer to."""

from dataclasses import replace

from assistant.channels.teams.place import Place
from assistant.kept import Handoff, Received
from assistant.types import Channel
from tests.channels.kept import NOON
from tests.fake_teams import BOT

ALONE = Place("https://teams.test", "a:chat-1", "personal", BOT, "29:someone", "42", "en")
ROOM = replace(ALONE, conversation="19:room@thread.tacv2;messageid=1", kind="channel")
HANDOFF = Handoff(
    "h", "t", "Who pays <b>me</b>?", "Ask.", {}, "teams", "teams:a:chat-1", "answered", NOON, "Your [manager](x).", NOON
)


def received(place: Place = ALONE, text: str = "who pays?", tries: int = 0) -> Received:
    """A question that was asked at a place."""
    channel: Channel = "teams" if place.is_personal else "teams_channel"
    return Received("teams:1", channel, "teams:t:asha", place.name, text, place.kept(), NOON, tries)
