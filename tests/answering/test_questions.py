import pytest

from assistant.answering import Assistant
from assistant.errors import QuestionError
from assistant.phrases import Phrases
from assistant.types import Profile, Question, Turn
from tests.answering.fakes import ASK, ENGLISH, PAID, Parts


async def test_the_question_is_echoed_clean_and_masked(assistant: Assistant, our: Parts) -> None:
    answer = await assistant.answer(Question("How  much\u202e leave?\x00 mail me at jo.bloggs@example.org"))

    assert "jo.bloggs" not in answer.question
    assert answer.question.startswith("How much leave? mail me at [")
    assert our.library.searched[0][0] == answer.question


async def test_the_asker_is_told_what_was_hidden(assistant: Assistant, our: Parts) -> None:
    answer = await assistant.answer(Question("How much leave? mail me at jo.bloggs@example.org"))

    assert answer.notices[0] == ENGLISH.masked.format(what="e-mail address")
    our.router.kind = "danger"
    assert (await assistant.answer(Question("He will kill me, jo.bloggs@example.org"))).notices == ()


async def test_the_history_goes_to_the_search(assistant: Assistant, our: Parts) -> None:
    turns = (Turn("user", "What is study leave?"), Turn("assistant", "Time to learn."))

    await assistant.answer(Question("and how long is it?", turns))

    assert our.library.history == turns


async def test_the_history_is_cleaned_and_masked_before_it_is_read(assistant: Assistant, our: Parts) -> None:
    await assistant.answer(Question("and how long is it?", (Turn("user", "I am jo.bloggs@example.org\x00"),)))

    (turn,) = our.library.history
    assert "jo.bloggs" not in turn.content
    assert "\x00" not in turn.content


async def test_the_id_comes_back(assistant: Assistant) -> None:
    assert (await assistant.answer(Question("How much leave?", id="q7"))).id == "q7"


async def test_the_parts_of_the_time_are_told(assistant: Assistant) -> None:
    times = (await assistant.answer(Question("How much leave?"))).timings_ms

    assert times["search"] == 2.0
    assert times["total"] >= times["embed"] >= 0


async def test_the_asker_s_setting_rules_the_reply_and_the_text_rules_the_search(assistant: Assistant, our: Parts) -> None:
    answer = await assistant.answer(Question("How much leave?", profile=Profile(language="hi")))

    assert answer.language == "hi"
    assert answer.text.startswith(Phrases.load("hi").lead)
    assert our.library.searched == [("How much leave?", True)]


async def test_english_set_by_the_asker_leaves_the_search_in_the_language_of_the_text(assistant: Assistant, our: Parts) -> None:
    our.detector.code = "hi"

    answer = await assistant.answer(Question("कितनी छुट्टी?", profile=Profile(language="en")))

    assert answer.text.startswith(ENGLISH.lead)
    assert our.library.searched == [("कितनी छुट्टी?", False)]


async def test_a_reply_in_another_language_says_that_the_quotes_are_english(assistant: Assistant, our: Parts) -> None:
    our.detector.code = "hi"

    answer = await assistant.answer(Question("कितनी छुट्टी?"))

    assert Phrases.load("hi").content_in_english in answer.notices
    assert [citation.quote for citation in answer.citations] == [PAID, ASK]


async def test_a_message_that_only_sets_the_language_is_answered_in_it(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("po polsku proszę"))

    assert (answer.language, answer.outcome, answer.citations) == ("pl", "answered", ())
    assert answer.text == "Od teraz odpowiadam w tym języku: polski."
    assert Phrases.load("pl").content_in_english in answer.notices


async def test_the_language_that_was_asked_for_holds_for_the_next_question(assistant: Assistant) -> None:
    history = (Turn("user", "answer in Polish please"), Turn("assistant", "Od teraz odpowiadam w tym języku: polski."))

    answer = await assistant.answer(Question("How much study leave do I get a year?", history=history))

    assert answer.language == "pl"
    assert answer.text.startswith(Phrases.load("pl").lead)


async def test_a_language_without_phrases_is_named_and_answered_in_english(assistant: Assistant, our: Parts) -> None:
    our.detector.code = "el"

    answer = await assistant.answer(Question("Πόσες μέρες;"))

    assert answer.language == "el"
    assert answer.text.startswith(ENGLISH.lead)


@pytest.mark.parametrize(
    "text",
    ["", "  \n\t ", "\x00\x00", "\u202e\u2066\u200b", "🙂🙂🙂", "?!…", "word " * 10_000, "字" * 30_000, "\U000e0041\U000e0042"],
    ids=["empty", "blank", "NUL", "bidi", "emoji", "marks", "10,000 words", "30,000 letters", "tags"],
)
async def test_what_cannot_be_read_is_refused_before_anything_is_searched(assistant: Assistant, our: Parts, text: str) -> None:
    with pytest.raises(QuestionError, match=r"[Tt]he question"):
        await assistant.answer(Question(text))

    assert our.library.searched == []


@pytest.mark.parametrize(
    "text",
    ["pay?🙂", "p\x00ay", "\u202epay", "pay\U000e0041", "<b>pay</b>", "'; DROP TABLE passages; --", "{missing} %s \\", "7"],
)
async def test_odd_questions_are_answered_like_others(assistant: Assistant, text: str) -> None:
    answer = await assistant.answer(Question(text))

    assert answer.outcome == "answered"
    assert not set("\x00\u202e\U000e0041") & set(answer.question)
