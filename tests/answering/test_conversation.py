"""A question that goes on from others, corrects them, leaves them behind, or is asked back."""

from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.types import Match, Question, Source, Statement, Turn
from tests.answering.fakes import ASK, FOUND, OTHER, PASSAGE, SOURCE, Parts

NEAR = replace(FOUND, matches=(Match(PASSAGE, 0.6), Match(OTHER, 0.58)))


@pytest.fixture
def our() -> Parts:
    parts = Parts()
    parts.library.findings = NEAR
    return parts


async def test_a_correction_is_searched_as_it_was_meant_and_repeated_as_it_was_typed(assistant: Assistant, our: Parts) -> None:
    history = (Turn("user", "what is the pay of band 6"), Turn("assistant", "It is so much."))

    answer = await assistant.answer(Question("sorry i meant band 5", history))

    assert our.library.searched == [("what is the pay of band 5", True)]
    assert our.library.history == ()
    assert answer.question == "sorry i meant band 5"


async def test_a_new_topic_is_searched_without_the_history_and_the_tools_still_know_who_asks(
    assistant: Assistant, our: Parts
) -> None:
    history = (Turn("user", "i am a band 2 hca, who pays"), Turn("assistant", "Your employer."))

    await assistant.answer(Question("something else: what is the OSCE", history))

    assert our.library.searched == [("what is the OSCE", True)]
    assert our.library.history == ()
    assert our.careers.asked[0][0].history == history


async def test_a_whole_question_in_another_language_stands_alone(assistant: Assistant, our: Parts) -> None:
    history = (Turn("user", "who pays for my course"), Turn("assistant", "Your employer."))
    our.detector.others["Czy mogę zostać tutaj pielęgniarką"] = "pl"

    await assistant.answer(Question("Czy mogę zostać tutaj pielęgniarką", history))

    assert our.library.history == ()


async def test_a_few_words_in_another_language_may_go_on(assistant: Assistant, our: Parts) -> None:
    history = (Turn("user", "who pays for my course"), Turn("assistant", "Your employer."))
    our.detector.others["a jak długo"] = "pl"

    await assistant.answer(Question("a jak długo", history))

    assert our.library.history == history


async def test_what_may_mean_several_things_is_asked_back_once(assistant: Assistant) -> None:
    back = await assistant.answer(Question("how long is it"))

    assert (back.outcome, [choice.label for choice in back.choices]) == ("clarify", ["Study leave", "The OSCE"])
    history = (Turn("user", "how long is it"), Turn("assistant", back.text))
    assert (await assistant.answer(Question("how long is it", history))).outcome == "answered"


async def test_a_number_answers_what_was_asked_back(assistant: Assistant, our: Parts) -> None:
    back = await assistant.answer(Question("how long is it"))

    answer = await assistant.answer(Question("2", (Turn("user", "how long is it"), Turn("assistant", back.text))))

    assert answer.outcome == "answered"
    assert our.library.searched[-1] == ("how long is it: The OSCE", True)


async def test_somebody_in_distress_is_never_asked_back(assistant: Assistant, our: Parts) -> None:
    our.router.kind = "danger_to_life"

    assert (await assistant.answer(Question("help"))).outcome == "signposted"


async def test_a_term_is_explained_to_who_did_not_use_it(assistant: Assistant, our: Parts) -> None:
    text = "Your ESR shows it."
    our.library.sources = {SOURCE.document: Source("leave.md", "Study leave", text, ())}
    our.composer.statements = (Statement((text,), "", PASSAGE, 0, len(text)),)

    new, known = [await assistant.answer(Question(asked)) for asked in ("Where do I see my leave?", "Is my leave in esr?")]

    told = "ESR: electronic staff record, used by the NHS."
    assert told in new.notices
    assert told not in known.notices


async def test_a_declined_turn_is_not_gone_on_from(assistant: Assistant, our: Parts) -> None:
    our.router.kind, our.router.plain = "clinical", True

    await assistant.answer(Question("what level is it", (Turn("user", "what dose"), Turn("assistant", ASK))))

    assert our.library.history == ()


async def test_a_bare_term_asks_what_it_is_and_is_repeated_as_typed(assistant: Assistant, our: Parts) -> None:
    answer = await assistant.answer(Question("OSCE?"))

    assert our.library.searched[0][0] == "What is OSCE?"
    assert answer.question == "OSCE?"
