"""What the blocks of a message bear besides an answer: the name of what they answer, steps to tick, who showed it to all."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.channels.labels import labels
from assistant.channels.replies.pieces import rows, short
from assistant.channels.replies.slack_parts import LONGEST_TEXT, MOST_BLOCKS, Block, context, plain
from assistant.kept import Handoff, Tick

_ANSWERS, _BEGUN, _TELLS = "answers ", "begun ", "tells "  # how the id of the first block of a message of ours begins
_PART = re.compile(rf"{_ANSWERS}(\d+)/(\d+) ")
_LONGEST_ID = 255  # characters of a block's id


@dataclass(frozen=True, slots=True)
class Left:
    """What an earlier try left of an answer: an unfinished message, and by their numbers the parts that are done."""

    begun: str = ""
    parts: Mapping[int, str] = field(default_factory=dict)
    is_whole: bool = False


def addressed(blocks: Sequence[Block], name: str, part: int = 1, parts: int = 1) -> list[Block]:
    """The blocks of one part of an answer to what was taken in by that name: after a crash it is known what is there of it."""
    return _named(blocks, f"{_ANSWERS}{part}/{parts} {name}")


def begun(blocks: Sequence[Block], name: str) -> list[Block]:
    """The blocks of an answer that is not done: only what was taken in by that name is answered there."""
    return _named(blocks, f"{_BEGUN}{name}")


def finished(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks of a message that is done, or its text as one; what is named already keeps its name."""
    shown = list(blocks) or [plain_section(text)]
    return shown if _is_named({"blocks": shown}) else _named(shown, f"{_TELLS}a note")


def left_of(thread: Iterable[Mapping[str, Any]], name: str, asked: str, tapped: str, is_free: Callable[[str], bool]) -> Left:
    """What is left in a thread of the answer to what was taken in by that name, `asked` or `tapped` at those time stamps.

    A message that bears no name is gone on with where it came after and `is_free`: Slack's streams can bear none until they end.
    """
    ours = [each for each in thread if each.get("bot_id") and _time(each.get("ts")) > _time(asked)]
    found = {part: str(each["ts"]) for each in ours if (part := _part_of(each, name))}
    begun_by_name = [str(each["ts"]) for each in ours if f"{_BEGUN}{name}"[:_LONGEST_ID] in _ids(each)]
    nameless = [str(each["ts"]) for each in ours if not _is_named(each) and _time(each["ts"]) > _time(tapped)]
    return Left(
        begun=next(iter([*begun_by_name, *filter(is_free, nameless)]), ""),
        parts={number: ts for (number, _), ts in found.items()},
        is_whole=any(number == last for number, last in found),
    )


def _part_of(message: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    """Which part of the answer to what was taken in by that name a message is, and of how many; None where it is none."""
    for each in _ids(message):
        if (found := _PART.match(each)) and each == f"{found[0]}{name}"[:_LONGEST_ID]:
            return int(found[1]), int(found[2])
    return None


def _is_named(message: Mapping[str, Any]) -> bool:
    return any(each.startswith((_ANSWERS, _BEGUN, _TELLS)) for each in _ids(message))


def _time(ts: object) -> float:
    """A time stamp of Slack's as seconds; 0 for what is none."""
    try:
        return float(str(ts))
    except ValueError:
        return 0.0


def _ids(message: Mapping[str, Any]) -> list[str]:
    return [str(block.get("block_id") or "") for block in message.get("blocks") or ()]


def _named(blocks: Sequence[Block], name: str) -> list[Block]:
    return [{**blocks[0], "block_id": name[:_LONGEST_ID]}, *blocks[1:]] if blocks else []


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


def reply_blocks(handoff: Handoff, language: str) -> list[Block]:
    """A person's reply, as it was written."""
    words = labels(language)
    reply = rows(handoff.reply, LONGEST_TEXT // 2)[: MOST_BLOCKS - 2]
    told = [
        {"type": "header", "text": plain(words["a_reply"])},
        context(short(words["reply_to"].format(question=handoff.asked), LONGEST_TEXT)),
        *(plain_section(str(part)) for part in reply),
    ]
    return _named(told, f"{_TELLS}a reply to {handoff.turn}")
