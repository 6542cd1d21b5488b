"""Which funding fits somebody: each scheme's rule held against what is known, told with its sums, edges and dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.advice import Advice, AdviceItem, Line
from assistant.careers.ageing import MAY_HAVE_CHANGED, NOT_CONFIRMED, is_old
from assistant.careers.book import Book, dated
from assistant.careers.circumstances import Circumstances
from assistant.careers.eligibility import Eligibility, Fit, Judged, judged
from assistant.careers.scheme_subjects import asked_for
from assistant.careers.taps import taps_for
from assistant.knowledge.conditions import Condition
from assistant.knowledge.schema import Amount, Fact, Scheme

_MOST = 5
_MOST_NAMED = 6
_ORDER: tuple[Fit, ...] = ("met", "unknown", "expired", "not_met")
_OF_FEW = {"care_leaver", "ehc_plan", "child_under_15", "child_sen_under_17", "student", "years_registered", "other"}
_LEADS: dict[Fit, str] = {
    "met": "Fits what you told us:",
    "unknown": "May fit:",
    "not_met": "Does not fit:",
    "expired": "Ended, or not confirmed since:",
}
_IF_ENGLAND = {"met": "Fits if you work in England:", "unknown": "May fit, if you work in England:"}


@dataclass(frozen=True, slots=True)
class Depth:
    """How many lines of each sort an entry has; the more entries, the fewer."""

    met: int
    open: int
    amounts: int
    edges: int
    apply: int


_ALONE, _FEW, _SOME, _MANY = Depth(9, 9, 9, 9, 2), Depth(0, 3, 2, 2, 1), Depth(0, 1, 2, 0, 0), Depth(0, 1, 1, 0, 0)


def funding(book: Book, of: Circumstances, question: str = "") -> Advice:
    """What the schemes of the book say for these circumstances: those that the question names, or else those that fit best."""
    schemes = list(book.all(Scheme))
    named = asked_for(question, schemes)
    every = [judged(each, of) for each in schemes]
    about = sorted((each for each in every if each.scheme.id in named), key=lambda each: named.index(each.scheme.id))
    told = _of_subject(about) if about else _likely(every)
    rest = [each for each in about or every if each not in told]
    lines = [line for number, each in enumerate(told) for line in _entry(book, each, number, of, _depth(len(told)))]
    return Advice(
        tool="funding",
        outcome="answered" if told else "no_evidence",
        title="Funding",
        lines=(*lines, *_rest(rest)),
        type="schemes",
        items=tuple(AdviceItem(each.scheme.title.text, each.scheme.id, each.fit) for each in told),
        choices=taps_for(_deciding(told if about else _likely(every, most=len(every)))),
    )


def _depth(entries: int) -> Depth:
    return _ALONE if entries == 1 else _FEW if entries == 2 else _SOME if entries <= 4 else _MANY


def _deciding(told: Iterable[Eligibility]) -> list[Condition]:
    return [condition for each in told if each.fit == "unknown" for one in each.conditions for condition in one.deciding]


def _of_subject(about: list[Eligibility]) -> list[Eligibility]:
    """What is asked for by name, in its order: one or two whatever they say, of more those that fit, may fit or have ended."""
    if len(about) <= 2:
        return about
    ranked = sorted(about, key=lambda each: (_ORDER.index(each.fit), each.scheme.confidence == "unverified"))
    return [each for each in ranked if each.fit != "not_met"][:_MOST] or about[:2]


def _likely(every: Iterable[Eligibility], most: int = _MOST) -> list[Eligibility]:
    return sorted((each for each in every if each.fit in {"met", "unknown"}), key=_rank)[:most]


def _rank(each: Eligibility) -> tuple[int, bool, bool, bool, int]:
    """Fitting before not, confirmed before not, what is for few after the rest, then by how little is open and how much is met."""
    closed = len([one for one in each.standing_as("met") if one.condition.about != "nation"])
    opened = each.standing_as("unknown")
    return (
        _ORDER.index(each.fit),
        each.scheme.confidence == "unverified",
        any(_is_for_few(one.condition) for one in opened),
        each.scheme.to == "employer",
        len(opened) - closed,
    )


def _is_for_few(condition: Condition) -> bool:
    """Whether it fails for most people, so that it is not told to somebody who has said nothing of the kind."""
    lapsed = bool(condition.among) and all(each.startswith("lapsed") for each in condition.among)
    one_course = condition.about == "course" and len(condition.among) == 1
    return condition.about in _OF_FEW or lapsed or one_course


def _entry(book: Book, each: Eligibility, item: int, of: Circumstances, depth: Depth) -> Iterator[Line]:
    scheme, as_of = each.scheme, dated(each.scheme)
    status = None if each.fit == "expired" else each.fit
    yield Line(_lead(each), book.said(scheme, scheme.text), status=status, as_of=as_of, item=item, part="scheme")
    for one in each.standing_as("not_met"):
        yield _condition(book, scheme, one, "Not met:", item)
    if each.fit in {"met", "unknown"}:
        for one in each.standing_as("unknown")[: depth.open]:
            yield _condition(book, scheme, one, _question(one), item)
        for one in each.standing_as("met")[: depth.met]:
            yield _condition(book, scheme, one, "Met:", item)
    for sum_ in scheme.amounts[: depth.amounts if each.fit != "not_met" or depth is _ALONE else 0]:
        yield Line(
            _amount_lead(scheme, sum_, of), book.said(scheme, sum_.text), level=1, as_of=sum_.as_of, item=item, part="amount"
        )
    for fact in scheme.edges[: max(depth.edges, each.fit == "expired")]:
        yield replace(_fact(book, scheme, fact, item, is_old(dated(scheme, fact), of.today)), part="threshold")
    for fact in scheme.apply[: depth.apply]:
        yield replace(_fact(book, scheme, fact, item, changed=False), part="apply")


def _lead(each: Eligibility) -> str:
    if each.scheme.confidence == "unverified":
        return NOT_CONFIRMED
    if each.fit == "unknown" and each.nation_is_open:
        return _IF_ENGLAND["unknown" if each.standing_as("unknown") else "met"]
    return _LEADS[each.fit]


def _question(one: Judged) -> str:
    """What has to be known, as a question; a condition of several parts is decided by the first that is open."""
    ask = one.condition.ask or next((each.ask for each in one.deciding if each.ask), None)
    return f"Need to know: {ask}" if ask else "Need to know:"


def _condition(book: Book, scheme: Scheme, one: Judged, lead: str, item: int) -> Line:
    quote = one.condition.text or next((each.text for each in _parts(one.condition) if each.text), scheme.text)
    return Line(lead, book.said(scheme, quote), level=1, status=one.standing, as_of=dated(scheme), item=item, part="condition")


def _parts(condition: Condition) -> Iterator[Condition]:
    for each in (*condition.any, *condition.all):
        yield each
        yield from _parts(each)


def _amount_lead(scheme: Scheme, amount: Amount, of: Circumstances) -> str:
    if scheme.confidence == "unverified":
        return NOT_CONFIRMED
    return MAY_HAVE_CHANGED if is_old(amount.as_of, of.today) else ""


def _fact(book: Book, scheme: Scheme, fact: Fact, item: int, changed: bool) -> Line:
    """Thresholds and deadlines grow old as sums do; whom to ask does not."""
    lead = NOT_CONFIRMED if scheme.confidence == "unverified" else MAY_HAVE_CHANGED if changed else ""
    return Line(lead, book.said(scheme, fact.text), level=1, as_of=dated(scheme, fact), item=item)


def _rest(rest: Iterable[Eligibility]) -> Iterator[Line]:
    """The names of what is not told, those that may fit apart from those that do not and those that have ended."""
    rest = sorted(rest, key=_rank)
    for lead, fits in (
        ("Others that may fit", {"met", "unknown"}),
        ("Others that do not fit", {"not_met"}),
        ("Others that have ended or are not confirmed any more", {"expired"}),
    ):
        names = [each.scheme.title.text for each in rest if each.fit in fits]
        if names:
            more = f"; and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            yield Line(f"{lead}: {'; '.join(names[:_MOST_NAMED])}{more}.", part="rest")
