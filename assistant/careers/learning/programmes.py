"""What somebody can learn: the programmes that fit what they want, the time they have and the place they work, with reasons.

What is planned or has ended is never told as something to use, and what nobody has confirmed is told as a thing to ask about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.advice import Advice, AdviceItem, Line
from assistant.careers.ageing import NOT_CONFIRMED
from assistant.careers.book import Book, dated
from assistant.careers.learning.askers import Asker
from assistant.careers.learning.matching import length
from assistant.careers.learning.naming import named
from assistant.careers.learning.picking import Pick, Shelf, picks_of, shelf_of
from assistant.careers.learning.wishes import DAY_HOURS, Wish
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.schema import Contact, Event, Programme
from assistant.types import Choice, Outcome

_CRISIS = "crisis"  # a helpline is nobody to ask about a course
_MOST_CHOICES = 4
SUBJECTS = {
    "advanced-practice": "advanced practice",
    "care-certificate": "Care Certificate",
    "careers-advice": "careers",
    "english-maths": "English and maths",
    "esol": "English",
    "learning-disability": "learning disability and autism",
    "mandatory": "mandatory training",
    "return": "coming back to practice",
}


def learning_advice(book: Book, circumstances: Circumstances, wish: Wish) -> Advice:
    """What to learn, for somebody of these circumstances who wishes this."""
    wish = _with_subject_of_named(book, wish)
    asker = Asker.of(book, circumstances)
    shelf = shelf_of(book, wish, asker)
    picks = tuple(picks_of(shelf, circumstances.today))
    lines = [line for item, pick in enumerate(picks) for line in _lines(book, pick, item)]
    lines += _coming(book, wish, circumstances.today)
    lines += _contact(book, wish, asker)
    return Advice(
        tool="learning",
        outcome=_outcome(picks),
        title=_title(wish),
        lines=tuple(lines),
        type="programmes",
        items=tuple(AdviceItem(pick.fit.programme.title.text, pick.fit.programme.id, pick.status) for pick in picks),
        assumed=tuple(_assumed(wish, circumstances)),
        choices=tuple(_choices(wish, circumstances))[:_MOST_CHOICES],
        notices=tuple(_notices(wish, shelf, picks)),
    )


def _with_subject_of_named(book: Book, wish: Wish) -> Wish:
    """Who asks for a programme by name wants its subject, if they name no other."""
    if wish.goals:
        return wish
    goals = (programme.goals[0] for programme in named(book.all(Programme), wish))
    return replace(wish, goals=tuple(dict.fromkeys(goals)))


def _lines(book: Book, pick: Pick, item: int) -> Iterator[Line]:
    programme = pick.fit.programme
    quote = book.said(programme, programme.text)
    yield Line(pick.lead, quote, status=pick.status, as_of=dated(programme), item=item, part="programme")
    for fact in programme.start[:1] if pick.status == "met" else ():
        quote = book.said(programme, fact.text)
        yield Line("To start:", quote, level=1, as_of=dated(programme, fact), item=item, part="start")


def _coming(book: Book, wish: Wish, today: date) -> Iterator[Line]:
    """The next event that can still be gone to; past ones, and those whose deadline is over, are not told."""
    open_ones = [
        each for each in book.all(Event) if each.status == "offered" and today <= min(each.ends, each.deadline or each.ends)
    ]
    fitting = [each for each in open_ones if not wish.goals or set(wish.goals) & set(each.goals)]
    for event in sorted(fitting, key=lambda each: each.starts)[:1]:
        lead = "Coming up:" if event.confidence == "verified" else f"Coming up. {NOT_CONFIRMED}"
        yield Line(lead, book.said(event, event.text), as_of=dated(event), part="event")


def _contact(book: Book, wish: Wish, asker: Asker) -> Iterator[Line]:
    """Whom to ask: who knows the subject best, else who knows about learning where somebody works."""
    contacts = [each for each in book.all(Contact) if each.status == "offered" and each.confidence == "verified"]
    contacts = [each for each in contacts if _CRISIS not in each.about]
    where = (setting.replace("_", "-") for setting in asker.settings if len(asker.settings) == 1)
    for subject in (*wish.goals, *where, "learning"):
        if found := next((each for each in contacts if subject in each.about), None):
            yield Line("Ask:", book.said(found, found.text), as_of=dated(found), part="contact")
            return


def _outcome(picks: Sequence[Pick]) -> Outcome:
    if not picks:
        return "no_evidence"
    return "answered" if any(pick.status == "met" for pick in picks) else "partial"


def _title(wish: Wish) -> str:
    subjects = ", ".join(SUBJECTS.get(goal, goal.replace("-", " ")) for goal in wish.goals[:2])
    return f"What you could learn: {subjects}" if subjects else "What you could learn"


def _assumed(wish: Wish, circumstances: Circumstances) -> Iterator[str]:
    if wish.minutes is not None:
        yield f"You have {length(wish.minutes)} at a time."
    if wish.monthly is not None:
        yield f"You have {length(wish.monthly * 60)} a month."
    if re.search(r"\bdays?\b", wish.text.lower()) and (wish.minutes or wish.monthly):
        yield f"A day is {DAY_HOURS} hours."
    if wish.at_once and not wish.delivery:
        yield "You want to start now, online."
    if not wish.goals:
        yield "Any subject will do."
    if circumstances.get("sector") is None:
        yield "You work in the NHS or in social care."


def _choices(wish: Wish, circumstances: Circumstances) -> Iterator[Choice]:
    """Ways to ask again with another assumption."""
    if wish.at_once or wish.minutes is not None or wish.monthly is not None:
        yield Choice("I have more time", "What can I learn with one day a month?")
    if circumstances.get("sector") is None:
        yield Choice("I work in social care", f"{wish.text.rstrip(' ?.')}? I work in social care.")
        yield Choice("I work in the NHS", f"{wish.text.rstrip(' ?.')}? I work in the NHS.")
    if not wish.goals:
        yield Choice("Leadership", f"{wish.text.rstrip(' ?.')}? I want leadership.")
        yield Choice("Digital skills", f"{wish.text.rstrip(' ?.')}? I want digital skills.")
    if not wish.free:
        yield Choice("Only free ones", f"{wish.text.rstrip(' ?.')}? Only free ones.")


def _notices(wish: Wish, shelf: Shelf, picks: Sequence[Pick]) -> Iterator[str]:
    timed = wish.minutes is not None or wish.monthly is not None
    if timed and not any(pick.fit.is_timed for pick in picks if pick.status == "met"):
        yield "Our sources do not say how long these take."
    hidden = len(shelf.ready) - sum(pick.fit in shelf.ready for pick in picks)
    if hidden and wish.goals:
        yield f"{hidden} more could fit."
