"""An Answer in the form that each channel sends."""

from assistant.channels.replies.markdown import BOLD, MARK, Line, lines, without_marks
from assistant.channels.replies.objects import answer_object, citation_object, details_object
from assistant.channels.replies.words import (
    RIGHT_TO_LEFT,
    direction,
    language_tag,
    one_line,
    readable,
    visible,
    web_link,
)

__all__ = [
    "BOLD",
    "MARK",
    "RIGHT_TO_LEFT",
    "Line",
    "answer_object",
    "citation_object",
    "details_object",
    "direction",
    "language_tag",
    "lines",
    "one_line",
    "readable",
    "visible",
    "web_link",
    "without_marks",
]
