"""Where in Teams an answer goes: what is known of an activity's place, as strings that survive a crash."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Self

PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation in Teams, and in it the asker and the message that is answered.

    `kind` is personal, groupChat or channel; `bot` and `user` are Teams' ids of the app and the asker; `language` is what the
    asker's Teams is set to. `files` says that what was sent held files; `turn` is the turn that a person is to be asked about.
    """

    service_url: str
    conversation: str
    kind: str
    bot: str
    user: str
    activity: str
    language: str = ""
    files: str = ""
    turn: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether only the asker is there."""
        return self.kind == PERSONAL

    @property
    def name(self) -> str:
        """What the conversation is called in all channels."""
        return f"teams:{self.conversation}"

    def kept(self) -> Mapping[str, str]:
        """The place as it is kept with a message."""
        return asdict(self)

    def with_files(self) -> Self:
        """The same place, of a message that held files."""
        return replace(self, files="yes")

    def asking_about(self, turn: str) -> Self:
        """The same place, of a message that asks a person about a turn."""
        return replace(self, turn=turn)

    def lasting(self) -> Self:
        """The place alone, as it is kept for the reply of a person: nothing of the message."""
        return replace(self, files="", turn="")

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        """The place that was kept."""
        return cls(**{each.name: kept.get(each.name, "") for each in fields(cls)})
