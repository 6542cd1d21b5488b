"""Which funding fits somebody: each scheme's rule held against what is known, told with its sums, edges and dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.advice import Advice, AdviceItem, Line, Part
from assistant.careers.ageing import MAY_HAVE_CHANGED, NOT_CONFIRMED, is_old
from assistant.careers.book import Book, dated
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.schemes.choice import MOST, instead, likely, of_subject, unfit
from assistant.careers.schemes.eligibility import Eligibility, Judged, judged, parts
from assistant.careers.schemes.subjects import asked_for, subject_in
from assistant.careers.schemes.taps import taps_for
from assistant.careers.schemes.verdicts import question, rests_on_others, verdict, why_not
from assistant.knowledge.conditions import About, Condition
from assistant.knowledge.schema import Amount, Fact, Scheme
from assistant.types import Standing

_MOST_NAMED = 5
_CHOSEN: frozenset[About] = frozenset({"apprenticeship_level", "course", "start_date"})


@dataclass(frozen=True, slots=True)
class Depth:
    """How many lines of each sort an entry has; the more entries, the fewer."""

    met: int
    open: int
    amounts: int
    edges: int
    apply: int


_ALONE, _FEW, _SOME, _MANY = Depth(3, 4, 3, 4, 1), Depth(0, 2, 2, 2, 1), Depth(0, 1, 2, 0, 0), Depth(0, 1, 1, 0, 0)
_UNFIT = Depth(0, 0, 2, 1, 1)


def funding(book: Book, of: Circumstances, asked: str = "") -> Advice:
    """What the schemes of the book say for these circumstances: those that the question names, or else those that fit best."""
    schemes = list(book.all(Scheme))
    named = asked_for(asked, schemes)
    every = [judged(each, of) for each in schemes]
    about = sorted((each for each in every if each.scheme.id in named), key=lambda each: named.index(each.scheme.id))
    fitting = likely(every, of)
    told = of_subject(about) if about else fitting[:MOST]
    lines = [line for number, each in enumerate(told) for line in _entry(book, each, number, of, _depth(each, len(told)))]
    lines += _rest(about, told) if about else _general_rest(every, fitting)
    if about and not any(each.fit in {"met", "unknown"} for each in told):
        lines += _instead(book, [each for each in instead(every, of) if each not in told])
    return Advice(
        tool="funding",
        outcome="answered" if told else "no_evidence",
        title=_title(told, asked) if about else "Funding that may fit you",
        lines=tuple(lines),
        type="schemes",
        items=tuple(AdviceItem(each.scheme.title.text, each.scheme.id, each.fit) for each in told),
        choices=taps_for(_deciding(told if about else fitting)),
    )


def _title(told: Sequence[Eligibility], asked: str) -> str:
    subject = told[0].scheme.title.text if len(told) == 1 else subject_in(asked)
    return f"Funding: {subject}" if subject else "Funding"


def _depth(each: Eligibility, entries: int) -> Depth:
    if each.standing_as("not_met"):
        return _UNFIT
    return _ALONE if entries == 1 else _FEW if entries == 2 else _SOME if entries <= 4 else _MANY


def _deciding(told: Iterable[Eligibility]) -> list[Condition]:
    return [condition for each in told if each.fit == "unknown" for one in each.conditions for condition in one.deciding]


def _entry(book: Book, each: Eligibility, item: int, of: Circumstances, depth: Depth) -> Iterator[Line]:
    """The verdict with what decides it, what is still to be known, the sums beside their edges, and whom to ask."""
    scheme = each.scheme
    yield from _opening(book, each, item, of)
    if each.fit in {"met", "unknown"}:
        for one in _open(each)[: depth.open]:
            yield _condition(book, scheme, one, question(one), item)
        for one in each.standing_as("met")[: depth.met]:
            yield _condition(book, scheme, one, "Met:", item)
    figures: tuple[Amount | Fact, ...] = (*scheme.amounts[: depth.amounts], *_edges(scheme, of, depth.edges))
    for figure in figures:
        yield _figure(book, scheme, figure, item, of.today)
    for fact in scheme.apply[: max(depth.apply, item == 0 and each.fit == "expired")]:
        yield Line("Next step:", book.said(scheme, fact.text), level=1, as_of=dated(scheme, fact), item=item, part="apply")


def _opening(book: Book, each: Eligibility, item: int, of: Circumstances) -> Iterator[Line]:
    """The verdict; where a condition decides it, that comes before what the scheme is."""
    scheme, as_of = each.scheme, dated(each.scheme)
    failed = each.standing_as("not_met")
    deciding = failed or (each.conditions if each.fit == "unknown" and rests_on_others(each) else ())
    text = Line(verdict(each, of), book.said(scheme, scheme.text), status=_status(each), as_of=as_of, item=item, part="scheme")
    if not deciding:
        yield text
        return
    yield _condition(book, scheme, deciding[0], verdict(each, of), item, level=0)
    for one in failed[1:2]:
        yield _condition(book, scheme, one, "Also not met:", item)
    yield Line("", book.said(scheme, scheme.text), level=1, as_of=as_of, item=item, part="scheme")


def _open(each: Eligibility) -> list[Judged]:
    """What is still to be known, what somebody is before what they are free to choose."""
    found = () if rests_on_others(each) else each.standing_as("unknown")
    return sorted(found, key=lambda one: one.condition.about in _CHOSEN)


def _status(each: Eligibility) -> Standing | None:
    return None if each.fit == "expired" else each.fit


def _edges(scheme: Scheme, of: Circumstances, most: int) -> tuple[Fact, ...]:
    """The edges that are told, and always the one that names the age of the asker or the next."""
    age = of.get("age")
    near = f"(?:{age:.0f}|{age + 1:.0f})" if isinstance(age, int | float) else "$."
    closest = [each for each in scheme.edges if re.search(rf"\b(?:[Aa]t|aged?|under) {near}\b", each.text.text)]
    ordered = sorted(scheme.edges, key=lambda each: each not in closest)
    return tuple(ordered[: max(most, min(1, len(closest)))])


def _condition(book: Book, scheme: Scheme, one: Judged, lead: str, item: int, level: int = 1) -> Line:
    told = next((each for each in parts(one.condition) if each.text), None)
    quote = book.said(scheme, told.text if told is not None and told.text is not None else scheme.text)
    return Line(lead, quote, level=level, status=one.standing, as_of=dated(scheme, told), item=item, part="condition")


def _figure(book: Book, scheme: Scheme, said: Amount | Fact, item: int, today: date) -> Line:
    """A sum, a threshold or a deadline, which grow old; whom to ask does not."""
    as_of = dated(scheme, said)
    part: Part = "amount" if isinstance(said, Amount) else "threshold"
    lead = NOT_CONFIRMED if scheme.confidence == "unverified" else MAY_HAVE_CHANGED if is_old(as_of, today) else ""
    return Line(lead, book.said(scheme, said.text), level=1, as_of=as_of, item=item, part=part)


def _rest(about: Sequence[Eligibility], told: Sequence[Eligibility]) -> Iterator[Line]:
    """The names of what belongs to the subject and is not told."""
    rest = [each for each in about if each not in told]
    may = [each.scheme.title.text for each in rest if each.fit in {"met", "unknown"}]
    if may:
        yield Line(f"Others that may fit: {_listed(may)}.", part="rest")
    yield from _unfit_named([each for each in rest if each.fit in {"not_met", "expired"}])


def _general_rest(every: Sequence[Eligibility], fitting: Sequence[Eligibility]) -> Iterator[Line]:
    yield from _unfit_named(unfit(every))
    more = [each for each in fitting[MOST:] if each.scheme.to != "employer" and each.scheme.confidence == "verified"]
    if more:
        yield Line(f"{len(more)} more may fit: tell us more about you, or ask for one by name.", part="rest")


def _unfit_named(rest: Sequence[Eligibility]) -> Iterator[Line]:
    if rest:
        yield Line(
            f"Others that do not fit: {_listed([f'{each.scheme.title.text} ({why_not(each)})' for each in rest])}.", part="rest"
        )


def _listed(names: Sequence[str]) -> str:
    more = f"; and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{'; '.join(names[:_MOST_NAMED])}{more}"


def _instead(book: Book, others: Iterable[Eligibility]) -> Iterator[Line]:
    """What to ask about: of a scheme that has ended, whether there is another round."""
    for each in others:
        scheme, fact = each.scheme, next(iter(each.scheme.apply), None) if each.fit == "expired" else None
        quote = book.said(scheme, fact.text if fact is not None else scheme.text)
        yield Line("What you can ask about instead:", quote, level=1, as_of=dated(scheme, fact), part="rest")
