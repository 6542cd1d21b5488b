"""Nothing unsupported is released: every sentence is held against its quotes before anyone sees it, whoever wrote it."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from assistant.types import Citation, Source, Statement
from assistant.wording import BULLET, Worded, worded


class Verdict(Protocol):
    """Whether a sentence is supported, and how well, 0 to 1."""

    @property
    def supported(self) -> bool: ...

    @property
    def score(self) -> float: ...


Check = Callable[[str, Sequence[str]], Verdict]


def released(statements: Sequence[Statement], sources: Mapping[str, Source], check: Check) -> Worded:
    """Word the statements, less each part that its quotes do not carry; a Statement with no part left is left out.

    `sources` holds the Source of each statement's document.
    """
    return _released(statements, sources, cache(check))


def _released(statements: Sequence[Statement], sources: Mapping[str, Source], check: Callable[..., Verdict]) -> Worded:
    body = worded(statements, sources)
    quotes = {citation.number: carrying(citation) for citation in body.citations}
    verdicts = [check(said.text, tuple(text for number in said.citations for text in quotes[number])) for said in body.sentences]
    if all(verdict.supported for verdict in verdicts):
        told = [replace(said, support=round(v.score, 3)) for said, v in zip(body.sentences, verdicts, strict=True)]
        return replace(body, sentences=tuple(told))
    unsupported = {(said.text, said.citations) for said, v in zip(body.sentences, verdicts, strict=True) if not v.supported}
    return _released(list(_without(statements, unsupported)), sources, check)


def _without(statements: Sequence[Statement], unsupported: Container[tuple[str, tuple[int, ...]]]) -> Iterator[Statement]:
    for number, statement in enumerate(statements, 1):
        parts = tuple(part for part in statement.parts if (part.removeprefix(BULLET), (number,)) not in unsupported)
        if parts or (not statement.parts and (statement.label, (number,)) not in unsupported):
            yield replace(statement, parts=parts)


def carrying(citation: Citation) -> list[str]:
    """What a citation says: the headings and column names that it stands under, and below them its quote."""
    return [citation.title, citation.section, "; ".join(citation.columns), citation.quote]
