"""Checklists for people who arrive, come back, leave school or start: which one, which stage, and what comes next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.advice import Advice, AdviceItem, Line
from assistant.careers.ageing import caution
from assistant.careers.book import Book, dated
from assistant.careers.journeys.cues import Who, done, stages_named, whose
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.conditions import About
from assistant.knowledge.schema import Journey, JourneyStep, Stage
from assistant.types import Choice

_OPENINGS: dict[Who, str] = {
    "international": "I trained abroad",
    "returner": "I am coming back to work",
    "school_leaver": "I am leaving school",
    "new_starter": "I started a job",
}
_TOLD: tuple[About, ...] = ("role", "sector", "employer_type", "staff_group", "registration")
_SHORT = {each.lower(): each for each in "CBT OSCE NMC HCPC GMC PLAB UKVI NI GP BRP PIN SIFE AHP CPD".split()}
_MOST_TO_TICK = 4
_YOUNG = 18


@dataclass(frozen=True, slots=True)
class _Place:
    """A stage of a journey, with what is ticked."""

    journey: Journey
    stage: int
    ticked: frozenset[str]
    taken_for_granted: bool = False


def journey(book: Book, of: Circumstances, asked: str, earlier: Sequence[str] = (), kept: frozenset[str] = frozenset()) -> Advice:
    """The checklist that the words ask for; `earlier` are what the person wrote before, oldest first, `kept` the steps they ticked."""
    texts = (asked, *reversed(earlier))
    journeys = tuple(book.all(Journey))
    found = _chosen(journeys, texts, of)
    if len(found) == 1:
        return _checklist(book, of, _place(found[0], texts, of, kept))
    return _question(found or journeys)


def slug(title: str) -> str:
    """A title as an id: small letters and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def _chosen(journeys: tuple[Journey, ...], texts: Sequence[str], of: Circumstances) -> tuple[Journey, ...]:
    """One journey where the words decide, else those that they leave open."""
    facts = " ".join(str(value) for about in _TOLD if (value := of.get(about)) is not None)
    kinds = _kinds((*texts, facts.replace("-", " ")), of)
    left: tuple[Journey, ...] = ()
    for who in kinds:
        named = _named([each for each in journeys if each.who == who], (*texts, facts))
        if len(named) == 1 and not {"international", "returner"} <= set(kinds):
            return named
        left = (*left, *named)
    return left or _by_steps(journeys, texts) or _named(journeys, (*texts, facts))


def _kinds(texts: Sequence[str], of: Circumstances) -> tuple[Who, ...]:
    said = next((kinds for text in texts if (kinds := whose(text))), ())
    if said:
        return said
    age = of.get("age")
    if of.get("years_away") is not None:
        return ("returner",)
    return ("school_leaver",) if isinstance(age, int | float) and age <= _YOUNG else ()


def _named(journeys: Sequence[Journey], texts: Sequence[str]) -> tuple[Journey, ...]:
    """Those of the newest text that names one, by the longest name; all where none is named."""
    for text in texts:
        lengths = [max((len(name) for name in (*each.names, *each.roles) if _says(text, name)), default=0) for each in journeys]
        if any(lengths):
            return tuple(each for each, length in zip(journeys, lengths, strict=True) if length == max(lengths))
    return tuple(journeys)


def _says(text: str, name: str) -> bool:
    return _called(name).search(text) is not None


@cache
def _called(name: str) -> re.Pattern[str]:
    pattern = re.escape(name).replace("\\ ", "[ _-]")  # facts are slugs: social_care
    return re.compile(rf"(?<![\w-]){pattern}s?(?![\w-])", re.IGNORECASE)


def _by_steps(journeys: tuple[Journey, ...], texts: Sequence[str]) -> tuple[Journey, ...]:
    ticked = done(texts)
    return tuple(each for each in journeys if ticked & {step.id for stage in each.stages for step in stage.steps})


def _place(chosen: Journey, texts: Sequence[str], of: Circumstances, kept: frozenset[str]) -> _Place:
    """The stage that the newest words point to: its title, a tick in it, or a cue; else the first that is not done."""
    ticked = done(texts) | kept
    slugs = [slug(stage.title.text) for stage in chosen.stages]
    for text in texts:
        titled = [index for index, name in enumerate(slugs) if _says(text, name.replace("-", " "))]
        if titled:
            return _Place(chosen, titled[-1], ticked)
        after = _after(chosen, done([text]), ticked)
        if after is not None:
            return _Place(chosen, after, ticked)
        cues = stages_named(text, of.today)
        cued = next((0 if each == "first" else slugs.index(each) for each in cues if each in {"first", *slugs}), None)
        if cued is not None:
            return _Place(chosen, cued, ticked)
    left = next((index for index, stage in enumerate(chosen.stages) if not _is_done(stage, ticked)), 0)
    return _Place(chosen, left, ticked, taken_for_granted=left == 0)


def _after(chosen: Journey, new: frozenset[str], ticked: frozenset[str]) -> int | None:
    """The stage of the newest ticks, or the one after it where nothing of it is left to do."""
    stages = [index for index, stage in enumerate(chosen.stages) if new & {step.id for step in stage.steps}]
    if not stages:
        return None
    complete = _is_done(chosen.stages[stages[-1]], ticked)
    return min(stages[-1] + complete, len(chosen.stages) - 1)


def _is_done(stage: Stage, ticked: frozenset[str]) -> bool:
    return all(step.id in ticked for step in stage.steps)


def _checklist(book: Book, of: Circumstances, at: _Place) -> Advice:
    stages = at.journey.stages
    stage = stages[at.stage]
    steps = sorted(stage.steps, key=lambda step: step.id in at.ticked)  # what is left comes first, in its order
    intro = () if at.ticked else (Line(quote=book.said(at.journey, at.journey.text), as_of=dated(at.journey)),)
    lines = tuple(_line(book, of, at, step, is_next=step is steps[0]) for step in steps)
    others = [each.title.text for each in stages if each is not stage]
    rest = (Line(f"Other stages: {'; '.join(others)}."),) if others else ()
    gaps = tuple(Line("Not known:", book.said(at.journey, each.text), as_of=dated(at.journey, each)) for each in at.journey.notes)
    return Advice(
        "journey",
        "answered",
        f"{at.journey.title.text}: {stage.title.text}",
        (*intro, *lines, *rest, *gaps),
        "journey",
        items=tuple(_item(each, at.ticked) for each in stages),
        assumed=("You are at the first stage.",) if at.taken_for_granted else (),
        choices=(*_ticks(steps, at.ticked), *_other_stages(at)),
        id=at.journey.id,
    )


def _line(book: Book, of: Circumstances, at: _Place, step: JourneyStep, *, is_next: bool) -> Line:
    is_done = step.id in at.ticked
    as_of = dated(at.journey, step)
    place = "Done." if is_done else "Next." if is_next else ""
    warning = caution(step.text.text, as_of, step.confidence, of.today)
    return Line(
        " ".join(part for part in (place, f"{step.owner[:1].upper()}{step.owner[1:]}:", warning) if part),
        book.said(at.journey, step.text),
        level=1,
        status="met" if is_done else None,
        months=(step.months.least, step.months.most) if step.months else None,
        as_of=as_of,
        item=at.stage,
        part="step",
        id=step.id,
    )


def _item(stage: Stage, ticked: frozenset[str]) -> AdviceItem:
    return AdviceItem(stage.title.text, slug(stage.title.text), "met" if _is_done(stage, ticked) else None)


def _ticks(steps: Sequence[JourneyStep], ticked: frozenset[str]) -> tuple[Choice, ...]:
    left = [step for step in steps if step.id not in ticked]
    return tuple(Choice(f"Done: {_short(step.id)}", f"done: {step.id}") for step in left[:_MOST_TO_TICK])


def _short(step: str) -> str:
    words = [_SHORT.get(word, word) for word in step.split("-")]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def _other_stages(at: _Place) -> tuple[Choice, ...]:
    opening = _asking(at.journey)
    titles = [stage.title.text for index, stage in enumerate(at.journey.stages) if index != at.stage]
    return tuple(Choice(title, f"{opening}: {title}") for title in titles)


def _asking(one: Journey) -> str:
    """Words that lead to the journey again when they are sent."""
    return f"{_OPENINGS[one.who]} ({one.names[0]})"


def _question(journeys: Sequence[Journey]) -> Advice:
    if not journeys:
        return Advice("journey", "no_evidence", "No checklist", (), "journey")
    choices = tuple(Choice(each.title.text, _asking(each)) for each in journeys)
    return Advice("journey", "clarify", "Which checklist?", (Line("Which of these are you?"),), "journey", choices=choices)
