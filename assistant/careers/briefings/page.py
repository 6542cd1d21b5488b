"""One page before a career talk, for a coach or as somebody's own development plan, put together from what the other tools say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.advice import Advice, AdviceItem, Line
from assistant.careers.book import Book
from assistant.careers.briefings.parts import (
    Pick,
    guided,
    money,
    programmes,
    questions,
    requirements,
    routes_told,
)
from assistant.careers.briefings.position import Position
from assistant.knowledge.schema import Guidance
from assistant.types import Choice

GUIDANCE = "career-talk"
Voice = Literal["coach", "own"]
Section = Literal["position", "routes", "requirements", "funding", "programmes", "questions", "equity", "promises", "steps"]

TITLES: dict[Voice, str] = {"coach": "Briefing for a career talk", "own": "My development plan"}
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
_MOST_GUIDED = 3
_TO_FILL = ("[what I will do] by [date], with [who helps]",) * 3
_ASK_BACK: dict[Voice, str] = {
    "coach": "Which job does the person do now, and which job or learning is wanted?",
    "own": "Which job do you do now, and which job or learning do you want?",
}
_VERBS = {"work": "works", "have": "has", "want": "wants", "start": "starts"}


@dataclass(frozen=True, slots=True)
class Advised:
    """What the tools said for one position, None where one was not asked; `money` is what may pay for the steps of the best route.

    `assumed` was taken for granted for the page itself, and `note` says what its routes are where they are not what was wanted.
    """

    routes: Advice | None = None
    funding: Advice | None = None
    learning: Advice | None = None
    money: tuple[Line, ...] = ()
    assumed: tuple[str, ...] = ()
    note: str = ""
    on_visa: bool = False
    to_goal: bool = True  # the routes lead to a job that is wanted, and are not next steps or ways in

    def all(self) -> Iterator[Advice]:
        """Those that there are, in reading order."""
        return (each for each in (self.routes, self.funding, self.learning) if each is not None)


def briefing(book: Book, position: Position, advised: Advised, voice: Voice = "coach") -> Advice:
    """The page. Nobody is named, and nobody is asked for what the law protects."""
    is_known = bool(position.role or position.goal)
    picks = _picks(book, position, advised, voice) if is_known else _asked_back(book, voice)
    sections = [section for section in _HEADINGS[voice] if picks.get(section)]
    routes = advised.routes
    return Advice(
        "briefing",
        "clarify" if not is_known else "answered" if _has_steps(advised) else "partial",
        TITLES[voice],
        _numbered([(number, pick) for number, section in enumerate(sections) for pick in picks[section]]),
        "briefing",
        items=tuple(AdviceItem(_HEADINGS[voice][section], section) for section in sections),
        assumed=tuple(dict.fromkeys(_spoken_of(each, voice) for each in _assumed(advised))) if is_known else (),
        choices=_choices(routes, voice) if routes else (),
        notices=routes.notices if routes else (),
    )


def _asked_back(book: Book, voice: Voice) -> dict[Section, list[Pick]]:
    """What to say where no job is known: a question, and what holds for every talk."""
    return {"position": [Pick(Line(_ASK_BACK[voice]))], **_guided(book, voice)}


def _picks(book: Book, position: Position, advised: Advised, voice: Voice) -> dict[Section, list[Pick]]:
    """The lines of each section; no sentence stands on the page twice."""
    seen = set[str]()
    found: dict[Section, list[Pick]] = {"position": [Pick(Line(words)) for words in _stated(position)]}
    found["routes"] = [Pick(Line(advised.note))] if advised.note else []
    found["routes"] += list(routes_told(advised.routes, seen, to_goal=advised.to_goal))
    found["requirements"] = list(requirements(advised.routes, advised.money, seen))
    found["funding"] = list(money(advised.money, advised.funding, seen, has_steps=_has_steps(advised)))
    found["programmes"] = list(programmes(advised.learning, seen))
    found["questions"] = list(questions(position, advised.routes, advised.money, seen))
    if voice == "own":
        found["steps"] = [Pick(Line(blank)) for blank in _TO_FILL]
    return found | _guided(book, voice, advised.on_visa)


def _guided(book: Book, voice: Voice, on_visa: bool = False) -> dict[Section, list[Pick]]:
    guidance = book.get(Guidance, GUIDANCE) if voice == "coach" else None
    if guidance is None:
        return {}
    points = sorted(guidance.points, key=lambda each: not (on_visa and "visa" in each.text.text))
    return {
        "equity": list(guided(book, guidance, guidance.local[:_MOST_GUIDED])),
        "promises": list(guided(book, guidance, points[:_MOST_GUIDED])),
    }


def _stated(position: Position) -> Iterator[str]:
    parts = (("Job now", position.role), ("Band", position.band), ("Goal", position.goal))
    yield from (f"{label}: {value}" for label, value in parts if value)
    yield from position.facts


def _has_steps(advised: Advised) -> bool:
    return advised.routes is not None and any(each.part == "step" for each in advised.routes.lines)


def _choices(routes: Advice, voice: Voice) -> tuple[Choice, ...]:
    """What may be asked next; what the routes offer somebody to say of themselves is no coach's to say."""
    return tuple(
        each for each in routes.choices if voice == "own" or not re.search(r"\b(?:i|my|me)\b", each.value, re.IGNORECASE)
    )


def _assumed(advised: Advised) -> Iterator[str]:
    """What the tools took for granted of somebody; what they took of the question alone says nothing here."""
    for advice in advised.all():
        yield from (each for each in advice.assumed if each.startswith("You work") or advice is advised.routes)
    yield from advised.assumed


def _spoken_of(sentence: str, voice: Voice) -> str:
    """A sentence said to somebody, said of them or by them: "You work in England." is "The person works in England."."""
    found = re.match(r"You (\w+)", sentence)
    if found is None:
        return sentence
    start = f"I {found[1]}" if voice == "own" else f"The person {_VERBS.get(found[1], found[1])}"
    return start + sentence[found.end() :]


def _numbered(picks: list[tuple[int, Pick]]) -> tuple[Line, ...]:
    """The lines, with those that rest on others pointing at where these stand; without those whose ground is not on the page."""
    quoted = {pick.line.quote.text for _, pick in picks if pick.line.quote is not None}
    kept = [(section, pick) for section, pick in picks if quoted.issuperset(pick.grounds)]
    places = {pick.line.quote.text: at for at, (_, pick) in enumerate(kept) if pick.line.quote is not None}
    return tuple(
        replace(pick.line, item=section, level=1, rests_on=tuple(places[ground] for ground in pick.grounds))
        for section, pick in kept
    )
