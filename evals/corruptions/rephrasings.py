"""Light paraphrases by code: what a statement says, said another way, and nothing that it does not say."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evals.corruptions.pages import Statement, sentences
from evals.corruptions.values import WORDS

NUMBER_WORDS = {word: number for number, word in enumerate(WORDS[1:], 2)}
CONTINUES = re.compile(r"(?:It|Its|They|Their|That|This|These|Those|There|So|But|And|One|Both|The (?:same|usual|last|first))\b")

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_OPENINGS = frozenset("About At Up Usually In It Its They Their That This These Those One People The Your".split())
_SHORTEST = 5  # words
_CLAUSE = re.compile(
    r"(?<!\d)(?:, (?:and|but) (?=(?:it|they|you|your|the|we|so|people|some|most|all|a|an|no|our|income)\b(?! and\b))"
    r"|, so (?!that)|, because |; |, which |, although )"
)
_ASIDE = re.compile(r" \((?:source|no date|about|[^()]*\b\d{4}(?:/\d\d)?)[^()]*\)(?=[.,;]|$)")
_LEAD_DATE = re.compile(rf"((?:As of|In|Since|From) (?:\d{{1,2}} )?(?:{_MONTH} |late |summer )?\d{{4}}(?:/\d\d)?),? (?=[\w£])")
_COUNTED = re.compile(r"\b(" + "|".join(NUMBER_WORDS) + r")(?= (?:to |working )?\w+s\b)")
_YOU = re.compile(r"You (?=(?:can|need|must|do not|cannot|should|may)\b)")
_AGREES = re.compile(r"\b(?:are|have|were|you are|yourself|you get|I|we)\b")
_THIRD = {"your": "their", "you": "they", "yours": "theirs"}
_SIZED = re.compile(r"(?:(?:About|At least|Usually|Up to|Around|Over|More than) )?[£\d]")

_LABELLED = frozenset(
    "Point|Thing|Fee|Payment|CBT fee|Part|Step|Apprenticeship|Programme|Profession|Route|Course|Area".split("|")
)
_SIZES = frozenset(
    "Level|Length|Usual length|Sum|Top limit of public money|Core standard|Gold standard|Time|Year of plan".split("|")
)
_NO_NOUN = re.compile(r"(?:With|How|Is|Where|What|Who|After|Not|Level \d)\b")
_PLURAL = re.compile(r"(?:Hours|First checks)\b")
_PAY = {"Band", "Lowest", "Highest", "Example of a job"}
_SAYS_LITTLE = re.compile(r"(?:At a glance|.* at a glance|Scores|The \w+|Fees|What .*|)")


@dataclass(frozen=True, slots=True)
class Rephrasing:
    """A statement said another way; `way` names how."""

    way: str
    text: str


def rephrasings(statement: Statement, following: Statement | None = None) -> list[Rephrasing]:
    """Every way to say a statement that keeps it true; `following` is the sentence after it in the same paragraph."""
    if statement.form == "row":
        return [Rephrasing("row", text) for text in dict.fromkeys(_of_row(statement))]
    if statement.text.endswith(("?", ":")) or not statement.text.endswith("."):
        return []
    first = sentences(statement.text)[0]
    said: list[Rephrasing] = [Rephrasing("shortened", first)] if first != statement.text else []
    said += [Rephrasing(way, text) for way, rephrase in _WAYS.items() for text in [rephrase(statement.text)] if text]
    if following is not None and (text := _joined(statement.text, following.text)):
        said.append(Rephrasing("joined", text))
    return [each for each in said if each.text != statement.text]


def uncapitalised(text: str) -> str:
    """Text as it goes on inside a sentence: names and short forms keep their capital."""
    first, *others = text.split() or [""]
    named = any(word[:1].isupper() and word[1:2].islower() for word in others)
    letters = first.replace("-", "").rstrip(",")
    if not letters[1:].isalpha() or not letters[1:].islower() or (named and first not in _OPENINGS) or first in _MONTHS:
        return text
    return text[0].lower() + text[1:]


# ---------------------------------------------------------------- sentences


def _shortened(text: str) -> str:
    if re.match(r"(?:If|When|Where|While|For|To)\b", text) or len(sentences(text)) > 1:
        return ""
    clause = _CLAUSE.split(text)[0]
    return f"{clause.rstrip('.,')}." if len(clause.split()) >= _SHORTEST and clause != text else ""


def _without_aside(text: str) -> str:
    return _ASIDE.sub("", text) if len(_ASIDE.sub("", text).split()) >= _SHORTEST else ""


def _date_last(text: str) -> str:
    lead = _LEAD_DATE.match(text)
    if lead is None or len(sentences(text)) > 1 or _CLAUSE.search(text) or ":" in text:
        return ""
    rest = text[lead.end() :].rstrip(".")
    if not rest[0].isalpha() or re.search(r"\b(?:and|who|which|that|after) |\d{4}", rest):
        return ""
    return f"{rest[0].upper()}{rest[1:]}, {lead[1][0].lower()}{lead[1][1:]}."


def _numerals(text: str) -> str:
    if re.search(r"\b(?:or|to|and) (?:" + "|".join(NUMBER_WORDS) + r")\b", text):
        return ""
    return _COUNTED.sub(lambda found: str(NUMBER_WORDS[found[1]]), text)


def _third_person(text: str) -> str:
    if not _YOU.match(text) or _AGREES.search(text):
        return ""
    said = _YOU.sub("Staff ", text, count=1)
    return re.sub(r"\b(?:your|yours|you)\b", lambda found: _THIRD[found[0]], said)


_WAYS: dict[str, Callable[[str], str]] = {
    "shortened": _shortened,
    "without its aside": _without_aside,
    "date last": _date_last,
    "numerals": _numerals,
    "third person": _third_person,
}


def _joined(text: str, following: str) -> str:
    whole = text.endswith(".") and following.endswith(".") and not following.startswith(("Ask", "Look", "Check", "Give"))
    if not whole or len(text.split()) + len(following.split()) > 34 or not CONTINUES.match(following):
        return ""
    return f"{text[:-1]}, and {uncapitalised(following)}"


# ---------------------------------------------------------------- rows


def _of_row(row: Statement) -> Iterator[str]:
    subject, label, column = row.cells[0], row.columns[0], row.columns[1]
    if set(row.columns) >= _PAY:
        yield from _of_pay(dict(zip(row.columns, row.cells, strict=True)))
    elif column == "Detail" and _SIZED.match(row.cells[1]) and not _NO_NOUN.match(subject):
        topic = row.section.title if _SAYS_LITTLE.fullmatch(row.section.heading) else row.section.heading
        yield f"{topic}: the {uncapitalised(subject)} {_is(subject)} {uncapitalised(row.cells[1])}."
    elif label in _LABELLED:
        yield from _of_subject(subject, row.columns[1:], row.cells[1:])
    yield from _without_date(row)


def _is(label: str) -> str:
    return "are" if _PLURAL.match(label) else "is"


def _of_pay(named: dict[str, str]) -> Iterator[str]:
    band = named["Band"]
    yield f"In band {band} the lowest pay is {named['Lowest']}."
    yield f"The highest pay in band {band} is {named['Highest']}."
    yield f"Pay in band {band} runs from {named['Lowest']} to {named['Highest']}."
    example = named["Example of a job"].split(", ")[0]
    yield f"{example} is an example of a job in band {band}."


def _of_subject(subject: str, columns: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    for column, cell in zip(columns, cells, strict=True):
        if column == "How long":
            yield f"{subject}: this takes {uncapitalised(cell)}."
        elif column in _SIZES and _SIZED.match(cell):
            yield f"{subject}: the {uncapitalised(column)} is {uncapitalised(cell)}."
        elif column == "For whom" and cell != "Not stated":
            yield f"{subject}: this is for {uncapitalised(cell)}."
        elif column == "Before":
            yield f"{subject}: {uncapitalised(cell)} before August 2026."


def _without_date(row: Statement) -> Iterator[str]:
    """The row without the column that says how old its source is."""
    kept = [(column, cell) for column, cell in zip(row.columns, row.cells, strict=True) if not column.startswith("Date")]
    if 1 < len(kept) < len(row.cells):
        yield "; ".join(f"{column}: {cell}" for column, cell in kept)
