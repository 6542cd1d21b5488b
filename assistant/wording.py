"""Statements to the words of an answer: its lines, its numbered citations, and what must be said about their age."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dates import is_past, told_date
from assistant.phrases import Phrases
from assistant.types import Citation, Findings, Match, Sentence, Source, Statement

FOLLOW_UPS = 3
_NEAR = 6  # matches: what ranks lower has little to do with the question
_OLD = 365  # days
_AGES = 3  # notices of age: more say less
_LABEL_WORDS = 14  # a longer heading is a sentence of its own
_TELLING_WORDS = 3
BULLET = "- "


@dataclass(frozen=True, slots=True)
class Worded:
    """The body of an answer in Markdown with its [n] marks, and what stands behind it."""

    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()


def worded(statements: Sequence[Statement], sources: Mapping[str, Source]) -> Worded:
    """Word statements in their order; each sentence, item or row ends with the number of its quote.

    `sources` holds the Source of each statement's document.
    """
    citations = tuple(
        cited(number, statement, sources[statement.passage.document]) for number, statement in enumerate(statements, 1)
    )
    labels = [_shown_label(statement) for statement in statements]
    once = [label if place == 0 or label != labels[place - 1] else "" for place, label in enumerate(labels)]
    blocks = [_block(number, statement, label) for number, (statement, label) in enumerate(zip(statements, once, strict=True), 1)]
    sentences = tuple(
        Sentence(part.removeprefix(BULLET), (number,))
        for number, statement in enumerate(statements, 1)
        for part in _spoken(statement)
    )
    return Worded("\n\n".join(_joined_lists(blocks)), sentences, citations)


def cited(number: int, statement: Statement, source: Source) -> Citation:
    passage = statement.passage
    quote = source.text[statement.start : statement.end]
    section = statement.label or passage.section.rpartition(" > ")[2]
    section = "" if section == passage.title else section
    return Citation(
        number,
        passage.document,
        passage.title or passage.document,
        section,
        quote,
        statement.start,
        statement.end,
        source.provenance_at(statement.start),
        _columns(statement),
    )


def _columns(statement: Statement) -> tuple[str, ...]:
    quoted = (unit for unit in statement.passage.units if statement.start <= unit.start and unit.end <= statement.end)
    return tuple(dict.fromkeys(name for unit in quoted for name in unit.columns))


def _spoken(statement: Statement) -> tuple[str, ...]:
    return statement.parts or (statement.label,)


def _shown_label(statement: Statement) -> str:
    """The heading, after the title of its Source where it does not name the subject alone ("Fees")."""
    title = statement.passage.title
    bare = len(statement.label.split()) < _TELLING_WORDS and not statement.label.startswith(title)
    fitting = title and len(title.split()) <= _LABEL_WORDS and not any(letter.isdigit() for letter in title)
    return f"{title}: {statement.label}" if statement.label and bare and fitting else statement.label


def _block(number: int, statement: Statement, label: str) -> str:
    """One statement: its heading in bold, its sentences on one line, its items and rows each on a line of their own."""
    marked = [f"{part} [{number}]" for part in _spoken(statement)]
    lines: list[str] = []
    for part in marked:
        alone = part.startswith(BULLET) or part[:1].isdigit() or not lines or lines[-1].startswith(BULLET)
        if alone:
            lines.append(part)
        else:
            lines[-1] = f"{lines[-1]} {part}"
    if label and statement.parts:
        lines = _labelled(label, lines)
    return "\n".join(lines)


def _labelled(label: str, lines: list[str]) -> list[str]:
    label = label.rstrip(":")
    if lines[0].startswith(BULLET) or lines[0][:1].isdigit() or len(label.split()) > _LABEL_WORDS:
        return [f"**{label}:**", *lines]
    return [f"**{label}:** {lines[0]}", *lines[1:]]


def _joined_lists(blocks: Iterable[str]) -> list[str]:
    """Items that are quoted one by one still make one list."""
    joined: list[str] = []
    for block in blocks:
        if joined and block.startswith(BULLET) and joined[-1].splitlines()[-1].startswith(BULLET):
            joined[-1] = f"{joined[-1]}\n{block}"
        else:
            joined.append(block)
    return joined


def notices(phrases: Phrases, citations: Sequence[Citation], today: date) -> tuple[str, ...]:
    """What the asker must know about the sources: language, translation, age and standing; each once.

    Where many sources are old, each in another way, one sentence says so of all: each quote shows its own date.
    """
    said = dict.fromkeys(_about_language(phrases, bool(citations)))
    ages = dict.fromkeys(told for citation in citations for told in _about_age(phrases, citation, today))
    said.update(ages if len(ages) <= _AGES else {phrases.dates_vary: None})
    said.update(dict.fromkeys(told for citation in citations for told in _about_standing(phrases, citation)))
    return tuple(said)


def _about_language(phrases: Phrases, quoted: bool) -> Iterable[str]:
    if phrases.language != "en" and quoted:
        yield phrases.content_in_english
    if phrases.not_checked:
        yield phrases.not_checked


def _about_age(phrases: Phrases, citation: Citation, today: date) -> Iterable[str]:
    source = citation.provenance
    if not source.owner:  # a plain document, whose file says nothing of its age and standing
        return
    if source.as_of == "undated":
        yield phrases.undated
    elif (today - _latest(source.as_of)).days > _OLD:
        yield phrases.old.format(as_of=told_date(source.as_of))
    if is_past(source.review_by, today):
        yield phrases.review_passed.format(review_by=told_date(source.review_by))


def _about_standing(phrases: Phrases, citation: Citation) -> Iterable[str]:
    source = citation.provenance
    standing = {"planned": phrases.planned, "ended": phrases.ended, "unknown": phrases.status_unknown}
    if source.owner and source.status in standing:
        yield standing[source.status]


def _latest(as_of: str) -> date:
    """The last day that a year, a month or a day can mean."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", as_of):
        return date.fromisoformat(as_of)
    year, _, month = as_of.partition("-")
    return date(int(year), int(month or 12), 28)


def lead(findings: Findings, phrases: Phrases) -> str:
    """The words before an answer: for a comparison, a list, or anything else."""
    if len(findings.sides) > 1:
        return phrases.lead_comparison
    return phrases.lead_list if findings.asked.wants_list else phrases.lead


def follow_ups(matches: Sequence[Match], citations: Sequence[Citation], phrases: Phrases) -> tuple[str, ...]:
    """Titles of other Sources near this question, which can be asked as they stand; else general suggestions."""
    quoted = {citation.title for citation in citations}
    titles = dict.fromkeys(match.passage.title for match in matches[:_NEAR])
    found = [title for title in titles if title and title not in quoted and len(title.split()) <= _LABEL_WORDS]
    return tuple(found[:FOLLOW_UPS]) or phrases.suggestions[:FOLLOW_UPS]
