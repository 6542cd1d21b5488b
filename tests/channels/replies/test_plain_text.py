from dataclasses import replace

from assistant.channels.replies import plain
from assistant.types import Choice
from tests.channels.fakes import ANSWERED, LEVY, NO_EVIDENCE
from tests.channels.replies.made import recorded, told


def test_an_answer_reads_from_its_outcome_to_what_could_be_asked_next() -> None:
    answer = replace(NO_EVIDENCE, choices=(Choice("Full time", "full time"),))

    assert plain.text(answer).splitlines() == [
        "No answer found",
        "I did not find this in the documents. Your education team can tell you more.",
        "",
        "Tell me more, to make this fit you",
        "• Full time",
        "",
        "You could ask next",
        "• What courses are there?",
    ]


def test_a_source_stands_with_its_document_its_quote_and_its_facts() -> None:
    lines = plain.text(ANSWERED).splitlines()

    at = lines.index("Where this comes from")
    assert lines[at + 1] == "[1] Nursing apprenticeships: Who can apply (routes/nursing.md)"
    assert lines[at + 2] == f"    “{LEVY}”"
    assert lines[at + 3].startswith(
        "    As of August 2026 · Review by February 2099 · On offer now · For England, NHS · Based on: "
    )


def test_steps_keep_the_numbers_that_the_answer_gives_them() -> None:
    assert plain.text(told("1. Show your English.\n4. Pass the exam.")).splitlines() == [
        "1. Show your English.", "", "4. Pass the exam.",
    ]  # fmt: skip


def test_a_checklist_that_cannot_be_ticked_says_what_ticks_it() -> None:
    assert "• Done: Open UKVI account" in plain.text(recorded()["checklist"])


def test_what_details_know_of_a_line_stands_behind_it_once() -> None:
    text = plain.text(recorded()["routes"])

    assert "First route: Registered Nurse Degree Apprenticeship (48 months) (Need to know)" in text
    assert (
        text.count("NHS staff who move onto an agreed apprenticeship should keep at least their basic pay") == 2
    )  # and its quote


def test_a_step_that_no_line_says_is_told_with_its_route() -> None:
    text = plain.text(recorded()["routes"])

    assert "• Second step (no extra time). A trainee nursing associate qualifies after 2 years (24 months)" in text
