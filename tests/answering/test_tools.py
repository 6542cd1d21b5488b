from dataclasses import replace
from datetime import date

import pytest

from assistant.advice import Line
from assistant.answering import Assistant
from assistant.routing import Kind
from assistant.types import Question, Turn
from tests.answering.fakes import ADVICE, ASK, DISTRESS, FOUND, HOSTILE, PAID, Parts, said


async def test_a_careers_tool_answers_what_is_its_own(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = ADVICE

    answer = await assistant.answer(Question("From here to there?"))

    assert (answer.kind, answer.outcome, answer.composer) == ("pathway", "answered", "rules")
    assert f"- Step 1: {PAID} [1]" in answer.text
    assert "Taken for granted: You work in England." in answer.text
    assert answer.choices == ADVICE.choices
    assert answer.retrieved == FOUND.matches


async def test_the_steps_of_a_tool_carry_their_quotes_dates_and_lengths(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = ADVICE

    details = (await assistant.answer(Question("From here to there?"))).details

    assert details is not None
    step, total = details.items[0].steps
    assert (step.text, step.status, step.months, step.citations, step.as_of) == (f"Step 1: {PAID}", "met", (24, 24), (1,), "2020")
    assert (total.text, total.citations) == ("24 months in all.", (1,))


async def test_a_tool_says_nothing_that_its_quotes_do_not_carry(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = replace(ADVICE, lines=(*ADVICE.lines, Line("Also:", said(HOSTILE, ""), item=0)))
    our.grounding.doubts = {HOSTILE}

    answer = await assistant.answer(Question("From here to there?"))

    assert HOSTILE not in answer.text
    assert [citation.quote for citation in answer.citations] == [PAID]


async def test_a_sum_whose_parts_are_gone_is_not_told(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = replace(ADVICE, lines=(*ADVICE.lines, Line("Ask:", said(ASK, ""), item=0)))
    our.grounding.doubts = {PAID}

    answer = await assistant.answer(Question("From here to there?"))

    assert "24 months in all" not in answer.text
    assert ASK in answer.text


async def test_a_person_in_danger_is_never_given_a_career_plan(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = ADVICE
    our.router.kind = "danger"

    answer = await assistant.answer(Question(DISTRESS))

    assert (answer.outcome, answer.details) == ("signposted", None)


async def test_a_tap_on_what_stops_the_asker_is_answered_with_what_helps(assistant: Assistant, our: Parts) -> None:
    answer = await assistant.answer(Question("tap"))

    assert our.library.searched == [("How much leave do I get?", True)]
    assert answer.question == "tap"


@pytest.mark.parametrize("kind", ["personal", "off_topic"])
async def test_a_tool_that_is_called_by_name_answers_whatever_the_question_looks_like(
    assistant: Assistant, our: Parts, kind: Kind
) -> None:
    our.careers.advice, our.router.kind = ADVICE, kind

    answer = await assistant.answer(Question("band 5 physio", tool="briefing"))

    assert answer.details is not None


async def test_a_tool_is_given_the_vector_of_the_askers_own_words_only(assistant: Assistant, our: Parts) -> None:
    await assistant.answer(Question("From here to there?"))
    await assistant.answer(Question("tap"))

    (_, own, _), (_, other, _) = our.careers.asked
    assert own.vector is not None
    assert other.vector is None


async def test_what_goes_on_from_something_said_before_has_no_vector_that_speaks_for_itself(
    assistant: Assistant, our: Parts
) -> None:
    history = (Turn("user", "How long is preceptorship?"), Turn("assistant", "A year."))

    await assistant.answer(Question("and who pays for it?", history))
    await assistant.answer(Question("How do I become a midwife?", history))

    (_, goes_on, _), (_, alone, _) = our.careers.asked
    assert goes_on.vector is None
    assert alone.vector is not None


async def test_a_tool_is_given_the_question_masked(assistant: Assistant, our: Parts) -> None:
    await assistant.answer(Question("Ring 07700 900123\u200b", tool="briefing"))

    (asked, _, today) = our.careers.asked[0]
    assert "07700" not in asked.text
    assert today == date(2026, 8, 1)
    assert our.careers.called == ["briefing"]


async def test_a_stated_fact_is_taken_for_no_cry_for_help_that_its_words_do_not_tell(assistant: Assistant, our: Parts) -> None:
    our.careers.plain = {"I am 20"}
    our.router.kind, our.router.plain, our.router.confidence = "danger_to_life", False, 0.6

    assert (await assistant.answer(Question("I am 20"))).kind == "information"
    assert (await assistant.answer(Question("I am so tired of it"))).kind == "danger_to_life"


async def test_a_cry_for_help_in_plain_words_is_heard_whatever_else_is_said(assistant: Assistant, our: Parts) -> None:
    our.careers.plain = {"I am 20"}
    our.router.kind = "danger"

    assert (await assistant.answer(Question("I am 20"))).kind == "danger"
