"""One page before a career talk, for a coach or as somebody's own development plan, put together from what the other tools say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.careers.advice import Advice, AdviceItem, Line
from assistant.careers.book import Book, dated
from assistant.careers.position import Position
from assistant.knowledge.schema import Fact, Guidance
from assistant.types import Choice

GUIDANCE = "career-talk"
Voice = Literal["coach", "own"]
Section = Literal["position", "routes", "requirements", "funding", "programmes", "questions", "equity", "promises", "steps"]

_TITLES: dict[Voice, str] = {"coach": "Briefing for a career talk", "own": "My development plan"}
_HEADINGS: dict[Voice, dict[Section, str]] = {
    "coach": {
        "position": "Position as given",
        "routes": "Routes",
        "requirements": "Requirements",
        "funding": "Funding",
        "programmes": "Programmes",
        "questions": "Questions to ask",
        "equity": "Ask, do not assume",
        "promises": "Do not promise",
    },
    "own": {
        "position": "Where I am and where I want to go",
        "routes": "Ways I could get there",
        "requirements": "What I have and what I still need",
        "funding": "Money I can ask about",
        "programmes": "Learning I could do",
        "questions": "What I need to find out",
        "steps": "What I will do next",
    },
}
_MOST: dict[Section, int] = {
    "routes": 6,
    "requirements": 5,
    "funding": 5,
    "programmes": 3,
    "questions": 5,
    "equity": 4,
    "promises": 4,
}
_MOST_OF_AN_ITEM: dict[Section, int] = {"funding": 2, "programmes": 1}
_MOST_CHOICES = 4
_TO_FILL = ("[what I will do] by [date], with [who helps]",) * 3
_STANDING = {"met": "Met:", "not_met": "Not met:"}


@dataclass(frozen=True, slots=True)
class Advised:
    """What the tools said for one position; None where a tool was not asked."""

    routes: Advice | None = None
    funding: Advice | None = None
    learning: Advice | None = None

    def all(self) -> Iterator[Advice]:
        """Those that there are, in reading order."""
        return (each for each in (self.routes, self.funding, self.learning) if each is not None)


@dataclass(frozen=True, slots=True)
class _Pick:
    """A line for a section, and which line of which Advice it was, so that sums can still point at it."""

    section: Section
    line: Line
    origin: tuple[int, int] | None = None


def briefing(book: Book, position: Position, advised: Advised, voice: Voice = "coach") -> Advice:
    """The page. Nobody is named, and nobody is asked for what the law protects."""
    if not (position.role or position.goal) and not any(each.lines for each in advised.all()):
        return Advice("briefing", "clarify", _TITLES[voice], (Line("Which job now, and which job next?"),), "briefing")
    picks = [each for each in _picks(book, position, advised) if each.section in _HEADINGS[voice]]
    if voice == "own":
        picks += [_Pick("steps", Line(blank, level=1)) for blank in _TO_FILL]
    sections = [section for section in _HEADINGS[voice] if any(pick.section == section for pick in picks)]
    return Advice(
        "briefing",
        "answered" if advised.routes and advised.routes.lines else "partial",
        _TITLES[voice],
        _numbered(picks, sections),
        "briefing",
        items=tuple(AdviceItem(_HEADINGS[voice][section], section) for section in sections),
        assumed=tuple(dict.fromkeys(each for advice in advised.all() for each in advice.assumed)),
        choices=_choices(advised),
        notices=tuple(dict.fromkeys(each for advice in advised.all() for each in advice.notices)),
    )


def _picks(book: Book, position: Position, advised: Advised) -> Iterator[_Pick]:
    yield from (_Pick("position", Line(words, level=1)) for words in _stated(position))
    seen = set[tuple[str, int, int]]()
    picked = [each for each in _candidates(advised) if _is_new(each.line, seen)]
    for section in _MOST:
        yield from _fewest(section, [each for each in picked if each.section == section])
    yield from (_Pick("questions", Line(f"Not said: {part}.", level=1)) for part in position.missing())
    guidance = book.get(Guidance, GUIDANCE)
    if guidance is not None:
        yield from _guided(book, guidance, "equity", guidance.local)
        yield from _guided(book, guidance, "promises", guidance.points)
    yield from _sums(advised)


def _stated(position: Position) -> Iterator[str]:
    parts = (("Job now", position.role), ("Band", position.band), ("Goal", position.goal))
    yield from (f"{label}: {value}" for label, value in parts if value)
    yield from position.facts


def _candidates(advised: Advised) -> Iterator[_Pick]:
    """Every quoted line of the tools with the section that it belongs in."""
    homes: tuple[tuple[Section, Advice | None], ...] = (
        ("routes", advised.routes),
        ("funding", advised.funding),
        ("programmes", advised.learning),
    )
    for number, (home, advice) in enumerate(homes):
        for index, line in enumerate(advice.lines if advice else ()):
            if advice is not None and line.quote is not None:
                yield _Pick(_section(home, line), _worded(home, advice, index), (number, index))


def _section(home: Section, line: Line) -> Section:
    if line.status == "unknown":
        return "questions"
    return "requirements" if home == "routes" and line.status else home


def _worded(home: Section, advice: Advice, index: int) -> Line:
    """The line with words before it that say what it is of: the first line of an item names the item."""
    line = advice.lines[index]
    is_first = line.item is not None and all(each.item != line.item for each in advice.lines[:index])
    title = f"{advice.items[line.item].title}:" if is_first and line.item is not None and not line.status else ""
    told = line.lead or (_STANDING.get(line.status or "", "") if home == "routes" else "")
    return replace(line, lead=" ".join(part for part in (title, told) if part), level=1, rests_on=())


def _is_new(line: Line, seen: set[tuple[str, int, int]]) -> bool:
    assert line.quote is not None
    place = (line.quote.passage.document, line.quote.start, line.quote.end)
    is_new = place not in seen
    seen.add(place)
    return is_new


def _fewest(section: Section, picks: list[_Pick]) -> Iterator[_Pick]:
    """As many as one page holds, and how many more there are."""
    of_item: dict[int | None, int] = {}
    shown: list[_Pick] = []
    for pick in picks:
        of_item[pick.line.item] = of_item.get(pick.line.item, 0) + 1
        if len(shown) < _MOST[section] and of_item[pick.line.item] <= _MOST_OF_AN_ITEM.get(section, _MOST[section]):
            shown.append(pick)
    yield from shown
    if len(picks) > len(shown):
        yield _Pick(section, Line(f"{len(picks) - len(shown)} more in the full answer.", level=1))


def _guided(book: Book, record: Guidance, section: Section, facts: Iterable[Fact]) -> Iterator[_Pick]:
    for fact in list(facts)[: _MOST[section]]:
        yield _Pick(section, Line(quote=book.said(record, fact.text), level=1, as_of=dated(record, fact)))


def _sums(advised: Advised) -> Iterator[_Pick]:
    """Lines of the routes that add up what others say; `_numbered` drops those whose ground is not on the page."""
    for index, line in enumerate(advised.routes.lines if advised.routes else ()):
        if line.quote is None and line.rests_on:
            yield _Pick("routes", replace(line, level=1), (0, index))


def _numbered(picks: list[_Pick], sections: list[Section]) -> tuple[Line, ...]:
    """The lines section by section, with sums pointing at the lines where they stand now."""
    ordered = [pick for section in sections for pick in picks if pick.section == section]
    told = {pick.origin for pick in ordered if pick.line.quote is not None}
    kept = [pick for pick in ordered if all((0, each) in told for each in pick.line.rests_on)]
    places = {pick.origin: place for place, pick in enumerate(kept) if pick.origin is not None}
    return tuple(
        replace(pick.line, item=sections.index(pick.section), rests_on=tuple(places[0, each] for each in pick.line.rests_on))
        for pick in kept
    )


def _choices(advised: Advised) -> tuple[Choice, ...]:
    """What may be answered next: the answers that the tools still wait for."""
    return tuple(dict.fromkeys(choice for advice in advised.all() for choice in advice.choices))[:_MOST_CHOICES]
