"""Messages of Slack as a client shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shown:
    """A message as a client shows it; `only` is the one who sees it, empty for all."""

    channel: str
    ts: str
    thread: str
    text: str
    blocks: list[dict[str, Any]]
    only: str = ""
    streams: bool = False
    changes: list[float] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All that is read in it."""
        return "\n".join(texts_of(self.blocks)) if self.blocks else self.text

    def buttons(self) -> dict[str, dict[str, Any]]:
        """What can be tapped, by the id of its action."""
        elements = [each for block in self.blocks for each in block.get("elements", ())]
        return {each["action_id"]: each | {"block_id": self._block_of(each)} for each in elements if "action_id" in each}

    def _block_of(self, element: Mapping[str, Any]) -> str:
        return next(str(block.get("block_id", "")) for block in self.blocks if element in block.get("elements", ()))


def texts_of(part: Any) -> Iterator[str]:
    """The texts in blocks or in a view, in their order."""
    if isinstance(part, list):
        for each in part:
            yield from texts_of(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name in ("text", "elements", "fields", "label", "element", "options", "title", "submit", "blocks"):
            if not isinstance(part.get(name), str):
                yield from texts_of(part.get(name))
