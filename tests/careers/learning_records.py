"""A small book of things to learn for tests, and what is told of it on a day that does not move."""

from datetime import date
from textwrap import dedent

from assistant.advice import Advice
from assistant.careers.book import Book
from assistant.careers.learning.programmes import learning_advice
from assistant.careers.learning.wishes import wish_of
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.conditions import About
from assistant.knowledge.records import read_records

TODAY = date(2026, 11, 26)
DEFAULTS = """
    defaults:
      review_by: 2027-11-26
      owner: Education team (owner to be named)
      status: offered
      confidence: verified
      source: {title: A page, url: "https://example.org/page", as_of: 2026-09}
    records:
"""


def book(programmes: str, contacts: str = "", events: str = "") -> Book:
    kinds = {"programmes": programmes, "contacts": contacts, "events": events}
    texts = {kind: dedent(f"    kind: {kind}{DEFAULTS}") + dedent(text) for kind, text in kinds.items() if text}
    return Book.of(read_records(f"records/{kind}.yaml", text) for kind, text in texts.items())


def programme(key: str, **changed: str) -> str:
    keys = {
        "title": f"The {key} course",
        "theme": key,
        "cost": "unknown",
        "goals": "[leadership]",
        "text": f"The {key} course teaches.",
    } | changed
    return "\n".join([f"- id: {key}", *(f"  {name}: {value}" for name, value in keys.items())]) + "\n"


def asked(known: Book, words: str, **profile: str) -> Advice:
    facts: dict[About, str] = {name: value for name, value in profile.items()}  # type: ignore[misc]
    return learning_advice(known, Circumstances(TODAY, facts), wish_of(words))


def told(advice: Advice) -> list[str]:
    return [item.id for item in advice.items]


def usable(advice: Advice) -> list[str]:
    return [item.id for item in advice.items if item.status == "met"]


def lead(advice: Advice, key: str) -> str:
    return next(line.lead for line in advice.lines if line.item == told(advice).index(key))
