"""True pairs: a sentence that is true, and the quotes that carry it, with or without others around them."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from evals.answers import SaidCitation
from evals.corruptions.pages import Section, Statement
from evals.corruptions.rephrasings import CONTINUES, rephrasings
from evals.metrics.citations import evidence_text

Context = Literal["alone", "passage", "passages"]
Manner = Literal["verbatim", "row", "rephrased"]


@dataclass(frozen=True, slots=True)
class TruePair:
    """A true sentence with its quotes.

    `way` is how it is said: word for word (the form of its statement) or rephrased. In the context "alone" the quote is the
    statement itself, in "passage" all of its section (of a row, its table), and in "passages" another section of its page
    stands beside that. `said` holds what the quotes say besides, statement by statement. `after` is the statement after it,
    where the sentence says both.
    """

    sentence: str
    quotes: tuple[str, ...]
    way: str
    context: Context
    statement: Statement
    said: tuple[str, ...] = ()
    after: Statement | None = None

    @property
    def told(self) -> tuple[Statement, ...]:
        """The statements that the sentence says."""
        return (self.statement, self.after) if self.after else (self.statement,)

    @property
    def manner(self) -> Manner:
        """How near it is to the page: word for word, a row as its pairs, or rephrased."""
        return "row" if self.way == "row" else "verbatim" if self.way in {"sentence", "item"} else "rephrased"

    @property
    def definite(self) -> bool:
        """Whether the sentence says by itself what it speaks of, so that a change in it makes it false."""
        whole = self.sentence.endswith(".") or self.statement.form == "row"
        return whole and (self.way == "joined" or not CONTINUES.match(self.sentence)) and not self.sentence.startswith("Whether")


def true_pairs(statements: Sequence[Statement]) -> list[TruePair]:
    """Each statement as it stands and in its rephrasings, in each context that adds something."""
    pages: dict[str, dict[Section, list[Statement]]] = {}
    for statement in statements:
        pages.setdefault(statement.section.document, {}).setdefault(statement.section, []).append(statement)
    following = {one: other for one, other in pairwise(statements) if one.block == other.block and one.section == other.section}
    found: dict[tuple[str, tuple[str, ...]], TruePair] = {}
    for statement in statements:
        sections = pages[statement.section.document]
        after = following.get(statement) if statement.form == "sentence" else None
        for way, sentence in _ways(statement, after):
            for pair in _contexts(way, sentence, statement, after if way == "joined" else None, sections):
                found.setdefault((pair.sentence, pair.quotes), pair)
    return list(found.values())


def _ways(statement: Statement, after: Statement | None) -> Iterator[tuple[str, str]]:
    yield statement.form, statement.text
    for each in rephrasings(statement, after):
        yield f"rephrased {each.way}" if each.way == "row" else each.way, each.text


def _contexts(
    way: str, sentence: str, statement: Statement, after: Statement | None, sections: dict[Section, list[Statement]]
) -> Iterator[TruePair]:
    section = statement.section
    own = f"{statement.quote} {after.quote}" if after else statement.quote.strip("| ")
    beside_it = [each for each in sections[section] if statement.form != "row" or each.block == statement.block]
    around = [each for each in beside_it if each not in {statement, after}]
    yield TruePair(sentence, (evidence(section, own, statement.columns),), way, "alone", statement, after=after)
    if not around:
        return
    quote = "\n".join(each.quote for each in beside_it) if statement.form == "row" else section.passage
    passage = evidence(section, quote.strip("| "), statement.columns or section.columns)
    yield TruePair(sentence, (passage,), way, "passage", statement, tuple(each.text for each in around), after)
    others = [each for each in sections if each != section]
    if others:
        other = min(others, key=lambda each: zlib.crc32(f"{sentence} {each.heading}".encode()))
        beside = evidence(other, other.passage, other.columns)
        said = tuple(each.text for each in (*around, *sections[other]))
        yield TruePair(sentence, (beside, passage), way, "passages", statement, said, after)


def evidence(section: Section, quote: str, columns: Sequence[str] = ()) -> str:
    """A quote as a checker is given it for an answer: under its title, its section and, for rows, the names of the columns."""
    return evidence_text(
        SaidCitation(number=1, title=section.title, section=section.heading, quote=quote, columns=tuple(columns))
    )
