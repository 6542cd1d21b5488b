from dataclasses import replace
from datetime import date

import pytest

from assistant.advice import Advice, Line
from assistant.answering import Assistant
from assistant.routing import Kind
from assistant.types import Match, Question, Statement, Turn
from tests.answering.fakes import ADVICE, ASK, DISTRESS, FOUND, HOSTILE, PAID, PASSAGE, SOURCE, TEXT, Parts, said


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


async def test_where_the_records_are_gone_the_pages_answer(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = replace(ADVICE, lines=(Line(quote=said(ASK, "")),))
    our.grounding.doubts = {ASK}

    answer = await assistant.answer(Question("From here to there?"))

    assert (answer.kind, answer.details) == ("information", None)
    assert PAID in answer.text


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


async def test_a_page_speaks_first_where_a_tool_was_likely_but_not_plainly_asked_for(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = replace(ADVICE, claim="likely")
    our.library.sources["other.md"] = replace(SOURCE, document="other.md", title="Other")
    page = replace(PASSAGE, id="p9", document="other.md", title="Other")
    our.composer.statements = (Statement((ASK,), "", page, TEXT.index(ASK), TEXT.index(ASK) + len(ASK)),)

    answer = await assistant.answer(Question("From here to there?"))

    assert answer.kind == "pathway"
    assert answer.text.index(ASK) < answer.text.index(PAID)
    assert [citation.document for citation in answer.citations] == ["other.md", "leave.md"]
    assert [step.text for step in answer.details.items[0].steps if answer.details][-1] == "24 months in all."  # type: ignore[union-attr]


async def test_where_pages_do_not_know_the_tool_speaks_alone(assistant: Assistant, our: Parts) -> None:
    our.careers.advice, our.judge.known = replace(ADVICE, claim="likely"), False

    answer = await assistant.answer(Question("From here to there?"))

    assert [citation.quote for citation in answer.citations] == [PAID]


async def test_where_a_tool_has_no_answer_the_pages_are_asked_unless_it_was_plainly_asked_for(
    assistant: Assistant, our: Parts
) -> None:
    our.careers.advice = replace(ADVICE, outcome="no_evidence", claim="likely")
    likely = await assistant.answer(Question("From here to there?"))
    our.careers.advice = replace(ADVICE, outcome="no_evidence")
    plain = await assistant.answer(Question("From here to there?"))

    assert (likely.kind, plain.kind) == ("information", "pathway")


async def test_where_a_tool_is_only_perhaps_asked_for_the_pages_answer_and_a_tap_asks_the_tool(
    assistant: Assistant, our: Parts
) -> None:
    our.careers.advice = replace(ADVICE, claim="perhaps", whole="All routes: from here to there?")

    answer = await assistant.answer(Question("From here to there?"))

    assert (answer.kind, answer.details) == ("information", None)
    assert [choice.value for choice in answer.choices] == ["All routes: from here to there?"]


async def test_where_the_pages_do_not_know_a_tool_that_is_perhaps_asked_for_speaks(assistant: Assistant, our: Parts) -> None:
    our.careers.advice, our.judge.known = replace(ADVICE, claim="perhaps"), False

    assert (await assistant.answer(Question("From here to there?"))).kind == "pathway"


async def test_after_a_page_only_the_opening_of_a_tools_answer_is_told(assistant: Assistant, our: Parts) -> None:
    more = tuple(Line(f"{number}.", said(ASK, ""), item=0, part="money") for number in range(17))
    our.careers.advice = replace(ADVICE, lines=(*ADVICE.lines, *more), claim="likely", whole="All routes: there?")
    our.library.sources["other.md"] = replace(SOURCE, document="other.md", title="Other")
    page = replace(PASSAGE, id="p9", document="other.md", title="Other")
    our.composer.statements = (Statement((ASK,), "", page, TEXT.index(ASK), TEXT.index(ASK) + len(ASK)),)

    answer = await assistant.answer(Question("From here to there?"))

    assert "0." in answer.text
    assert "8." not in answer.text
    assert answer.choices[0].value == "All routes: there?"


async def test_a_stated_fact_is_taken_for_no_cry_for_help_that_its_words_do_not_tell(assistant: Assistant, our: Parts) -> None:
    our.careers.plain = {"I am 20"}
    our.router.kind, our.router.plain, our.router.confidence = "danger_to_life", False, 0.6

    assert (await assistant.answer(Question("I am 20"))).kind == "information"
    assert (await assistant.answer(Question("I am so tired of it"))).kind == "danger_to_life"


async def test_a_cry_for_help_in_plain_words_is_heard_whatever_else_is_said(assistant: Assistant, our: Parts) -> None:
    our.careers.plain = {"I am 20"}
    our.router.kind = "danger"

    assert (await assistant.answer(Question("I am 20"))).kind == "danger"


async def test_the_employers_own_page_comes_before_a_tool_that_was_plainly_asked_for(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = ADVICE
    our.library.sources["local/leave.md"] = replace(SOURCE, document="local/leave.md", title="Leave here")
    page = replace(PASSAGE, id="p9", document="local/leave.md", title="Leave here")
    our.library.findings = replace(FOUND, matches=(Match(page, 0.9),))
    our.composer.statements = (Statement((ASK,), "", page, TEXT.index(ASK), TEXT.index(ASK) + len(ASK)),)

    answer = await assistant.answer(Question("From here to there?"))

    assert [citation.document for citation in answer.citations] == ["local/leave.md", "leave.md"]
    assert "24 months in all." in answer.text


async def test_a_tool_whose_records_are_gone_leaves_the_answer_to_the_pages(assistant: Assistant, our: Parts) -> None:
    gone = replace(PASSAGE, id="p8", document="records/gone.yaml")
    our.careers.advice = Advice(
        "pathway", "answered", "Routes", (Line("1.", Statement((PAID,), "", gone, 0, len(PAID))),), "routes"
    )
    our.library.sources["local/leave.md"] = replace(SOURCE, document="local/leave.md", title="Leave here")
    page = replace(PASSAGE, id="p9", document="local/leave.md", title="Leave here")
    our.library.findings = replace(FOUND, matches=(Match(page, 0.9),))
    our.composer.statements = (Statement((ASK,), "", page, TEXT.index(ASK), TEXT.index(ASK) + len(ASK)),)

    assert (await assistant.answer(Question("From here to there?"))).kind == "information"


async def test_a_long_table_of_a_page_does_not_push_a_tool_down(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = replace(ADVICE, claim="likely")
    our.library.sources["other.md"] = replace(SOURCE, document="other.md", title="Other")
    page = replace(PASSAGE, id="p9", document="other.md", title="Other")
    rows = tuple(f"- row {number}" for number in range(17))
    our.composer.statements = (Statement(rows, "Pay", page, 0, len(TEXT)),)

    answer = await assistant.answer(Question("From here to there?"))

    assert "row" not in answer.text
    assert [citation.quote for citation in answer.citations] == [PAID]


async def test_a_tool_that_must_ask_back_does_so_after_what_the_pages_say(assistant: Assistant, our: Parts) -> None:
    asks = Advice("journey", "clarify", "Which checklist?", (Line("Which of these are you?"),), "journey", claim="likely")
    our.careers.advice = asks

    answered = await assistant.answer(Question("First steps?"))
    our.judge.known = False
    unknown = await assistant.answer(Question("First steps?"))

    assert (answered.kind, answered.outcome, unknown.outcome) == ("journey", "answered", "clarify")
    assert answered.text.index(PAID) < answered.text.index("Which of these are you?")
    assert unknown.text.endswith("Which of these are you?")
