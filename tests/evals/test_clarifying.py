from dataclasses import replace

from assistant.answering import Assistant
from assistant.types import Match, Question
from evals.clarifying import CASES, Case, Outcome, asked, falsely, report
from evals.dataset_rows import read_as
from tests.answering.fakes import FOUND, OTHER, PASSAGE, Parts

VAGUE = Case(id="Y1", question="how long is it", ask_back=True)


def assistant(*, vague: bool) -> Assistant:
    parts = Parts()
    parts.library.findings = replace(FOUND, matches=(Match(PASSAGE, 0.6), Match(OTHER, 0.58))) if vague else FOUND
    return parts.assistant()


def test_there_are_as_many_cases_to_ask_back_as_not() -> None:
    assert [sum(case.ask_back is back for case in read_as(CASES, Case)) for back in (True, False)] == [40, 40]


async def test_every_choice_is_put_as_a_tap_and_as_its_number() -> None:
    assert await asked(assistant(vague=True), VAGUE) == Outcome(VAGUE, True, taps=2, answered=2, same_by_number=2)


async def test_a_question_that_is_answered_gives_no_choices() -> None:
    assert await asked(assistant(vague=False), VAGUE) == Outcome(VAGUE, asked_back=False)


async def test_answerable_questions_that_are_asked_back_are_named() -> None:
    questions = [Question("how long is it"), Question("what is the OSCE")]

    assert await falsely(assistant(vague=True), questions) == questions[:1]


def test_the_report_names_what_went_wrong_and_counts_the_rest() -> None:
    told = report([Outcome(VAGUE, True, 2, 1, 2), Outcome(VAGUE, asked_back=False)])

    assert told == [
        "not asked back: Y1 'how long is it'",
        "asked back: 1 of 2 that should be, 0 of 0 that should not",
        "choices answered when tapped: 1 of 2; answered alike by their number: 2",
    ]
