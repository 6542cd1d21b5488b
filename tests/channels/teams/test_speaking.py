import asyncio
import json
from dataclasses import replace

import httpx
import pytest

from assistant.channels.labels import labels
from assistant.channels.teams.connector import Connector
from assistant.channels.teams.place import Place
from assistant.channels.teams.speaking import Speaker
from assistant.errors import IndexNotReady, ModelUnavailable, NotToldYet, QuestionError, RecordsUnavailable, Undeliverable
from assistant.types import Choice
from tests.channels.fakes import ANSWERED, LEVY, NO_EVIDENCE, FakeAssistant, cite
from tests.channels.kept import FakePosted, FakeRecords, conversing
from tests.channels.teams.places import ALONE, HANDOFF, ROOM, received
from tests.fake_teams import FakeTeams


def citations(body: dict[str, object]) -> list[dict[str, object]]:
    entities = body["entities"]
    assert isinstance(entities, list)
    return [each["appearance"] for entity in entities for each in entity.get("citation", [])]


async def test_an_answer_comes_with_its_quotes_their_dates_an_ai_label_and_thumbs(teams: FakeTeams, speaker: Speaker) -> None:
    await speaker.answer(received())

    typing, message = teams.posted
    first = citations(message.body)[0]
    assert (typing.body["type"], "[1]" in message.text) == ("typing", True)
    assert LEVY in str(first["abstract"])
    assert "2026" in str(first["abstract"])
    assert first["url"] == "https://example.org/apprenticeships"
    assert "AIGeneratedContent" in json.dumps(message.body["entities"])
    assert message.body["channelData"]["feedbackLoop"] == {"type": "default"}


async def test_a_citation_opens_a_long_quote_with_its_source_as_text_that_is_not_live(
    teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant
) -> None:
    quote = f"{LEVY} *This* is more than fits beside it. " * 3
    assistant.reply = replace(ANSWERED, citations=(replace(cite(1, LEVY), quote=quote),))

    await speaker.answer(received())

    opened = json.loads(str(citations(teams.messages[0].body)[0]["text"]))
    inlines = [run["text"] for block in opened["body"] for run in block["inlines"]]
    assert quote.strip() in inlines
    assert {block["type"] for block in opened["body"]} == {"RichTextBlock"}


async def test_teams_gets_no_more_citations_than_it_takes_and_the_card_has_all(
    teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant
) -> None:
    many = tuple(replace(cite(1, LEVY), number=number) for number in range(1, 13))
    text = "\n".join(f"- Point {each.number} [{each.number}]" for each in many)
    assistant.reply = replace(ANSWERED, text=text, citations=many)

    await speaker.answer(received())

    assert len(citations(teams.messages[0].body)) == 10
    assert '"[12]"' in json.dumps(teams.messages[0].card)


async def test_follow_ups_and_choices_are_buttons_that_send_what_they_say(
    teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant
) -> None:
    assistant.reply = replace(ANSWERED, choices=(Choice("Full time", "full time"),))

    await speaker.answer(received())

    card = json.dumps(teams.messages[0].card)
    assert '"verb": "ask", "text": "What grades do I need?"' in card
    assert '"verb": "ask", "text": "full time"' in card


async def test_the_question_is_asked_as_its_person_in_its_channel(speaker: Speaker, assistant: FakeAssistant) -> None:
    await speaker.answer(received(ROOM))

    assert (assistant.asked[0].text, assistant.asked[0].person, assistant.asked[0].channel) == (
        "who pays?",
        "teams:t:asha",
        "teams_channel",
    )


async def test_a_slow_answer_is_waited_for_in_sight(teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant) -> None:
    assistant.delay = speaker.pace * 10

    await speaker.answer(received())

    assert [each.stream for each in teams.posted] == ["", "informative", "final"]
    assert teams.posted[1].text == labels()["searching"]


async def test_an_answer_that_was_begun_before_a_crash_comes_whole(
    teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant
) -> None:
    assistant.delay = speaker.pace * 3

    await speaker.answer(received(tries=1))

    assert [each.stream for each in teams.messages] == [""]


async def test_an_answer_does_not_wait_until_typing_is_shown(
    teams: FakeTeams, assistant: FakeAssistant, records: FakeRecords
) -> None:
    shown = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        if b'"typing"' in request.content:
            await shown.wait()
        return teams(request)

    speaker = Speaker(conversing(assistant, records), Connector(teams.app, httpx.MockTransport(slow)), FakePosted(), pace=0.05)

    await asyncio.wait_for(speaker.answer(received()), 2)

    assert [each.body["type"] for each in teams.posted] == ["message"]


async def test_typing_that_teams_refuses_is_not_tried_again(teams: FakeTeams, speaker: Speaker) -> None:
    teams.failures = [httpx.Response(429, headers={"Retry-After": "20"})]

    await speaker.answer(received())

    assert [each.body["type"] for each in teams.posted] == ["message"]


async def test_text_beside_a_file_is_answered_and_the_file_is_named_as_unread(teams: FakeTeams, speaker: Speaker) -> None:
    await speaker.answer(received(ALONE.with_files()))

    assert teams.messages[0].text.startswith(labels()["reads_text_only"])
    assert LEVY in teams.messages[0].text


async def test_not_knowing_is_said_as_everywhere(teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant) -> None:
    assistant.reply = NO_EVIDENCE

    await speaker.answer(received())

    assert NO_EVIDENCE.text in teams.messages[0].text


@pytest.mark.parametrize(
    ("error", "told"), [(QuestionError("Ask something."), "Ask something."), (IndexNotReady("Index first."), "Index first.")]
)
async def test_what_keeps_a_question_from_its_answer_is_told_in_a_sentence(
    teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant, error: Exception, told: str
) -> None:
    assistant.error = error

    await speaker.answer(received())

    assert [(each.text, each.body["textFormat"]) for each in teams.messages] == [(told, "plain")]


async def test_what_went_wrong_is_told_in_the_language_that_teams_is_set_to(
    teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant
) -> None:
    assistant.error = ModelUnavailable("Start the model.")

    await speaker.answer(received(replace(ALONE, language="fr")))

    assert [each.text for each in teams.messages] == [labels("fr")["model_down"]]


async def test_a_message_of_100_kb_is_told_in_a_sentence(teams: FakeTeams, speaker: Speaker, assistant: FakeAssistant) -> None:
    assistant.error = QuestionError("This is too long.")

    await speaker.answer(received(text="who pays? " * 10_000))

    assert teams.messages[0].text == "This is too long."


async def test_an_app_that_was_taken_out_can_answer_nobody(teams: FakeTeams, speaker: Speaker) -> None:
    teams.failures = [httpx.Response(403)] * 2

    with pytest.raises(Undeliverable):
        await speaker.answer(received())

    assert teams.posted == []


async def test_an_answer_that_teams_did_not_take_is_asked_for_again(teams: FakeTeams, speaker: Speaker) -> None:
    teams.failures = [None, *[httpx.Response(503)] * 9]

    with pytest.raises(NotToldYet):
        await speaker.answer(received())


async def test_no_word_of_a_question_is_logged(teams: FakeTeams, speaker: Speaker, caplog: pytest.LogCaptureFixture) -> None:
    teams.failures = [httpx.Response(500)] * 3

    await speaker.answer(received(text="my salary is secret"))

    assert "secret" not in caplog.text


async def test_giving_up_is_told(teams: FakeTeams, speaker: Speaker) -> None:
    await speaker.give_up(received(ROOM))

    assert [(each.text, each.whispered) for each in teams.messages] == [(labels()["could_not_answer"], True)]


@pytest.mark.parametrize("place", [ALONE, ROOM])
async def test_a_reply_to_where_the_app_was_taken_out_can_never_arrive(teams: FakeTeams, speaker: Speaker, place: Place) -> None:
    teams.failures = [httpx.Response(404)]

    with pytest.raises(Undeliverable):
        await speaker.deliver(HANDOFF, place)


async def test_records_that_are_away_are_told_below_the_answer(teams: FakeTeams, speaker: Speaker, records: FakeRecords) -> None:
    records.error = RecordsUnavailable("Start the database.")

    await speaker.answer(received())

    assert LEVY in teams.messages[0].text
    assert "Start the database" not in teams.messages[0].text


async def test_an_answer_is_posted_once_even_where_it_cannot_be_noted_which_message_holds_it(
    teams: FakeTeams, speaker: Speaker, posted: FakePosted, caplog: pytest.LogCaptureFixture
) -> None:
    posted.error = RecordsUnavailable("Start the database.")

    await speaker.answer(received())

    assert [LEVY in each.text for each in teams.messages] == [True]
    assert json.loads(caplog.messages[0]) == {"event": "teams_message_not_noted", "remedy": "Start the database."}
