import re
from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.errors import IndexNotReady
from assistant.types import Asked, Question, Statement
from tests.answering.fakes import ASK, ENGLISH, FOUND, HOSTILE, OTHER, PAID, SOURCE, Parts, said


async def test_an_answer_quotes_its_source_verbatim(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    assert answer.outcome == "answered"
    assert [citation.quote for citation in answer.citations] == [PAID, ASK]
    assert all(each.quote == SOURCE.text[each.start : each.end] for each in answer.citations)


async def test_a_sentence_that_its_quote_does_not_carry_is_not_released(assistant: Assistant, our: Parts) -> None:
    our.grounding.doubts = {ASK}

    answer = await assistant.answer(Question("How much leave do I get?"))

    assert [sentence.text for sentence in answer.sentences] == [PAID]
    assert ASK not in answer.text
    assert [citation.number for citation in answer.citations] == [1]


async def test_an_answer_of_which_nothing_is_supported_is_no_answer(assistant: Assistant, our: Parts) -> None:
    our.grounding.doubts = {PAID, ASK}

    answer = await assistant.answer(Question("How much leave do I get?"))

    assert (answer.outcome, answer.citations) == ("no_evidence", ())
    assert answer.confidence is not None
    assert answer.confidence < 0.5


async def test_a_sentence_is_held_against_its_quote_and_the_headings_it_stands_under(assistant: Assistant, our: Parts) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    assert our.grounding.shown[PAID] == ("Study leave", "How much leave you get", "", PAID)
    assert [sentence.support for sentence in answer.sentences] == [0.75, 0.75]


@pytest.mark.parametrize("known", [True, False])
async def test_an_answer_says_how_sure_it_is(assistant: Assistant, our: Parts, known: bool) -> None:
    our.judge.known = known

    answer = await assistant.answer(Question("How much leave do I get?"))

    assert answer.confidence == (0.9 if known else 0.4)


async def test_each_sentence_ends_with_the_number_of_its_quote(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    assert f"{PAID} [1]" in answer.text
    assert f"{ASK} [2]" in answer.text
    assert [sentence.citations for sentence in answer.sentences] == [(1,), (2,)]


async def test_citations_are_numbered_without_gaps_as_the_text_marks_them(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)]
    assert marks == [citation.number for citation in answer.citations] == [1, 2]


async def test_an_answer_begins_with_where_it_is_from(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    assert answer.text.startswith(ENGLISH.lead)


async def test_a_list_is_introduced_as_one(assistant: Assistant, our: Parts) -> None:
    our.library.findings = replace(FOUND, asked=Asked(wants_list=True))

    answer = await assistant.answer(Question("List the kinds of leave"))

    assert answer.text.startswith(ENGLISH.lead_list)


async def test_a_comparison_is_introduced_as_one(assistant: Assistant, our: Parts) -> None:
    our.library.findings = replace(FOUND, sides=FOUND.sides * 2)

    answer = await assistant.answer(Question("Which is longer?"))

    assert answer.text.startswith(ENGLISH.lead_comparison)


async def test_what_is_not_known_is_said_with_the_closest_thing_and_whom_to_ask(assistant: Assistant, our: Parts) -> None:
    our.judge.known = False

    answer = await assistant.answer(Question("Is there a crèche?"))

    assert answer.outcome == "no_evidence"
    assert answer.text.startswith(f"{ENGLISH.no_evidence} {ENGLISH.ask_whom}")
    assert f"{ENGLISH.closest_thing}\n\n" in answer.text
    assert [citation.quote for citation in answer.citations] == [ASK]


async def test_nothing_is_called_closest_where_nothing_is_near(assistant: Assistant, our: Parts) -> None:
    our.judge.known, our.composer.nearest = False, ()

    answer = await assistant.answer(Question("Is there a crèche?"))

    assert ENGLISH.closest_thing not in answer.text
    assert (answer.sentences, answer.citations) == ((), ())


async def test_what_has_next_to_nothing_to_do_with_the_question_is_not_shown(assistant: Assistant, our: Parts) -> None:
    our.judge.known, our.judge.unsure = False, 0.2

    answer = await assistant.answer(Question("My dad died. What now?"))

    assert answer.text == f"{ENGLISH.no_evidence} {ENGLISH.ask_whom}"
    assert answer.citations == ()


async def test_a_document_that_was_just_removed_is_not_quoted(assistant: Assistant, our: Parts) -> None:
    gone = Statement(("It has ten stations.",), "", OTHER, 0, 20)
    our.composer.statements = (gone, said(PAID))

    answer = await assistant.answer(Question("How much leave do I get?"))

    assert [(each.number, each.document) for each in answer.citations] == [(1, "leave.md")]


async def test_an_answer_whose_documents_are_all_gone_is_no_answer(assistant: Assistant, our: Parts) -> None:
    our.library.sources = {}

    answer = await assistant.answer(Question("How much leave do I get?"))

    assert (answer.outcome, answer.citations) == ("no_evidence", ())


async def test_the_ranked_passages_are_given_whatever_the_outcome(assistant: Assistant, our: Parts) -> None:
    our.judge.known = False
    assert (await assistant.answer(Question("Is there a crèche?"))).retrieved == FOUND.matches

    our.router.kind = "clinical"
    assert (await assistant.answer(Question("What dose?"))).retrieved == FOUND.matches


async def test_what_is_suggested_next_is_near_but_not_cited(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    assert answer.follow_ups == ("The OSCE",)


async def test_the_age_of_a_source_is_said_on_the_day_of_the_question(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    assert answer.notices == (ENGLISH.old.format(as_of="2020"),)


async def test_a_missing_index_is_told_to_who_asks_for_information(assistant: Assistant, our: Parts) -> None:
    our.library.error = IndexNotReady("Run `assistant index`.")

    with pytest.raises(IndexNotReady, match="assistant index"):
        await assistant.answer(Question("How much leave?"))
    with pytest.raises(IndexNotReady, match="assistant index"):
        await assistant.check_ready()


async def test_a_source_is_given_by_name_or_not_at_all(assistant: Assistant) -> None:
    assert await assistant.source("leave.md") == SOURCE
    assert await assistant.source("nothing.md") is None


async def test_what_a_document_tells_the_assistant_to_do_is_only_quoted(assistant: Assistant, our: Parts) -> None:
    our.composer.statements = (said(HOSTILE),)

    answer = await assistant.answer(Question("How much leave?"))

    assert (answer.outcome, answer.kind) == ("answered", "information")
    assert answer.text == f"{ENGLISH.lead}\n\n**How much leave you get:** {HOSTILE} [1]"
