from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from assistant import advising
from assistant.advice import Advice, AdviceItem, Line
from assistant.careers.book import Book, dated
from assistant.careers.briefing import Advised, Voice, briefing
from assistant.careers.circumstances import Circumstances
from assistant.careers.position import Position, position
from assistant.exporting.handout import Briefing, handout
from assistant.knowledge.records import read_records
from assistant.knowledge.schema import Role
from assistant.phrases import Phrases
from assistant.retrieval.record_files import record_source
from assistant.types import Answer, Choice, Standing, Tool

TODAY = date(2026, 11, 26)
NOBODY = Circumstances(TODAY)
GUIDANCE = Path(__file__).parents[2] / "corpus" / "records" / "coach_guidance.yaml"
ROLES = """
kind: roles
defaults:
  review_by: 2027-11-26
  owner: Education team (owner to be named)
  status: offered
  confidence: verified
  family: any
  settings: [nhs]
  registration: none
  staff_group: any
records:
- id: physio
  title: Physiotherapist
  names: [physio, physiotherapist, pt]
  source: {title: About physios, url: "https://example.org/physio", as_of: "2025"}
  text: Physiotherapists often start at band 5.
  notes:
  - Routes take a master's degree.
  - Routes take three years.
  - You must be registered.
  - You must have two years at band 6.
  - You must have your manager's yes.
  - text: The levy paid for this in 2024.
    source: {title: About the levy, url: "https://example.org/levy", as_of: undated}
  - A course in leadership takes two hours.
- id: acp
  title: Advanced practitioner
  names: [acp, advanced clinical practitioner, advanced practice]
  source: {title: About ACPs, as_of: "2026-07-01", url: "https://example.org/acp"}
  text: Advanced practitioners work at band 7 or 8a.
- id: porter
  title: Porter
  names: [porter, hospital porter, theatre porter]
  source: {title: About porters, as_of: "2026-07", url: "https://example.org/porter"}
  text: Porters move people and things.
"""
TEXTS = {"roles.yaml": ROLES, GUIDANCE.name: GUIDANCE.read_text("utf-8")}
BOOK = Book.of([read_records(name, text) for name, text in TEXTS.items()])
SOURCES = {name: record_source(name, text) for name, text in TEXTS.items()}
PHYSIO = next(role for role in BOOK.all(Role) if role.id == "physio")
MASTERS, YEARS, REGISTERED, BAND_6, AGREED, LEVY, COURSE = range(7)
POSITION = Position("Physiotherapist", "5", "Advanced practitioner")


def line(note: int, status: Standing | None = None, item: int | None = 0, lead: str = "") -> Line:
    fact = PHYSIO.notes[note]
    return Line(lead, BOOK.said(PHYSIO, fact.text), status=status, item=item, as_of=dated(PHYSIO, fact))


def advice(tool: Tool, *lines: Line, choices: tuple[Choice, ...] = ()) -> Advice:
    items = (AdviceItem("The master's route"), AdviceItem("Another way"))
    return Advice(tool, "answered", "Title", lines, "routes", items, assumed=("You work in England.",), choices=choices)


ROUTES = advice(
    "pathway",
    line(MASTERS),
    line(YEARS),
    Line("In all: 36 months.", rests_on=(0, 1)),
    line(REGISTERED, "met"),
    line(BAND_6, "not_met"),
    line(AGREED, "unknown"),
    choices=(Choice("Yes, my manager agrees", "my manager agrees"),),
)
FUNDING = advice("funding", line(LEVY, lead="May have changed, check:"))
LEARNING = advice("learning", line(COURSE))
ALL = Advised(ROUTES, FUNDING, LEARNING)


def page(voice: Voice = "coach", advised: Advised = ALL) -> Briefing:
    told = advising.advised(briefing(BOOK, POSITION, advised, voice), SOURCES, yes, Phrases.load("en"))
    return handout(
        Answer("", "en", "answered", "briefing", told.text, told.sentences, told.citations, details=told.details), TODAY
    )


@dataclass(frozen=True)
class Yes:
    supported: bool = True
    score: float = 1.0


def yes(sentence: str, quotes: Sequence[str]) -> Yes:  # noqa: ARG001
    return Yes()


def texts(of: Briefing, heading: str) -> list[str]:
    return [each.text for section in of.sections if section.heading == heading for each in section.lines]


@pytest.mark.parametrize(
    "words",
    [
        "brief me: band 5 physio who wants to be an ACP",
        "brief: Priya, b5 physio, wants ACP",
        "brief me on Rose Porter, band 5 physio, wants to become an advanced clinical practitioner",
        "brief about Mr Porter band 5 physio -> acp",
        "briefing for priya sharma b5 physio, goal advanced practice",
    ],
)
def test_a_position_is_read_without_the_name(words: str) -> None:
    found = position(BOOK, words, NOBODY)

    assert found == Position("Physiotherapist", "5", "Advanced practitioner")


def test_no_word_of_a_name_comes_back() -> None:
    found = position(BOOK, "brief me about Priya Sharma-O'Neill, b5 physio, wants ACP, dob 3 May 1990", NOBODY)

    advice_ = briefing(BOOK, found, Advised())

    told = repr(advice_)
    assert not any(word in told for word in ("Priya", "Sharma", "Neill", "1990"))


def test_facts_that_were_given_stand_with_the_position_but_not_what_the_law_protects() -> None:
    of = Circumstances(TODAY, {"hours": 22.5, "sector": "social_care", "age": 52, "qualification": frozenset({"level-3-care"})})

    found = position(BOOK, "brief: b5 physio", of)

    assert found.facts == ("Sector: social care", "Hours a week: 22.5", "Holds: level 3 care")


def test_the_page_has_the_sections_of_a_coach_in_order() -> None:
    headings = [section.heading for section in page().sections]

    assert headings == [
        "Position as given",
        "Routes",
        "Requirements",
        "Funding",
        "Programmes",
        "Questions to ask",
        "Ask, do not assume",
        "Do not promise",
    ]


def test_each_line_stands_where_it_belongs() -> None:
    of = page()

    assert texts(of, "Position as given") == ["Job now: Physiotherapist", "Band: 5", "Goal: Advanced practitioner"]
    assert texts(of, "Requirements") == ["Met: You must be registered.", "Not met: You must have two years at band 6."]
    assert texts(of, "Funding") == ["The master's route: May have changed, check: The levy paid for this in 2024."]
    assert texts(of, "Questions to ask") == ["You must have your manager's yes."]


def test_a_sum_stays_with_the_lines_that_it_rests_on() -> None:
    found = briefing(BOOK, POSITION, ALL)

    total = next(each for each in found.lines if each.lead == "In all: 36 months.")

    assert [quote.text for each in total.rests_on if (quote := found.lines[each].quote)] == [
        "Routes take a master's degree.",
        "Routes take three years.",
    ]


def test_a_sum_whose_ground_is_not_on_the_page_is_left_out() -> None:
    routes = advice("pathway", *(line(note) for note in (MASTERS, YEARS, LEVY)), *(line(MASTERS),) * 6)
    routes = advice("pathway", *routes.lines, Line("In all: 36 months.", rests_on=(8,)))

    found = briefing(BOOK, POSITION, Advised(routes))

    assert not any("In all" in each.lead for each in found.lines)


def test_the_same_sentence_is_said_once() -> None:
    of = page(advised=Advised(ROUTES, advice("funding", line(MASTERS), line(LEVY))))

    told = [each.text for section in of.sections for each in section.lines]
    assert sum("master's degree" in text for text in told) == 1


def test_what_was_not_said_becomes_a_question() -> None:
    found = briefing(BOOK, Position(role="Physiotherapist"), ALL)

    questions = [each.lead for each in found.lines if "Not said" in each.lead]

    assert questions == ["Not said: the band.", "Not said: the goal."]


def test_the_prompts_say_ask_and_do_not_assume() -> None:
    prompts = texts(page(), "Ask, do not assume")

    assert prompts
    assert all("do not assume" in prompt for prompt in prompts)


def test_nothing_is_promised() -> None:
    assert all(text.startswith("Do not ") for text in texts(page(), "Do not promise"))


def test_what_fits_no_page_is_counted() -> None:
    items = tuple(AdviceItem(f"Programme {number}") for number in range(5))
    lines = tuple(line(note, item=note) for note in range(5))
    learning = Advice("learning", "answered", "Title", lines, "programmes", items)

    told = texts(page(advised=Advised(learning=learning)), "Programmes")

    assert len(told) == 4
    assert told[-1] == "2 more in the full answer."


def test_sources_are_numbered_once_each_with_link_and_date() -> None:
    sources = page().sources

    told = [(source.number, source.title, source.url, source.dated) for source in sources[:2]]

    assert told == [
        (1, "About physios", "https://example.org/physio", "2025"),
        (2, "About the levy", "https://example.org/levy", "no date"),
    ]


def test_what_was_taken_for_granted_and_the_open_answers_are_kept() -> None:
    found = briefing(BOOK, POSITION, ALL)

    assert found.assumed == ("You work in England.",)
    assert found.choices == (Choice("Yes, my manager agrees", "my manager agrees"),)


def test_ones_own_plan_speaks_in_the_first_person_and_ends_with_steps_to_fill() -> None:
    of = page("own")

    assert of.title == "My development plan"
    assert of.sections[0].heading == "Where I am and where I want to go"
    assert texts(of, "What I will do next") == ["[what I will do] by [date], with [who helps]"] * 3
    assert texts(of, "Ask, do not assume") == texts(of, "Do not promise") == []


def test_without_a_position_the_page_asks_for_one() -> None:
    found = briefing(BOOK, Position(), Advised())

    assert found.outcome == "clarify"


def test_without_routes_the_page_is_partial() -> None:
    assert briefing(BOOK, POSITION, Advised(funding=FUNDING)).outcome == "partial"


def test_a_page_is_one_page() -> None:
    many = advice("pathway", *(line(note) for note in range(7)))

    found = briefing(BOOK, POSITION, Advised(many, many, many))

    assert len(found.lines) <= 32
