"""The questions that a page of ours says it answers, each tied to the line that answers it.

Under a last heading "Questions this page answers" stand the words of a line, as a list item, and below it as nested items the
questions that people put when they need that line. They are searched, never quoted: staff seldom ask in a page's own words.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.errors import CorpusError
from assistant.types import Block, LikelyQuestion

HEADING = "Questions this page answers"
_MARKS = re.compile(r"^[|*#>\s-]*(?:\d+[.)]\s+)?[*_]*")  # before the words of a line


def likely_questions(text: str, blocks: Sequence[Block]) -> tuple[LikelyQuestion, ...]:
    """Read them from a page's whole text and its Blocks.

    Raises:
        CorpusError: words that are said to answer do not stand above the heading, or stand there twice.
    """
    found: list[LikelyQuestion] = []
    start = next((block.start for block in blocks if block.kind == "heading" and block.text == HEADING), len(text))
    at = None
    for block in _items(blocks, start):
        if block.level == 0:
            at = _place(text[:start], text[block.start : block.end])
        elif at is not None:
            found.append(LikelyQuestion(block.text, at))
    return tuple(found)


def _items(blocks: Sequence[Block], start: int) -> Iterator[Block]:
    return (block for block in blocks if block.kind == "item" and block.start >= start)


def _place(body: str, item: str) -> int:
    words = item.strip().removeprefix("-").strip().strip("`")
    places = body.count(words)
    if places != 1:
        stands = "does not stand on the page" if not places else "stands on the page more than once"
        raise CorpusError(f'{HEADING}: "{words}" {stands}. Copy enough of the line that answers, as it is written there.')
    return body.index(words) + len(words) - len(_MARKS.sub("", words, count=1))
