"""Where in Slack an answer goes, and what of a message has to be known there."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, Self

Note = Literal["", "files_only", "edited", "nothing"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes.

    `thread` is the time stamp of the message that the thread begins with, empty for a command; `ts` that of the message itself.
    `only_asker` says that nobody else may see the answer, `is_new` that the thread has no reply yet. `response_url` takes messages to
    the asker for half an hour, also where the app is no member. `bot` is the app's own user. `note` names what is told in place of an
    answer; `with_files` says that there were files beside the text. `turn` is the turn that a person is to be asked about, `chose`
    the words on the button that was tapped.
    """

    team: str
    user: str
    channel: str
    thread: str = ""
    ts: str = ""
    only_asker: bool = False
    is_new: bool = False
    response_url: str = ""
    bot: str = ""
    note: Note = ""
    with_files: bool = False
    turn: str = ""
    chose: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> Self:
        """The place that `kept` was made of; what it lacks is empty."""
        flags = {each.name for each in fields(cls) if each.default is False}
        given = {each.name: kept.get(each.name, "") for each in fields(cls)}
        return cls(**{name: bool(value) if name in flags else value for name, value in given.items()})  # type: ignore[arg-type]

    def kept(self) -> dict[str, str]:
        """The place as text that can be kept."""
        pairs = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: "yes" if value is True else value for name, value in pairs if value}

    @property
    def person(self) -> str:
        """What the channel calls the asker."""
        return person_of(self.team, self.user)

    @property
    def conversation(self) -> str:
        """What the channel calls the conversation: a thread, or what one person asks of a command in one channel."""
        return f"slack:{self.team}:{self.channel}:{self.thread or self.user}"

    def lasting(self) -> Self:
        """The place alone, as it is kept for the reply of a person: nothing of the message, and nothing that runs out."""
        return type(self)(self.team, self.user, self.channel, self.thread, only_asker=self.only_asker)

    def directly(self) -> Self:
        """The asker's own messages with the app, where all that is for them alone can be kept."""
        return replace(self, channel=self.user, thread="", ts="", only_asker=False, is_new=False, response_url="")


def person_of(team: str, user: str) -> str:
    """What the channel calls a user of a team."""
    return f"slack:{team}:{user}"
