"""The lines that tell a route: its steps quoted from their records, what they ask of somebody, who pays, and what is not known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.advice import Line, Part
from assistant.careers.ageing import MAY_HAVE_CHANGED, NOT_CONFIRMED, is_old
from assistant.careers.book import Book, dated
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.routes.graph import Requirement, Route, RouteStep
from assistant.careers.routes.lengths import ordinal, working
from assistant.careers.schemes.eligibility import judged
from assistant.knowledge.schema import Fact, Role, Scheme, Transition
from assistant.types import Standing

_LEADS: dict[Standing, str] = {"met": "Met:", "not_met": "Not met:", "unknown": "Need to know:"}
_ORDER: tuple[Standing, ...] = ("not_met", "unknown", "met")
# What a source says, or does not say, of the life around a step.
_LIFE = {
    "hours": re.compile(r"\bhours?\b|\bpart.time\b|\bfull.time\b", re.IGNORECASE),
    "nights": re.compile(r"\bnights?\b", re.IGNORECASE),
    "caring": re.compile(r"\bcaring\b", re.IGNORECASE),
    "travel": re.compile(r"\btravel\b", re.IGNORECASE),
}
_FEW = 3  # steps of a route of which all that is not known is told
_MOST_PAYS = 3
_MOST_LATER = 3  # requirements of a later step that are told at once


@dataclass(slots=True)
class RouteLines:
    """Lines as they are told for somebody, in reading order; `limits` are hours, nights, caring and travel where they matter."""

    book: Book
    of: Circumstances
    limits: frozenset[str] = frozenset()
    lines: list[Line] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)  # of the steps that are told, by the id of their transition

    def tell(self, route: Route, item: int, *, whole: bool = False) -> None:
        """A route: `whole` with all that it asks and costs, or else its steps and what stands in the way.

        A step that is told already is only pointed at; so is one that takes no time of its own, where the route is not told whole.
        """
        waiting = ""
        for number, step in enumerate(route.steps, start=1):
            if not whole and (pointer := self._pointer(route, number)):
                waiting = f"{waiting} {pointer}".strip()
                self.step(step, item, _numbered(number, step), level=1, drawn=True)
                continue
            lead = "" if len(route.steps) == 1 else _numbered(number, step)
            self.step(step, item, f"{waiting} {lead}".strip(), level=0 if len(route.steps) == 1 else 1)
            waiting = ""
            if whole:
                self._asked_and_paid(route, number, item)
            else:
                self._unmet(step, item)
        if len(route.steps) > 1:
            told = tuple(self._places[each.transition.id] for each in route.steps if each.transition.id in self._places)
            lead = f"{waiting} {working(route)}".strip()
            self.lines.append(Line(lead, rests_on=told, level=1, item=item, part="total", adds_up_to=route.months))
        if whole:
            self._wait(route, item)
            self._destination(route, item)

    def _pointer(self, route: Route, number: int) -> str:
        """Words for a step that need not be told again, or ""."""
        step = route.steps[number - 1]
        if len(route.steps) == 1:
            return ""
        if step.transition.id in self._places:
            return f"The {ordinal(number)} step is as above."
        is_part = not step.counted and step.transition.confidence == "verified" and not _unmet(step)
        return f"The {ordinal(number)} step takes no extra time." if is_part else ""

    def _asked_and_paid(self, route: Route, number: int, item: int) -> None:
        step, level = route.steps[number - 1], 1 if len(route.steps) == 1 else 2
        for each in _asked_now(step) if number == 1 else _asked_later(step, len(route.steps) <= _FEW):
            self._requirement(step.transition, each, item, level)
        self._life(step.transition, item, level)
        if number == 1:
            self._costs(step.transition, item, level)

    def _unmet(self, step: RouteStep, item: int) -> None:
        for each in _unmet(step):
            self._requirement(step.transition, each, item, 2)

    def add(self, part: Part, lead: str, transition: Transition, fact: Fact, item: int, level: int) -> None:
        """A fact of a transition, unless its words have been said."""
        if any(line.quote is not None and line.quote.text == fact.text.text for line in self.lines):
            return
        self.lines.append(
            Line(lead, self.book.said(transition, fact.text), level=level, as_of=dated(transition, fact), item=item, part=part)
        )

    def compare(self, route: Route, item: int, asks: Sequence[Requirement]) -> None:
        """A side of a comparison: its steps, what it alone asks, who pays for its first step, and what is open."""
        self.tell(route, item)
        first = route.steps[0].transition
        for each in asks:
            self._requirement(first, each, item, 1)
        self._money(first, item, 1)
        self._gap(first, item, 1)
        self._destination(route, item)

    def step(self, step: RouteStep, item: int | None, lead: str = "", level: int = 0, *, drawn: bool = False) -> None:
        """A step in one line; it may be only `drawn`."""
        transition = step.transition
        if transition.confidence == "unverified":
            lead = f"{lead} {NOT_CONFIRMED}".strip()
        span = transition.months
        if not drawn:
            self._places.setdefault(transition.id, len(self.lines))
        self.lines.append(
            Line(
                lead,
                self.book.said(transition, transition.text),
                level=level,
                status=step.standing,
                months=(span.least, span.most) if span and step.counted else None,
                as_of=dated(transition),
                item=item,
                part="step",
                drawn=drawn,
            )
        )

    def _costs(self, transition: Transition, item: int, level: int) -> None:
        self._learning(transition, item, level)
        self._money(transition, item, level)
        self._gap(transition, item, level)

    def _requirement(self, transition: Transition, each: Requirement, item: int, level: int) -> None:
        if each.condition.text is not None:
            quote = self.book.said(transition, each.condition.text)
            lead, status, ask = _LEADS[each.standing], each.standing, each.condition.ask or ""
            as_of = dated(transition, each.condition)
            self.lines.append(Line(lead, quote, level=level, status=status, as_of=as_of, item=item, part="requirement", ask=ask))

    def _life(self, transition: Transition, item: int, level: int) -> None:
        """What is said, and what is not, of the hours, nights, caring and travel that matter to the asker."""
        wanted = [_LIFE[limit] for limit in sorted(self.limits) if limit in _LIFE]
        for fact in transition.limits:
            if any(each.search(fact.text.text) for each in wanted):
                self.add("life", "For your week:", transition, fact, item, level)
        for fact in transition.gaps:
            if any(each.search(fact.text.text) for each in wanted):
                quote = self.book.said(transition, fact.text)
                as_of = dated(transition, fact)
                self.lines.append(Line("Not known:", quote, level=level, status="unknown", as_of=as_of, item=item, part="life"))

    def _learning(self, transition: Transition, item: int, level: int) -> None:
        for fact in transition.recognition:
            self.add("recognition", recognised(transition, fact), transition, fact, item, level)

    def _money(self, transition: Transition, item: int, level: int) -> None:
        for fact in transition.pays[:_MOST_PAYS]:
            self.add("money", paid(transition, fact, self.of.today), transition, fact, item, level)
        scheme = next(self._schemes(transition), None) if len(transition.pays) < _MOST_PAYS else None
        if scheme is not None:
            unsure = scheme.confidence == "unverified"
            lead = NOT_CONFIRMED if unsure else MAY_HAVE_CHANGED if is_old(dated(scheme), self.of.today) else ""
            quote = self.book.said(scheme, scheme.text)
            self.lines.append(Line(lead, quote, level=level, as_of=dated(scheme), item=item, part="scheme"))

    def _schemes(self, transition: Transition) -> Iterator[Scheme]:
        """The schemes of a step that have not ended and whose conditions the asker does not fail."""
        for key in transition.schemes:
            scheme = self.book.get(Scheme, key)
            if scheme is not None and judged(scheme, self.of).fit in {"met", "unknown"}:
                yield scheme

    def _gap(self, transition: Transition, item: int, level: int) -> None:
        """The first thing that the sources leave open and that is not told as something of the asker's life."""
        life = [each for limit, each in _LIFE.items() if limit in self.limits]
        for fact in transition.gaps[:1]:
            if not any(each.search(fact.text.text) for each in life):
                self.add("gap", "Not known:", transition, fact, item, level)

    def _wait(self, route: Route, item: int) -> None:
        """That years on a register which a later step asks for are no part of the sum."""
        for step in route.steps[1:]:
            for each in step.requirements:
                if each.condition.about == "years_registered" and each.standing != "met" and each.condition.text is not None:
                    quote = self.book.said(step.transition, each.condition.text)
                    lead, ask = "Not counted in the months:", each.condition.ask or ""
                    as_of = dated(step.transition, each.condition)
                    self.lines.append(
                        Line(lead, quote, level=1, status=each.standing, as_of=as_of, item=item, part="wait", ask=ask)
                    )

    def _destination(self, route: Route, item: int) -> None:
        role = self.book.get(Role, route.roles[-1])
        if role is not None and all(line.quote is None or line.quote.text != role.text.text for line in self.lines):
            lead = NOT_CONFIRMED if role.confidence == "unverified" else "Where it leads:"
            self.lines.append(Line(lead, self.book.said(role, role.text), level=1, as_of=dated(role), item=item, part="leads"))


def _numbered(number: int, step: RouteStep) -> str:
    return f"{ordinal(number).capitalize()} step{'' if step.counted else ' (no extra time)'}."


def _asked_now(step: RouteStep) -> list[Requirement]:
    return sorted(step.requirements, key=lambda each: _ORDER.index(each.standing))


def _unmet(step: RouteStep) -> list[Requirement]:
    return [each for each in step.requirements if each.standing == "not_met"]


def _asked_later(step: RouteStep, few: bool) -> list[Requirement]:
    """Of a later step: what is not met and, of a route of few steps, what is not known.

    What the step itself awards is left out, and so is the wait for years on a register, which has a line of its own.
    """
    unknown = [each for each in step.requirements if each.standing == "unknown" and each.condition.about != "years_registered"]
    told = [each for each in unknown if few or each.condition.about in {"qualification", "hours"}]
    return _unmet(step) + [each for each in told if not set(each.condition.among) & set(step.transition.awards)][:_MOST_LATER]


def recognised(transition: Transition, fact: Fact) -> str:
    """The words before what earlier learning counts for."""
    return f"Earlier learning. {NOT_CONFIRMED}" if _unconfirmed(transition, fact) else "Earlier learning:"


def paid(transition: Transition, fact: Fact, today: date) -> str:
    """The words before who pays."""
    warning = MAY_HAVE_CHANGED if is_old(dated(transition, fact), today) else ""
    return f"Who pays. {NOT_CONFIRMED if _unconfirmed(transition, fact) else warning}".strip()


def _unconfirmed(transition: Transition, fact: Fact) -> bool:
    return transition.confidence == "unverified" and fact.source is None
