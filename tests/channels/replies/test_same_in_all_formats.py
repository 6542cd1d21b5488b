"""An answer says the same, under the same outcome and with the same citations, in Slack, in Teams, on the page and as plain text."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.channels.labels import labels
from assistant.channels.replies.reply import reply_of
from assistant.handing_over import TEAM, offered, sent
from assistant.kept import UNKNOWN, Handoff, KeptTurn
from assistant.phrases import Phrases
from assistant.types import Answer, Choice, Details, Item, Outcome, Step
from evals.formats import differences, parts_of, shown
from evals.read_back import one_line
from tests.channels.fakes import ANSWERED, ARABIC, NO_EVIDENCE, cite
from tests.channels.replies.made import recorded, told

RECORDED = recorded()
OUTCOMES: tuple[Outcome, ...] = ("answered", "partial", "no_evidence", "clarify", "declined", "signposted")

STEPS = (
    Step("Met: You have a job in care.", "met", None, (1,), "2026-08"),
    Step("A support worker can train as a nurse.", "unknown", (48, 48), (1,), "2026-08"),
    Step("Not met: The course asks for level 3.", "not_met", None, (2,), "date not known"),
    Step("The training goes on.", None, (18, 24), (3,), ""),
    Step("Then comes practice.", None, (12, None), (), ""),
    Step("It starts soon.", None, (1, 1), (), ""),
)


def facts_of(answer: Answer) -> list[str]:
    return [str(each) for each in differences(answer, parts_of(answer))]


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_a_recorded_answer_says_the_same_everywhere(name: str) -> None:
    assert facts_of(RECORDED[name]) == []


def test_the_recorded_answers_are_of_every_form() -> None:
    answers = RECORDED.values()

    assert {each.details.type for each in answers if each.details} == {"routes", "schemes", "programmes", "journey", "briefing"}
    assert {each.outcome for each in answers} == set(OUTCOMES) - {"partial"}
    assert {"ar", "pl", "tl"} < {each.language for each in answers}


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("answer", [ANSWERED, NO_EVIDENCE, replace(ARABIC, sentences=())], ids=["cited", "bare", "arabic"])
def test_an_answer_of_every_outcome_says_the_same_everywhere(answer: Answer, outcome: Outcome) -> None:
    answer = replace(
        answer, outcome=outcome, id="t1", choices=(Choice("Full time", "full time"), Choice("Money", "m", "stopping"))
    )

    assert facts_of(answer) == []


def test_an_offer_to_ask_a_person_and_what_follows_say_the_same_everywhere() -> None:
    turn = KeptTurn("t1", "", "web", None, "Who pays?", "The levy.", "en", "answered", "funding", "rules")  # type: ignore[arg-type]
    handoff = Handoff("h1", "t1", "Who pays?", "The levy.", {"band": "5"}, "web", "", "waiting", None)  # type: ignore[arg-type]
    phrases = Phrases.load("en")

    assert facts_of(offered(turn, replace(UNKNOWN, band="5"), TEAM, phrases)) == []
    assert facts_of(sent(handoff, TEAM, phrases)) == []


@pytest.mark.parametrize("kind", ["routes", "schemes", "programmes", "journey", "briefing"])
def test_steps_are_told_with_how_they_stand_and_how_long_they_take(kind: str) -> None:
    item = Item("First route", STEPS, "route", "unknown", (48, 60))
    details = Details(kind, (item, replace(item, title="Second route", status="expired", steps=())), "From one job to another")  # type: ignore[arg-type]
    answer = replace(ANSWERED, id="t1", text="A support worker can train as a nurse. [1]\n\nAsk early. [2] [3]", details=details)
    answer = replace(answer, sentences=())

    for name, text in shown(answer).items():
        if name == "page":
            continue
        facts = ["Met", "Need to know", "Not met", "Ended", "48 months", "18 to 24 months", "12 months or more", "1 month"]
        assert [fact for fact in (*facts, "48 to 60 months", "First route", "As of August 2026") if fact not in text] == [], name
        assert [step.text for step in STEPS if step.text not in one_line(text)] == [], name


def test_a_citation_is_told_with_its_date_its_review_and_whom_it_is_for() -> None:
    source = replace(
        cite(1, "Ask early.").provenance, as_of="2026-08", review_by="2020-01", status="planned", applies_to="England"
    )
    answer = told("Ask early. [1]", citations=(replace(cite(1, "Ask early."), provenance=source),))

    for name, text in shown(answer).items():
        facts = [
            "As of August 2026",
            "Was due for review January 2020",
            "Planned, not on offer yet",
            "For England",
            "Based on: Apprent",
        ]
        assert [fact for fact in facts if fact not in one_line(text)] == [], name
        assert "read August 2026" in one_line(text)


def test_a_source_that_is_not_past_its_review_says_when_that_is() -> None:
    answer = told("Ask early. [1]", citations=(cite(1, "Ask early."),))

    assert all("Review by February 2099" in one_line(text) for text in shown(answer).values())


def test_a_date_is_held_against_the_day_that_is_given() -> None:
    answer = told("Ask early. [1]", citations=(cite(1, "Ask early."),))

    assert "Review by February 2099" in reply_of(answer, date(2099, 2, 1)).cited[0].facts
    assert "Was due for review February 2099" in reply_of(answer, date(2099, 3, 1)).cited[0].facts


def test_a_plain_answer_is_under_no_outcome_and_all_others_are() -> None:
    for outcome in OUTCOMES[1:]:
        label = labels()[f"outcome_{outcome}"]
        assert all(label in text for text in shown(replace(ANSWERED, outcome=outcome)).values())
        assert not any(label in text for text in shown(ANSWERED).values())
