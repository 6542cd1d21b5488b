"""The part of the composition root that only `assistant serve` in front of Teams needs; it takes a second to load."""

from typing import Protocol

from assistant.bootstrap_serving import Channel, teams_app
from assistant.channels.teams.channel import TeamsChannel
from assistant.conversing import Conversations
from assistant.reception import Reception
from assistant.settings import Settings


class Served(Protocol):
    """The service that Teams stands in front of."""

    @property
    def conversations(self) -> Conversations: ...

    @property
    def reception(self) -> Reception: ...

    def open(self, channel: Channel) -> None:
        """Answer and deliver by this channel."""


def build_teams(settings: Settings, service: Served) -> TeamsChannel:
    """Teams, answering from the conversations of this service."""
    channel = TeamsChannel(teams_app(settings), service.conversations, service.reception.take)
    service.open(channel)
    return channel
