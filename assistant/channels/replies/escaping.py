"""Text where a platform reads markup, written so that it is shown as it is and nothing of it comes alive."""

import re

from assistant.channels.replies.words import one_line
from assistant.types import Sentence

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MRKDWN = re.compile(r"[*_~`]")
_MARKDOWN = re.compile(r"[\\`*_~\[\]|]|^\s*(?:[-+#=]|\d+(?=[.)]))", re.MULTILINE)
_ADDRESS = re.compile(r"(?<=\w)(?=://)|(?<=\bwww)(?=\.)|(?<=@)(?=\w)|(?<=\bmailto)(?=:)", re.IGNORECASE)

UNLINKED = "\u2060"
"""A word joiner, which is not seen: no address and no mention has one, so that what holds it is neither."""


def in_mrkdwn(text: str) -> str:
    """Text for where Slack reads its own markup, which knows no way to write a mark of its emphasis but to part it."""
    return _MRKDWN.sub(lambda mark: f"{UNLINKED}{mark[0]}{UNLINKED}", _entities(_unlinked(text)))


def in_markdown(text: str) -> str:
    """Text for where Teams, or a stream of Slack, reads markdown and tags."""
    return _entities(_MARKDOWN.sub(_taken_literally, _unlinked(text)))


def streamed(sentence: Sentence) -> str:
    """A sentence with its [n] marks in that markdown, as it is shown while its answer grows."""
    return " ".join((in_markdown(one_line(sentence.text)), *(f"[{number}]" for number in sentence.citations)))


def _taken_literally(found: re.Match[str]) -> str:
    """What opens a list or a heading gets its backslash behind the number or the spaces."""
    opening = found[0]
    return f"{opening}\\" if opening.strip().isdigit() else f"{opening[:-1]}\\{opening[-1]}"


def _entities(text: str) -> str:
    return re.sub(r"[&<>]", lambda found: _ENTITIES[found[0]], text)


def _unlinked(text: str) -> str:
    return _ADDRESS.sub(UNLINKED, text)
