import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

import pytest

from assistant.conversing import Conversations, Message
from assistant.errors import QuestionError, RecordsUnavailable
from assistant.fixed import FIXED_OUTCOMES
from assistant.kept import Before, Rating, Tick
from assistant.types import Answer, Profile, Question, Sentence, Turn
from tests.channels.fakes import ANSWERED, FakeAssistant
from tests.channels.kept import NOON, FakeRecords, conversing

pytestmark = pytest.mark.asyncio

ME, OTHER = "web:me", "web:other"
ASKED = Message("Who pays?", ME, "c1")
GONE = RecordsUnavailable("Free some space.")
NOT_SAVED = "This answer was not saved, so it cannot be rated or handed on."


async def test_a_turn_is_kept_with_its_citations_before_it_is_told(conversations: Conversations, records: FakeRecords) -> None:
    async with aclosing(conversations.tell(ASKED)) as told:
        answer = await anext(told)
    [kept] = records.turns[ME]

    assert (kept.question, kept.answer, kept.citations) == ("Who pays?", ANSWERED.text, ANSWERED.citations)
    assert kept.notices == ANSWERED.notices
    assert (kept.conversation, kept.channel, kept.asked_at, kept.kind) == ("c1", "web", NOON, "funding")
    assert isinstance(answer, Answer)
    assert kept.id == answer.id


async def test_the_question_is_kept_as_the_assistant_repeats_it(records: FakeRecords) -> None:
    class Masking(FakeAssistant):
        async def tell(self, question: Question) -> AsyncGenerator[Sentence | Answer]:
            yield replace(ANSWERED, question="Brief me on [name]", id=question.id)

    await conversing(Masking(), records).answer(replace(ASKED, text="Brief me on Ms Example"))

    assert records.turns[ME][0].question == "Brief me on [name]"


async def test_neither_age_nor_residence_is_kept_or_handed_on(assistant: FakeAssistant, records: FakeRecords) -> None:
    text = "im 24 with settled status, who pays?"
    assistant.reply = replace(ANSWERED, question=text)
    conversations = conversing(assistant, records)

    answer = await conversations.answer(replace(ASKED, text=text))
    offer = await conversations.offer(ME, answer.id)

    assert (answer.question, offer.question) == (text, "im [age] with [residence], who pays?")
    assert records.turns[ME][0].question == offer.question


async def test_history_comes_from_the_records_where_the_client_has_none(
    conversations: Conversations, assistant: FakeAssistant
) -> None:
    await conversations.answer(ASKED)
    await conversations.answer(replace(ASKED, text="How long?"))

    assert assistant.asked[1].history == (Turn("user", "Who pays?"), Turn("assistant", ANSWERED.text))


async def test_the_history_of_the_client_is_taken_as_it_is(conversations: Conversations, assistant: FakeAssistant) -> None:
    said = (Turn("user", "Hello"), Turn("assistant", "Hi"))
    await conversations.answer(ASKED)
    await conversations.answer(replace(ASKED, history=said))

    assert assistant.asked[1].history == said


async def test_what_is_said_now_stands_above_the_profile_that_is_kept(
    conversations: Conversations, assistant: FakeAssistant
) -> None:
    await conversations.remember(ME, Profile(role="nurse", band="5"))

    await conversations.answer(replace(ASKED, profile=Profile(band="6")))

    assert assistant.asked[0].profile == Profile(role="nurse", band="6")


async def test_a_language_that_is_asked_for_stays(assistant: FakeAssistant, records: FakeRecords) -> None:
    wants = replace(conversing(assistant, records), wanted_language=lambda text: "tl" if "Tagalog" in text else None)

    await wants.answer(replace(ASKED, text="Reply in Tagalog please"))
    await wants.answer(ASKED)

    assert [asked.profile.language for asked in assistant.asked] == ["tl", "tl"]


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        *((outcome, kind) for kind, outcome in FIXED_OUTCOMES.items() if outcome == "signposted"),
        ("answered", "stress"),
        ("declined", "abuse"),
    ],
)
async def test_of_somebody_in_need_nothing_is_kept_and_nothing_logged(
    assistant: FakeAssistant, records: FakeRecords, caplog: pytest.LogCaptureFixture, outcome: str, kind: str
) -> None:
    assistant.reply = replace(ANSWERED, outcome=outcome, kind=kind)  # type: ignore[arg-type]

    with caplog.at_level(logging.DEBUG):
        answer = await conversing(assistant, records).answer(ASKED)

    assert records.turns == {}
    assert "Who pays?" not in caplog.text
    assert NOT_SAVED not in answer.notices


async def test_a_question_that_may_be_about_health_is_kept_without_its_words(
    assistant: FakeAssistant, records: FakeRecords
) -> None:
    assistant.reply = replace(ANSWERED, outcome="declined", kind="clinical")

    await conversing(assistant, records).answer(ASKED)

    assert records.turns[ME][0].question == ""


async def test_without_records_the_answer_is_given_with_one_notice(
    conversations: Conversations, records: FakeRecords, caplog: pytest.LogCaptureFixture
) -> None:
    records.error = GONE

    answer = await conversations.answer(ASKED)

    assert answer.text == ANSWERED.text
    assert answer.notices == (*ANSWERED.notices, NOT_SAVED)
    assert [record.message for record in caplog.records] == ['{"event": "turn_not_saved", "remedy": "Free some space."}']


async def test_records_that_fail_only_at_the_end_cost_no_answer(assistant: FakeAssistant) -> None:
    class Full(FakeRecords):
        async def before(self, person: str, conversation: str) -> Before:  # noqa: ARG002
            return Before()

    answer = await conversing(assistant, Full(error=GONE)).answer(ASKED)

    assert answer.notices[-1] == NOT_SAVED


async def test_a_question_that_cannot_be_read_is_not_kept(conversations: Conversations, records: FakeRecords) -> None:
    with pytest.raises(QuestionError):
        await conversations.answer(replace(ASKED, text=" "))

    assert records.turns == {}


async def test_a_comment_is_masked(conversations: Conversations, records: FakeRecords) -> None:
    answer = await conversations.answer(ASKED)

    await conversations.rate(ME, answer.id, Rating(useful=False, comment="Call me on 07700 900123"))

    assert records.ratings[answer.id].comment == "Call me on [phone number]"


async def test_forget_me_is_done_and_told_and_not_kept(
    conversations: Conversations, assistant: FakeAssistant, records: FakeRecords
) -> None:
    await conversations.answer(ASKED)

    answer = await conversations.answer(replace(ASKED, text="Forget me, please"))

    assert (answer.kind, answer.outcome) == ("forget_me", "answered")
    assert answer.text.startswith("Done. I deleted everything that I held about you. Questions with my answers: 1.")
    assert records.turns == {}
    assert len(assistant.asked) == 1


async def test_what_is_held_is_shown_and_only_to_its_person(conversations: Conversations) -> None:
    await conversations.answer(ASKED)
    show = replace(ASKED, text="show me what you hold")

    mine, theirs = await conversations.answer(show), await conversations.answer(replace(show, person=OTHER))

    assert (mine.kind, theirs.kind) == ("held", "held")
    assert "Who pays?" in mine.text
    assert theirs.text == "I hold nothing about you."


async def test_forget_me_without_records_is_not_said_to_be_done(conversations: Conversations, records: FakeRecords) -> None:
    records.error = GONE

    with pytest.raises(RecordsUnavailable):
        await conversations.answer(replace(ASKED, text="forget me"))


async def test_ticks_are_kept(conversations: Conversations) -> None:
    await conversations.tick(ME, Tick("arrival", "visa"), done=True)

    assert (await conversations.held(ME)).ticks == (Tick("arrival", "visa"),)


async def test_what_somebody_has_ticked_is_known_when_they_ask_next(
    conversations: Conversations, assistant: FakeAssistant
) -> None:
    await conversations.tick(ME, Tick("arrival", "visa"), done=True)

    await conversations.answer(ASKED)
    await conversations.answer(replace(ASKED, person=OTHER))

    assert [asked.ticked for asked in assistant.asked] == [{"visa"}, frozenset()]
