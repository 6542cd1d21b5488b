"""The questions that a page of ours says it answers, each tied to the line that answers it, and those that it does not answer.

Under the heading "Questions this page answers" stand the words of a line, as a list item, and below it as nested items the
questions that people put when they need that line. Under "Questions this page does not answer" stand questions on its
subject that no page answers. They are searched, never quoted: staff seldom ask in a page's own words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.errors import CorpusError
from assistant.types import Block, LikelyQuestion, Unit

ANSWERED = "Questions this page answers"
UNANSWERED = "Questions this page does not answer"
_MARKS = re.compile(r"^[|*#>\s-]*(?:\d+[.)]\s+)?[*_]*")  # before the words of a line


def likely_questions(text: str, blocks: Sequence[Block]) -> tuple[LikelyQuestion, ...]:
    """Read both kinds from a page's whole text and its Blocks; those without an answer are tied to the page's first line.

    Raises:
        CorpusError: words that are said to answer do not stand above the heading, or stand there twice.
    """
    found: list[LikelyQuestion] = []
    body = text[: next((block.start for block in _headings(blocks)), len(text))]
    at = None
    for heading, item in _items(blocks):
        if heading == UNANSWERED:
            found.append(LikelyQuestion(item.text, blocks[0].start, answered=False))
        elif item.level == 0:
            at = _place(body, text[item.start : item.end])
        elif at is not None:
            found.append(LikelyQuestion(item.text, at))
    return tuple(found)


def _headings(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.kind == "heading" and block.text in {ANSWERED, UNANSWERED})


def _items(blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """The list items under either heading, with the heading."""
    heading = ""
    for block in blocks:
        if block.kind == "heading":
            heading = block.text
        elif block.kind == "item" and heading in {ANSWERED, UNANSWERED}:
            yield heading, block


def _place(body: str, item: str) -> int:
    words = item.strip().removeprefix("-").strip().strip("`")
    places = body.count(words)
    if places != 1:
        stands = "does not stand on the page" if not places else "stands on the page more than once"
        raise CorpusError(f'{ANSWERED}: "{words}" {stands}. Copy enough of the line that answers, as it is written there.')
    return body.index(words) + len(words) - len(_MARKS.sub("", words, count=1))


def tied(units: Sequence[Unit], questions: Sequence[LikelyQuestion]) -> list[Unit]:
    """The units of a passage with the questions that each answers, or that its page leaves open.

    What is tied to the words that lead in to a list, or to a table's column names, is answered by all of it.
    """
    likely: list[list[str]] = [[] for _ in units]
    gaps: list[list[str]] = [[] for _ in units]
    for question in questions:
        for place in _places(units, question.at):
            (likely if question.answered else gaps)[place].append(question.text)
    return [replace(unit, likely=tuple(own), gaps=tuple(open_)) for unit, own, open_ in zip(units, likely, gaps, strict=True)]


def _places(units: Sequence[Unit], at: int) -> Iterator[int]:
    """The places of the units that stand at a character offset, or that what stands there is about."""
    ends = [0, *(unit.end for unit in units)]
    found = next((n for n, unit in enumerate(units) if min(ends[n] or unit.start, unit.start) <= at < unit.end), None)
    if found is None:
        return
    leads = at < units[found].start or units[found].text.endswith(":")
    first = found if at < units[found].start else found + 1
    group = units[first].group if leads and first < len(units) else 0
    if group > 0:
        yield from (n for n, unit in enumerate(units) if unit.group == group)
    else:
        yield found
