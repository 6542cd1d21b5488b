"""Markdown and plain text: the file's own text."""

import re

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.characters import shown
from assistant.retrieval.reading.decoding import decode
from assistant.retrieval.reading.hidden import without_hidden
from assistant.retrieval.reading.limits import Limits, too_much_text
from assistant.retrieval.reading.notation import ReadText

_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*\w.*?)[ \t#]*$|^(\S.*\w.*)\n=+[ \t]*$", re.MULTILINE)


def read(data: bytes, limits: Limits) -> ReadText:
    """The decoded text with `\\n` for line ends and without what its pages do not show, its first Markdown heading as title.

    Raises:
        UnreadableFile: the data is not text, holds no letter or digit, or is longer than the limit.
    """
    text = without_hidden(shown(decode(data).replace("\r\n", "\n").replace("\r", "\n")))
    if len(text) > limits.max_characters:
        raise too_much_text(limits)
    if not any(character.isalnum() for character in text):
        raise UnreadableFile("no text")
    return ReadText(text, _title(text))


def _title(text: str) -> str:
    front = _FRONT_MATTER.match(text)
    body = _FENCED.sub("", text[front.end() :] if front else text)
    found = _HEADING.search(body)
    return (found[1] or found[2]).strip() if found else ""
