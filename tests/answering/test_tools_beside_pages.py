"""Which speaks first, a careers tool or a page, and which alone."""

from dataclasses import replace

from assistant.advice import Advice, Line
from assistant.answering import Assistant
from assistant.types import Match, Question, Statement
from tests.answering.fakes import ADVICE, ASK, FOUND, PAID, PASSAGE, SOURCE, TEXT, Parts, said


async def test_where_the_records_are_gone_the_pages_answer(assistant: Assistant, our: Parts) -> None:
    our.careers.advice = replace(ADVICE, lines=(Line(quote=said(ASK, "")),))
    our.grounding.doubts = {ASK}

    answer = await assistant.answer(Question("From here to there?"))

    assert (answer.kind, answer.details) == ("information", None)
    assert PAID in answer.text


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
