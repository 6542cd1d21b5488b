"""What the front of a text calls it."""

from assistant.retrieval.lines import TITLE_LINES
from assistant.retrieval.markup import words
from assistant.types import Block

_TITLE_WORDS = 14


def title_of(text: str, blocks: tuple[Block, ...]) -> str:
    """What the front of a text calls it: its first Markdown heading, else the short lines before the first paragraph, if any."""
    first = blocks[0] if blocks else None
    if first is None:
        return ""
    if first.kind == "heading" and text[first.start - 2 : first.start].strip() == "#":
        return first.text
    parts: list[str] = []
    for block in blocks[:TITLE_LINES]:
        ends = block.kind not in ("heading", "paragraph") or words(block.text) > _TITLE_WORDS or block.level == 1
        if ends or not block.text[0].isalnum() or block.text.lower().startswith("contents"):
            break
        parts = _add_title_part(parts, block.text)
    return " ".join(parts)


def _add_title_part(parts: list[str], text: str) -> list[str]:
    if any(text.lower() in part.lower() for part in parts):
        return parts
    kept = [part for part in parts if part.lower() not in text.lower()]
    longer = [*kept, text]
    return longer if sum(words(part) for part in longer) <= _TITLE_WORDS else parts
