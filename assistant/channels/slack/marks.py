"""What the blocks of a message bear besides an answer: the name of what they answer, steps to tick, who showed it to all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.channels.labels import labels
from assistant.channels.replies.pieces import rows, short
from assistant.channels.replies.slack_parts import LONGEST_LABEL, LONGEST_TEXT, MOST_BLOCKS, Block, context, plain
from assistant.kept import Handoff, Tick

_ANSWERS = "answers "  # how the id of a block of the last message of an answer begins, before the name of what was taken in
_LONGEST_ID = 255  # characters of a block's id


def addressed(blocks: Sequence[Block], name: str) -> list[Block]:
    """The last blocks of an answer to what was taken in by that name: after a crash it is known that it was answered."""
    return [{**blocks[0], "block_id": f"{_ANSWERS}{name}"[:_LONGEST_ID]}, *blocks[1:]] if blocks else []


def bears(message: Mapping[str, Any], name: str = "") -> bool:
    """Whether a message is the answer to what was taken in by that name, or by any."""
    ids = [str(block.get("block_id") or "") for block in message.get("blocks") or ()]
    return any(each == f"{_ANSWERS}{name}"[:_LONGEST_ID] if name else each.startswith(_ANSWERS) for each in ids)


def ticks_of(action: Mapping[str, Any], blocks: Iterable[Block]) -> Iterator[tuple[Tick, bool]]:
    """The steps of the boxes that were tapped, and whether each is done; of what is not shown any more, what is done alone."""
    done = {str(option["value"]) for option in action.get("selected_options") or ()}
    block_id = str(action.get("block_id") or "")
    shown = [each for block in blocks if block.get("block_id") == block_id for each in block.get("elements") or ()]
    values = [str(option["value"]) for each in shown for option in each.get("options") or ()]
    for value in values or sorted(done):
        journey, _, step = value.partition(":")
        if step:
            yield Tick(journey, step), value in done


def boxes(journey: str, number: int, steps: Sequence[tuple[str, str]], done: frozenset[str]) -> Block:
    """A block of boxes, one for each step as (its id, its words); those that are done are ticked."""
    options = [{"text": plain(short(words, LONGEST_LABEL)), "value": f"{journey}:{step}"} for step, words in steps]
    ticked = [option for option, (step, _) in zip(options, steps, strict=True) if step in done]
    element = {"type": "checkboxes", "action_id": "tick", "options": options} | ({"initial_options": ticked} if ticked else {})
    return {"type": "actions", "block_id": f"steps {number}", "elements": [element]}


def shown_by(blocks: Sequence[Block], asker: str) -> list[Block]:
    """The blocks of an answer that its asker shows to all: its quotes open for anyone, and all else is the asker's."""
    return [kept for block in blocks if (kept := _for_all(block, asker)) is not None]


def _for_all(block: Block, asker: str) -> Block | None:
    if block["type"] not in {"actions", "context_actions"}:
        return block
    left = [each for each in block["elements"] if str(each.get("action_id", "")).startswith(("quote:", "rest"))]
    return {**block, "elements": [{**each, "value": f"{each['value']}@{asker}"} for each in left]} if left else None


def plain_section(text: str) -> Block:
    """A paragraph that is shown as it is."""
    return {"type": "section", "text": plain(short(text, LONGEST_TEXT))}


def reply_blocks(handoff: Handoff) -> list[Block]:
    """A person's reply, as it was written."""
    words = labels()
    reply = rows(handoff.reply, LONGEST_TEXT // 2)[: MOST_BLOCKS - 2]
    return [
        {"type": "header", "text": plain(words["a_reply"])},
        context(short(words["reply_to"].format(question=handoff.asked), LONGEST_TEXT)),
        *(plain_section(str(part)) for part in reply),
    ]
