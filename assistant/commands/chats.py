"""The chats beside the page. Each is loaded only where the settings name it, since its libraries take a while."""

from collections.abc import Iterator
from typing import Protocol

from fastapi import FastAPI

from assistant.commands.parts import Service
from assistant.settings import Settings


class Chat(Protocol):
    """A chat that posts to the web application, or is listened to."""

    def attach(self, api: FastAPI) -> None:
        """Put the address that it posts to into the application."""

    async def run(self) -> None:
        """Do what it needs while it is served, until it is cancelled."""


def chats(settings: Settings, service: Service) -> Iterator[Chat]:
    """The chats that the settings name, answering from a service."""
    if settings.teams_client_id:
        from assistant.bootstrap_teams import build_teams

        yield build_teams(settings, service)
