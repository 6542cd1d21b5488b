"""Which lines of the tools a briefing holds, section by section, as many as one page has room for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.advice import Advice, Line, Part
from assistant.careers.book import Book, dated
from assistant.careers.briefings.position import Position
from assistant.knowledge.schema import Fact, Guidance
from assistant.types import Standing

_NEXT_STEPS = 5
_OPEN, _MET, _RECOGNITION = 4, 2, 1
_OF_SCHEMES, _OF_PAYERS, _OF_PERSON = 5, 2, 2
_PROGRAMMES = 3
_QUESTIONS, _OF_ROUTE, _OF_MONEY = 5, 3, 2
_LEADS: dict[Standing, str] = {"met": "Met", "not_met": "Not met", "unknown": "Need to know"}
_NUMBER = re.compile(r"^\w+ step[^.]*\.\s*")
_MISSING = {
    "the job now": "Which job is it now?",
    "the band": "Which band is it now?",
    "the goal": "Which job or learning is wanted?",
}
NO_MONEY = "No money for these steps is on record."


@dataclass(frozen=True, slots=True)
class Pick:
    """A line for the page; `grounds` are the sentences that it rests on where it quotes none itself."""

    line: Line
    grounds: tuple[str, ...] = ()


def routes_told(routes: Advice | None, seen: set[str], *, to_goal: bool) -> Iterator[Pick]:
    """The way to a goal whole, with its sum, and a step of another way; or, where no goal is known, the next steps."""
    lines = routes.lines if routes else ()
    yield from (Pick(each) for each in lines if each.part == "note")
    items = list(dict.fromkeys(each.item for each in lines if each.part == "step"))
    if not to_goal:
        found = [_of_item(lines, item, "step") for item in items]
        steps = [step for each in found for step in each if len(each) == 1 and step.status != "not_met"]
        yield from _shown(_new(steps or found[0] if found else [], seen)[:_NEXT_STEPS], seen)
        return
    for item in items[:1]:
        yield from _shown(_new(_of_item(lines, item, "step"), seen), seen)
        yield from _total(lines, item)
    for item in items[1:2]:
        yield from _another_way(lines, item, seen)


def _another_way(lines: Sequence[Line], item: int | None, seen: set[str]) -> Iterator[Pick]:
    """The first step that is new, and the sum where it is the only new one."""
    new = _new(_of_item(lines, item, "step"), seen)
    for each in new[:1]:
        numbered = _NUMBER.match(each.lead)
        lead = _joined("Another way, by this step:" if numbered else "Another way:", _NUMBER.sub("", each.lead))
        yield from _shown([replace(each, lead=lead)], seen)
    if len(new) == 1:
        yield from (replace(pick, line=replace(pick.line, lead=f"This way: {pick.line.lead}")) for pick in _total(lines, item))


def _of_item(lines: Iterable[Line], item: int | None, part: Part) -> list[Line]:
    return [each for each in lines if each.part == part and each.item == item]


def _total(lines: Sequence[Line], item: int | None) -> Iterator[Pick]:
    for total in _of_item(lines, item, "total"):
        yield Pick(total, tuple(quote.text for at in total.rests_on if (quote := lines[at].quote) is not None))


def requirements(routes: Advice | None, money_: Iterable[Line], seen: set[str]) -> Iterator[Pick]:
    """What is met, what is not, what has to be known, and what earlier learning counts for; not met before not known."""
    found = _new(_asked(routes), seen)
    open_ = sorted((each for each in found if each.status != "met"), key=lambda each: each.status == "unknown")
    kept = [*[each for each in found if each.status == "met"][:_MET], *open_[:_OPEN]]
    for each in kept:
        wait = " (not counted in the months):" if each.part == "wait" else ":"
        yield Pick(replace(each, lead=_LEADS[each.status] + wait if each.status else each.lead))
    seen.update(each.quote.text for each in kept if each.quote is not None)
    yield from _shown(_new((each for each in money_ if each.part == "recognition"), seen)[:_RECOGNITION], seen)


def _asked(routes: Advice | None) -> list[Line]:
    """What the steps of the first route ask for; years on a register come first, for they decide when somebody can go on."""
    found = [each for each in (routes.lines if routes else ()) if each.part in {"requirement", "wait"} and not each.item]
    return sorted((each for each in found if each.status), key=lambda each: each.part != "wait")


def money(money_: Iterable[Line], funding: Advice | None, seen: set[str], *, has_steps: bool) -> Iterator[Pick]:
    """What may pay for the steps of the route, then what fits the person whatever the step."""
    of_route = _new((each for each in money_ if each.part in {"scheme", "threshold"}), seen)[:_OF_SCHEMES]
    of_route += _new((each for each in money_ if each.part == "money"), seen)[:_OF_PAYERS]
    yield from _shown(of_route, seen)
    lines = funding.lines if funding else ()
    fitting = _new((each for each in lines if each.part == "scheme" and each.status == "met"), seen)[:_OF_PERSON]
    yield from _shown(fitting, seen)
    if not (of_route or fitting) and has_steps:
        yield Pick(Line(NO_MONEY))


def programmes(learning: Advice | None, seen: set[str]) -> Iterator[Pick]:
    """What can be learnt and used now, and whom to ask."""
    lines = learning.lines if learning else ()
    fitting = [each for each in lines if each.part == "programme" and each.status == "met"]
    contact = [each for each in lines if each.part == "contact"]
    room = _PROGRAMMES - len(contact[:1])
    yield from _shown([*_new(fitting, seen)[:room], *_new(contact, seen)[:1]], seen)


def questions(position: Position, routes: Advice | None, money_: Iterable[Line], seen: set[str]) -> Iterator[Pick]:
    """What would decide: what was not said, what the steps ask for, what the money hangs on; then what no source says."""
    lines = routes.lines if routes else ()
    asked = set[str]()
    open_ = [each for each in _asked(routes) if each.status == "unknown"]
    conditions = [each for each in money_ if each.part == "condition"]
    found = [Pick(Line(_MISSING[part])) for part in position.missing()]
    found += list(_asks(open_, seen, asked))[:_OF_ROUTE]
    found += list(_asks(conditions, seen, asked))[:_OF_MONEY]
    gaps = _new((each for each in lines if each.part in {"gap", "life"}), seen)
    gaps = sorted(gaps, key=lambda each: each.part != "life")[:1]
    yield from found[: _QUESTIONS - len(gaps)]
    yield from _shown((replace(each, lead="Not known:") for each in gaps), seen)


def _asks(lines: Iterable[Line], seen: set[str], asked: set[str]) -> Iterator[Pick]:
    """A question for each line; it rests on the sentence where that stands on the page, and brings it along where it does not."""
    for each in lines:
        if each.quote is None or (each.ask or each.quote.text) in asked:
            continue
        asked.add(each.ask or each.quote.text)
        if each.quote.text not in seen:
            yield Pick(replace(each, lead=each.ask or each.lead))
        elif each.ask:
            yield Pick(Line(each.ask), (each.quote.text,))


def guided(book: Book, record: Guidance, facts: Iterable[Fact]) -> Iterator[Pick]:
    """What the guidance for a talk says."""
    for fact in facts:
        yield Pick(Line(quote=book.said(record, fact.text), as_of=dated(record, fact)))


def _new(lines: Iterable[Line], seen: set[str]) -> list[Line]:
    """Each line whose sentence is not told yet, once."""
    found = {each.quote.text: each for each in reversed(list(lines)) if each.quote is not None and _is_new(each, seen)}
    return list(found.values())[::-1]


def _is_new(line: Line, seen: set[str]) -> bool:
    return line.quote is not None and line.quote.text not in seen


def _shown(lines: Iterable[Line], seen: set[str]) -> Iterator[Pick]:
    for each in lines:
        if each.quote is not None:
            seen.add(each.quote.text)
            yield Pick(replace(each, rests_on=()))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
