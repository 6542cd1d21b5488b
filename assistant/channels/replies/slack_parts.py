"""What Slack messages and modals are built of, each within Slack's limits.

What documents and people wrote stands in rich text and plain text alone, which Slack shows as it is: no mention, link or
emphasis of theirs can come alive there, and nothing has to be escaped.
"""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from assistant.channels.replies.markdown import Run
from assistant.channels.replies.pieces import Piece, opening, short, stretches
from assistant.channels.replies.told import ToldStep
from assistant.types import Step

Block = dict[str, Any]

LONGEST_TEXT = 3_000
MOST_BLOCKS = 50
MOST_MODAL_BLOCKS = 100
LONGEST_MESSAGE = 9_000  # characters of all blocks; Slack names no limit, and refuses from about 11,000 on
LONGEST_LABEL = 75
LONGEST_VALUE = 2_000
LONGEST_TITLE = 24
MOST_BUTTONS = 25
MOST_BOXES = 10


def packed(groups: Iterable[Sequence[Block]], most: int) -> list[list[Block]]:
    """The blocks in order, in messages or modals of at most so many and of LONGEST_MESSAGE; a group is parted only if it is larger."""
    found: list[list[Block]] = []
    for group in groups:
        if found and fits([*found[-1], *group], most):
            found[-1].extend(group)
            continue
        for at, block in enumerate(group):
            if not at or not fits([*found[-1], block], most):
                found.append([])
            found[-1].append(block)
    return found


def fits(blocks: Sequence[Block], most: int = MOST_BLOCKS) -> bool:
    """Whether blocks have room in one message or modal."""
    return len(blocks) <= most and sum(map(length, blocks)) <= LONGEST_MESSAGE


def length(block: Any) -> int:
    """The characters of all texts in a block."""
    if isinstance(block, dict):
        return sum(len(value) if name == "text" and isinstance(value, str) else length(value) for name, value in block.items())
    return sum(map(length, block)) if isinstance(block, list) else 0


def rich_text(pieces: Sequence[Piece]) -> Block:
    """Pieces as they are read, with their bold and their lists."""
    found = list(stretches(pieces))
    return {"type": "rich_text", "elements": [_element(group, is_last=group is found[-1]) for group in found]}


def folded(pieces: Sequence[Piece]) -> Block:
    """Pieces as a section, which Slack shows the first lines of until its reader opens it."""
    return {"type": "section", "text": plain("\n".join(opening(piece) + piece.text for piece in pieces))}


def plain(text: str) -> dict[str, Any]:
    """Text without any markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def context(text: str) -> Block:
    """A small line."""
    return {"type": "context", "elements": [plain(text)]}


def actions(elements: Sequence[dict[str, Any]]) -> Block:
    """A row of buttons or boxes."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action: str, value: str) -> dict[str, Any]:
    """A button; a label that is too long for it ends early."""
    return {"type": "button", "text": plain(short(label, LONGEST_LABEL)), "action_id": action, "value": value}


def checkboxes(journey: str, steps: Sequence[Step | ToldStep], done: Container[str]) -> dict[str, Any]:
    """A box for each step of a checklist, ticked where its id is among those `done`; its value is "<journey>:<step>"."""
    options = [{"text": plain(short(step.text or step.id, LONGEST_LABEL)), "value": f"{journey}:{step.id}"} for step in steps]
    ticked = [option for option, step in zip(options, steps, strict=True) if step.id in done]
    return {"type": "checkboxes", "action_id": "tick", "options": options} | ({"initial_options": ticked} if ticked else {})


def rating(turn: str, useful: str, not_useful: str) -> Block:
    """The two buttons that rate a turn."""
    positive = {"text": plain(useful), "value": f"yes:{turn}"}
    negative = {"text": plain(not_useful), "value": f"no:{turn}"}
    buttons = {"type": "feedback_buttons", "action_id": "rate", "positive_button": positive, "negative_button": negative}
    return {"type": "context_actions", "elements": [buttons]}


def modal(title: str, blocks: Sequence[Block], close: str) -> dict[str, Any]:
    """A modal with a button to close it."""
    titles = {name: plain(short(text, LONGEST_TITLE)) for name, text in (("title", title), ("close", close))}
    return {"type": "modal", "blocks": list(blocks)} | titles


def _element(group: Sequence[Piece], *, is_last: bool) -> dict[str, Any]:
    first = group[0]
    if first.kind in {"bullet", "number"}:
        items = [{"type": "rich_text_section", "elements": _runs(piece)} for piece in group]
        style = "ordered" if first.kind == "number" else "bullet"
        offset = {"offset": first.number - 1} if first.number > 1 else {}
        return {"type": "rich_text_list", "style": style, "elements": items} | offset
    kind = "rich_text_quote" if first.kind == "quote" else "rich_text_section"
    # Sections stand below each other without a gap: a line end is the space between paragraphs.
    end = [] if is_last or kind == "rich_text_quote" else [{"type": "text", "text": "\n"}]
    return {"type": kind, "elements": [*_runs(first), *end]}


def _runs(piece: Piece) -> list[dict[str, Any]]:
    return [_run(run) for run in piece.runs if run.text]


def _run(run: Run) -> dict[str, Any]:
    style = {"style": {"bold": True}} if run.bold else {}
    return ({"type": "link", "url": run.link, "text": run.text} if run.link else {"type": "text", "text": run.text}) | style
