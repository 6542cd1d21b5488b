"""What the blocks of a message bear besides an answer: the name of what they answer, the journey of their boxes, who asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.channels.labels import labels
from assistant.channels.replies.pieces import rows
from assistant.channels.replies.slack import LONGEST_TEXT, MOST_BLOCKS, Block
from assistant.kept import Handoff, Tick
from assistant.slack_calls import plain
from assistant.types import Details

_ANSWERS = "answers "  # how the id of the first block begins, before the name of what was taken in
_JOURNEY = "journey "  # how the id of a block of boxes begins, before the id of their journey
_LONGEST_ID = 255  # characters of a block's id


def addressed(blocks: Sequence[Block], name: str) -> list[Block]:
    """The blocks of an answer to what was taken in by that name: after a crash it is known that it was answered."""
    return [{**blocks[0], "block_id": f"{_ANSWERS}{name}"[:_LONGEST_ID]}, *blocks[1:]] if blocks else []


def bears(message: Mapping[str, Any], name: str = "") -> bool:
    """Whether a message is the answer to what was taken in by that name, or by any."""
    ids = [str(block.get("block_id") or "") for block in message.get("blocks") or ()]
    return any(each == f"{_ANSWERS}{name}"[:_LONGEST_ID] if name else each.startswith(_ANSWERS) for each in ids)


def with_journey(blocks: Sequence[Block], details: Details | None) -> list[Block]:
    """The blocks, with the journey that their boxes are of."""
    if details is None or not details.id:
        return list(blocks)
    boxes = [index for index, block in enumerate(blocks) if _boxes(block)]
    return [
        {**block, "block_id": f"{_JOURNEY}{boxes.index(index)} {details.id}"} if index in boxes else block
        for index, block in enumerate(blocks)
    ]


def ticks_of(action: Mapping[str, Any], blocks: Iterable[Block]) -> Iterator[tuple[Tick, bool]]:
    """The steps of the boxes that were tapped, and whether each is done."""
    block_id = str(action.get("block_id") or "")
    journey = block_id.removeprefix(_JOURNEY).partition(" ")[2] if block_id.startswith(_JOURNEY) else ""
    if not journey:
        return
    done = {option["value"] for option in action.get("selected_options") or ()}
    shown = [element for block in blocks if block.get("block_id") == block_id for element in _boxes(block)]
    steps = [option["value"] for element in shown for option in element["options"]] or sorted(done)
    yield from ((Tick(journey, step), step in done) for step in steps)


def boxes(journey: str, number: int, steps: Sequence[tuple[str, str]], done: frozenset[str]) -> Block:
    """A block of boxes, one for each step as (its id, its words); those that are done are ticked."""
    options = [{"text": plain(words, 75), "value": step} for step, words in steps]
    ticked = [option for option in options if option["value"] in done]
    element = {"type": "checkboxes", "action_id": "tick", "options": options} | ({"initial_options": ticked} if ticked else {})
    return {"type": "actions", "block_id": f"{_JOURNEY}{number} {journey}", "elements": [element]}


def shown_by(blocks: Sequence[Block], asker: str) -> list[Block]:
    """The blocks of an answer that its asker shows to all: its quotes open for anyone, and all else is the asker's."""
    return [kept for block in blocks if (kept := _for_all(block, asker)) is not None]


def _for_all(block: Block, asker: str) -> Block | None:
    if block["type"] not in {"actions", "context_actions"}:
        return block
    left = [each for each in block["elements"] if str(each.get("action_id", "")).startswith(("quote:", "rest"))]
    return {**block, "elements": [{**each, "value": f"{each['value']}@{asker}"} for each in left]} if left else None


def _boxes(block: Block) -> list[dict[str, Any]]:
    return [each for each in block.get("elements") or () if each.get("type") == "checkboxes"]


def plain_section(text: str) -> Block:
    """A paragraph that is shown as it is."""
    return {"type": "section", "text": plain(text, LONGEST_TEXT)}


def plain_context(text: str) -> Block:
    """A small line that is shown as it is."""
    return {"type": "context", "elements": [plain(text, LONGEST_TEXT)]}


def reply_blocks(handoff: Handoff) -> list[Block]:
    """A person's reply, as it was written."""
    words = labels()
    reply = rows(handoff.reply, LONGEST_TEXT // 2)[: MOST_BLOCKS - 2]
    return [
        {"type": "header", "text": plain(words["reply_title"], 150)},
        plain_context(words["you_asked"].format(question=handoff.asked)),
        *(plain_section(str(part)) for part in reply),
    ]
