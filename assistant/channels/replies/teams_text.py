"""The text of a Teams message, in the markdown of Teams."""

from collections.abc import Iterable

from assistant.channels.replies.escaping import in_markdown
from assistant.channels.replies.markdown import Run
from assistant.channels.replies.pieces import Piece, stretches


def written(pieces: Iterable[Piece]) -> str:
    """The pieces with their [n] marks left as they are, for Teams to make citations of."""
    return "\n\n".join("\n".join(map(_line, group)) for group in stretches([each for each in pieces if each.text.strip()]))


def _line(piece: Piece) -> str:
    openings = {"bullet": "- ", "number": f"{piece.number}. ", "quote": "> "}
    return openings.get(piece.kind, "") + "".join(map(_run, piece.runs)).replace("\n", "  \n")


def _run(run: Run) -> str:
    if run.mark:
        return run.text
    shown = in_markdown(run.text)
    words = shown.strip()
    return shown.replace(words, f"**{words}**") if run.bold and words else shown
