from collections.abc import Sequence
from dataclasses import dataclass

from assistant import advising
from assistant.advice import Advice, AdviceItem, Line, Part
from assistant.careers.book import dated
from assistant.careers.briefings.page import Advised, Voice, briefing
from assistant.careers.briefings.position import Position
from assistant.exporting.handout import Briefing, handout
from assistant.knowledge.schema import Role
from assistant.phrases import Phrases
from assistant.types import Answer, Choice, Standing, Tool
from tests.careers.coach_records import BOOK, SOURCES, TODAY

PHYSIO = next(role for role in BOOK.all(Role) if role.id == "physio")
MASTERS, YEARS, REGISTERED, BAND_6, AGREED, LEVY, COURSE = range(7)
POSITION = Position("Physiotherapist", "5", "Advanced practitioner")


def line(note: int, part: Part, status: Standing | None = None, item: int | None = 0, lead: str = "", ask: str = "") -> Line:
    fact = PHYSIO.notes[note]
    return Line(lead, BOOK.said(PHYSIO, fact.text), status=status, item=item, as_of=dated(PHYSIO, fact), part=part, ask=ask)


def advice(tool: Tool, *lines: Line, choices: tuple[Choice, ...] = ()) -> Advice:
    items = (AdviceItem("The master's route"), AdviceItem("Another way"))
    return Advice(tool, "answered", "Title", lines, "routes", items, assumed=("You work in England.",), choices=choices)


ROUTES = advice(
    "pathway",
    line(MASTERS, "step", lead="First step."),
    line(YEARS, "step", lead="Second step."),
    Line("In all: 36 months.", rests_on=(0, 1), item=0, part="total"),
    line(AGREED, "requirement", "unknown", ask="Does your manager agree?"),
    line(REGISTERED, "requirement", "met"),
    line(BAND_6, "requirement", "not_met"),
    choices=(Choice("The whole way", "From physiotherapist to advanced practitioner"), Choice("Yes", "My manager agrees")),
)
LEARNING = advice("learning", line(COURSE, "programme", "met"))
MONEY = (line(LEVY, "scheme", lead="May fit. May have changed, check:"),)
ALL = Advised(ROUTES, None, LEARNING, MONEY)


def page(voice: Voice = "coach", advised: Advised = ALL) -> Briefing:
    told = advising.advised(briefing(BOOK, POSITION, advised, voice), SOURCES, yes, Phrases.load("en"))
    words = told.words
    answer = Answer("", "en", "answered", "briefing", words.text, words.sentences, words.citations, details=told.details)
    return handout(answer, TODAY)


@dataclass(frozen=True)
class Yes:
    supported: bool = True
    score: float = 1.0


def yes(sentence: str, quotes: Sequence[str]) -> Yes:  # noqa: ARG001
    return Yes()


def texts(of: Briefing, heading: str) -> list[str]:
    return [each.text for section in of.sections if section.heading == heading for each in section.lines]


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
    assert texts(of, "Routes") == [
        "First step. Routes take a master's degree.",
        "Second step. Routes take three years.",
        "In all: 36 months.",
    ]
    assert texts(of, "Requirements") == [
        "Met: You must be registered.",
        "Not met: You must have two years at band 6.",
        "Need to know: You must have your manager's yes.",
    ]
    assert texts(of, "Funding") == ["May fit. May have changed, check: The levy paid for this in 2024."]
    assert texts(of, "Programmes") == ["A course in leadership takes two hours."]
    assert texts(of, "Questions to ask") == ["Does your manager agree?"]


def test_a_question_rests_on_the_requirement_that_it_decides() -> None:
    found = briefing(BOOK, POSITION, ALL)

    question = next(each for each in found.lines if each.lead == "Does your manager agree?")

    assert [quote.text for each in question.rests_on if (quote := found.lines[each].quote)] == [
        "You must have your manager's yes."
    ]


def test_a_question_about_money_brings_the_condition_along() -> None:
    condition = line(AGREED, "condition", "unknown", ask="Has your employer bid?")

    of = page(advised=Advised(money=(*MONEY, condition)))

    assert texts(of, "Questions to ask") == ["Has your employer bid? You must have your manager's yes."]


def test_a_sum_stays_with_the_lines_that_it_rests_on() -> None:
    found = briefing(BOOK, POSITION, ALL)

    total = next(each for each in found.lines if each.lead == "In all: 36 months.")

    assert [quote.text for each in total.rests_on if (quote := found.lines[each].quote)] == [
        "Routes take a master's degree.",
        "Routes take three years.",
    ]


def test_another_way_is_told_by_the_step_that_is_new() -> None:
    another = (
        line(MASTERS, "step", item=1, lead="First step."),
        line(BAND_6, "step", item=1, lead="Second step."),
        line(LEVY, "step", item=1, lead="Third step."),
        Line("In all: 60 months.", rests_on=(2, 3, 4), item=1, part="total"),
    )
    routes = advice("pathway", *(line(MASTERS, "step", lead="First step."), line(YEARS, "step", lead="Second step.")), *another)

    told = texts(page(advised=Advised(routes)), "Routes")

    assert told[2:] == ["Another way, by this step: You must have two years at band 6."]


def test_the_same_sentence_is_said_once() -> None:
    of = page(advised=Advised(ROUTES, money=(line(MASTERS, "money"), *MONEY)))

    told = [each.text for section in of.sections for each in section.lines]
    assert sum("master's degree" in text for text in told) == 1


def test_what_was_not_said_becomes_a_question() -> None:
    found = briefing(BOOK, Position(role="Physiotherapist"), ALL)

    asked = [each.lead for each in found.lines if each.lead.startswith("Which ")]
    assert asked == ["Which band is it now?", "Which job or learning is wanted?"]


def test_the_prompts_say_ask_and_do_not_assume() -> None:
    prompts = texts(page(), "Ask, do not assume")

    assert prompts
    assert all("do not assume" in prompt for prompt in prompts)


def test_nothing_is_promised() -> None:
    assert all(text.startswith("Do not ") for text in texts(page(), "Do not promise"))


def test_only_programmes_that_can_be_used_are_named() -> None:
    learning = advice("learning", line(COURSE, "programme", "met"), line(LEVY, "programme", "unknown"), line(YEARS, "contact"))

    told = texts(page(advised=Advised(learning=learning)), "Programmes")

    assert told == ["A course in leadership takes two hours.", "Routes take three years."]


def test_of_other_money_only_what_fits_the_person_is_told() -> None:
    schemes = advice("funding", line(LEVY, "scheme", "unknown"), line(COURSE, "scheme", "met", lead="Fits:"))

    told = texts(page(advised=Advised(ROUTES, schemes)), "Funding")

    assert told == ["Fits: A course in leadership takes two hours."]


def test_where_no_money_is_on_record_for_the_steps_the_page_says_so() -> None:
    assert texts(page(advised=Advised(ROUTES)), "Funding") == ["No money for these steps is on record."]


def test_sources_are_numbered_once_each_with_link_and_date() -> None:
    sources = page().sources

    told = [(source.number, source.title, source.url, source.dated) for source in sources[:2]]

    assert told == [
        (1, "About physios", "https://example.org/physio", "2025"),
        (2, "About the levy", "https://example.org/levy", "no date"),
    ]


def test_what_was_taken_for_granted_is_said_of_the_person() -> None:
    assert briefing(BOOK, POSITION, ALL).assumed == ("The person works in England.",)
    assert briefing(BOOK, POSITION, ALL, "own").assumed == ("I work in England.",)


def test_a_coach_is_not_offered_to_speak_as_the_person() -> None:
    assert [each.label for each in briefing(BOOK, POSITION, ALL).choices] == ["The whole way"]
    assert [each.label for each in briefing(BOOK, POSITION, ALL, "own").choices] == ["The whole way", "Yes"]


def test_ones_own_plan_speaks_in_the_first_person_and_ends_with_steps_to_fill() -> None:
    of = page("own")

    assert of.title == "My development plan"
    assert of.sections[0].heading == "Where I am and where I want to go"
    assert texts(of, "What I will do next") == ["[what I will do] by [date], with [who helps]"] * 3
    assert texts(of, "Ask, do not assume") == texts(of, "Do not promise") == []


def test_without_a_position_the_page_asks_for_one_and_keeps_what_holds_for_every_talk() -> None:
    found = briefing(BOOK, Position(), Advised())

    assert found.outcome == "clarify"
    assert [item.id for item in found.items] == ["position", "equity", "promises"]
    assert found.lines[0].lead == "Which job does the person do now, and which job or learning is wanted?"


def test_without_routes_the_page_is_partial() -> None:
    assert briefing(BOOK, POSITION, Advised(money=MONEY)).outcome == "partial"


def test_a_page_is_one_page() -> None:
    routes = advice("pathway", *ROUTES.lines, *(line(note, "gap") for note in range(7)))
    many = tuple(line(note, part, ask=f"Is it {note}?") for note in range(7) for part in ("scheme", "money", "condition"))

    found = briefing(BOOK, POSITION, Advised(routes, routes, LEARNING, many))

    assert len(found.lines) <= 34
