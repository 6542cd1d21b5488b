"""The text of a Teams message, in the markdown of Teams."""

import re
from collections.abc import Container, Iterable

from assistant.channels.replies.escaping import in_markdown
from assistant.channels.replies.markdown import Run
from assistant.channels.replies.pieces import Piece, stretches

_LINKED = re.compile(r"(?<!\\)\[\d{1,3}\](?=[:(\[])")


def written(pieces: Iterable[Piece], numbers: Container[int]) -> str:
    """The pieces with the [n] marks of these numbers left as they are, for Teams to make citations of."""
    groups = stretches([each for each in pieces if each.text.strip()])
    ends = {"number": "  \n"}
    return "\n\n".join(ends.get(group[0].kind, "\n").join(_line(each, numbers) for each in group) for group in groups)


def _line(piece: Piece, numbers: Container[int]) -> str:
    # Teams counts the items of a list by itself: ours keep their numbers as text.
    openings = {"bullet": "- ", "number": f"{piece.number}\\. ", "quote": "> "}
    text = "".join(_run(run, numbers) for run in piece.runs)
    # A mark before one of these would be a link, or the name of one.
    text = _LINKED.sub(r"\g<0>\\", text)
    return openings.get(piece.kind, "") + text.replace("\n", "  \n")


def _run(run: Run, numbers: Container[int]) -> str:
    if run.mark in numbers:
        return run.text
    shown = in_markdown(run.text)
    words = shown.strip()
    return shown.replace(words, f"**{words}**") if run.bold and words else shown
