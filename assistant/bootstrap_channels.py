"""The part of the composition root that makes the chats beside the page.

Each is imported where the settings name it alone: what Slack and Teams bring takes seconds to load.
"""

import asyncio
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from assistant.channels.teams.posted import Posted
from assistant.checks import Check
from assistant.conversing import Conversations
from assistant.notifying.deliveries import Deliverer
from assistant.reception import Answering, Reception
from assistant.settings import Settings
from assistant.slack_calls import web_client
from assistant.teams_calls import SignIn, TeamsApp

if TYPE_CHECKING:  # what `sweep` and `doctor` have no use for
    from fastapi import FastAPI


class Channel(Answering, Deliverer, Protocol):
    """A chat: its doors, its way of answering, and of taking a reply to where its question was asked."""

    def attach(self, app: "FastAPI") -> None:
        """Add its routes."""

    async def run(self) -> None:
        """Hold its connections open, if it has any, until it is cancelled."""


def build_channels(
    settings: Settings, conversations: Conversations, reception: Reception, posted: Posted
) -> Mapping[str, Channel]:
    """The chats that the settings name, by their names; `posted` keeps which of their messages holds what."""
    return dict(_channels(settings, conversations, reception, posted))


def build_channel_checks(settings: Settings) -> Iterator[Check]:
    """What `assistant doctor` looks at of the apps that answer."""
    if _answers_in_slack(settings):
        from assistant.channels.slack.checking import check  # noqa: PLC0415 (slow to load)

        client = web_client(settings.slack_bot_token, settings.slack_api_url)
        yield Check("Slack", lambda: asyncio.run(check(client)))
    if settings.teams_client_id:
        yield Check("Teams", lambda: asyncio.run(SignIn(teams_app(settings)).check()))


def _answers_in_slack(settings: Settings) -> bool:
    return bool(settings.slack_signing_secret or settings.slack_app_token)


def _channels(
    settings: Settings, conversations: Conversations, reception: Reception, posted: Posted
) -> Iterator[tuple[str, Channel]]:
    if _answers_in_slack(settings):
        from assistant.channels.slack import SlackApp, SlackChannel  # noqa: PLC0415 (slow to load)

        app = SlackApp(settings.slack_bot_token, settings.slack_signing_secret, settings.slack_app_token, settings.slack_api_url)
        yield "slack", SlackChannel(app, conversations, reception.take)
    if settings.teams_client_id:
        from assistant.channels.teams.channel import TeamsChannel  # noqa: PLC0415 (its SDK takes a second to load)

        yield "teams", TeamsChannel(teams_app(settings), conversations, reception.take, posted)


def teams_app(settings: Settings) -> TeamsApp:
    """The app that speaks in Teams."""
    return TeamsApp(settings.teams_client_id, settings.teams_client_secret, settings.teams_tenant_id, settings.teams_metadata_url)
