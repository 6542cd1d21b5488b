"""What may pay for the steps of a route, and what earlier learning counts for there: quoted from the steps and from their schemes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.advice import Line
from assistant.careers.ageing import MAY_HAVE_CHANGED, NOT_CONFIRMED, caution, is_old
from assistant.careers.book import Book, dated
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.routes.lines import paid, recognised
from assistant.careers.schemes.eligibility import ORDER, Eligibility, judged
from assistant.careers.schemes.verdicts import LEADS
from assistant.knowledge.conditions import About, Condition
from assistant.knowledge.schema import Scheme, Transition

_LEADS = {**LEADS, "met": "Fits:"}
_THRESHOLDS = (2, 1)  # that are told of the first scheme, and of the others
_ALIKE = 0.7  # of the words of two sentences are the same where they say the same of two steps
_OF_AGE = 16
_OF_STEP: set[About] = {"apprenticeship_level", "course", "nation"}  # what the step itself says, and what is taken for granted
_IN_BRACKETS = re.compile(r"\([^)]*\)")


def route_money(book: Book, of: Circumstances, steps: Sequence[Transition]) -> tuple[Line, ...]:
    """The lines in reading order: what earlier learning counts for, the schemes of the steps, and what else is said of who pays."""
    schemes = _schemes(book, of, steps)
    told = " ".join(each.scheme.text.text for each in schemes)
    return (
        *_recognition(book, steps),
        *(line for number, each in enumerate(schemes) for line in _scheme(book, of, each, _THRESHOLDS[min(number, 1)])),
        *_deciding(book, schemes),
        *_unlike(line for step in steps for line in _pays(book, of, step, told)),
    )


def _schemes(book: Book, of: Circumstances, steps: Sequence[Transition]) -> list[Eligibility]:
    """Each scheme of the steps once: first what fits or may fit, then what has ended, then what does not fit."""
    keys = dict.fromkeys(key for step in steps for key in step.schemes)
    found = [judged(scheme, of) for key in keys if (scheme := book.get(Scheme, key)) is not None]
    return sorted(found, key=lambda each: ORDER.index(each.fit))


def _scheme(book: Book, of: Circumstances, each: Eligibility, thresholds: int) -> Iterator[Line]:
    scheme, as_of = each.scheme, dated(each.scheme)
    lead = NOT_CONFIRMED if scheme.confidence == "unverified" else _LEADS[each.fit]
    if lead != NOT_CONFIRMED and each.fit in {"met", "unknown"} and is_old(as_of, of.today):
        lead = f"{lead.rstrip(':')}. {MAY_HAVE_CHANGED}"
    yield Line(lead, book.said(scheme, scheme.text), as_of=as_of, part="scheme")
    for fact in scheme.edges[:thresholds] if each.fit in {"met", "unknown"} else ():
        warning = caution(fact.text.text, dated(scheme, fact), scheme.confidence, of.today)
        yield Line(warning, book.said(scheme, fact.text), as_of=dated(scheme, fact), part="threshold")


def _deciding(book: Book, schemes: Sequence[Eligibility]) -> Iterator[Line]:
    """The conditions whose answers decide whether a scheme that may fit does; one answer may decide several schemes."""
    asked = set(_OF_STEP)
    for each in schemes:
        for one in each.standing_as("unknown") if each.fit == "unknown" else ():
            condition = next((part for part in one.deciding if part.about not in asked and not _holds_at_work(part)), None)
            told = one.condition if one.condition.text else condition
            if (
                condition is not None
                and told is not None
                and told.text is not None
                and (ask := one.condition.ask or condition.ask)
            ):
                asked |= {condition.about} - {"other"}
                quote, as_of = book.said(each.scheme, told.text), dated(each.scheme, told)
                yield Line("Need to know:", quote, status="unknown", as_of=as_of, part="condition", ask=ask)


def _holds_at_work(condition: Condition) -> bool:
    """Whether it only asks to be old enough to work."""
    return condition.about == "age" and condition.at_most is None and (condition.at_least or 0) <= _OF_AGE


def _recognition(book: Book, steps: Sequence[Transition]) -> Iterator[Line]:
    for step in steps:
        for fact in step.recognition:
            yield Line(recognised(step, fact), book.said(step, fact.text), as_of=dated(step, fact), part="recognition")


def _pays(book: Book, of: Circumstances, step: Transition, told: str) -> Iterator[Line]:
    """Who pays for a step, unless its figures are all in what the schemes have told."""
    for fact in step.pays:
        figures = set(re.findall(r"\d+", _IN_BRACKETS.sub("", fact.text.text)))
        if not figures or not figures <= set(re.findall(r"\d+", told)):
            yield Line(paid(step, fact, of.today), book.said(step, fact.text), as_of=dated(step, fact), part="money")


def _unlike(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that say nearly the same as one before."""
    kept: list[tuple[set[str], Line]] = []
    for line in lines:
        words = set(line.quote.text.lower().split()) if line.quote else set[str]()
        if all(len(words & said) < _ALIKE * len(words | said) for said, _ in kept):
            kept.append((words, line))
    return [line for _, line in kept]
