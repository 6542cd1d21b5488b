import asyncio
import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from assistant.channels.labels import labels
from assistant.channels.replies.escaping import in_markdown
from assistant.channels.teams.activities import happening
from assistant.channels.teams.connector import Connector
from assistant.channels.teams.hearing import Listener
from assistant.errors import IndexNotReady, NotToldYet
from assistant.kept import Tick
from assistant.phrases import Phrases
from assistant.types import Answer, Item, Step
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import FakeRecords
from tests.channels.teams.listening import ASHA, CHECKLIST, STEPS, Teams


async def test_a_button_sends_what_it_says_and_tells_that_it_was_pressed(heard: Teams) -> None:
    shown = await heard.hears(heard.teams.pressed("ask", text="full time"))

    assert heard.inbox.taken[0].text == "full time"
    assert shown == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": labels()["asked_from_card"],
    }


async def test_a_step_of_a_journey_is_ticked_off(heard: Teams, records: FakeRecords) -> None:
    shown = await heard.hears(heard.teams.pressed("tick", journey="first-days", step="2", done=True))

    assert records.ticks == {ASHA: [Tick("first-days", "2")]}
    assert shown is not None
    assert shown["value"] == labels()["step_saved"]


async def test_the_card_is_drawn_again_with_what_is_ticked(heard: Teams, records: FakeRecords, assistant: FakeAssistant) -> None:
    assistant.reply = CHECKLIST
    await heard.answers("what do I do first?")
    turn = records.turns[ASHA][0].id
    done = (Item("First week", (Step("Open an account.", "met", id="open-account"),)),)
    assistant.reply = replace(CHECKLIST, details=replace(STEPS, items=done))

    shown = await heard.hears(heard.teams.pressed("tick", journey="nurse", step="open-account", done=True, turn=turn))

    assert shown is not None
    assert shown["type"] == "application/vnd.microsoft.card.adaptive"
    assert '"verb": "tick"' in json.dumps(heard.teams.messages[0].card)
    assert '"verb": "tick"' not in json.dumps(shown["value"])
    assert f'"turn": "{turn}"' in json.dumps(shown["value"])
    asked = assistant.asked[-1]
    assert (asked.text, asked.tool, sorted(asked.ticked)) == ("what do I do first?", "journey", ["open-account"])
    assert len(records.turns[ASHA]) == 1


@pytest.mark.parametrize("later", [ANSWERED, IndexNotReady("Index first.")], ids=["another answer", "no answer"])
async def test_a_step_is_ticked_also_where_the_card_cannot_be_drawn_again(
    heard: Teams, records: FakeRecords, assistant: FakeAssistant, later: Answer | Exception
) -> None:
    assistant.reply = CHECKLIST
    await heard.answers("what do I do first?")
    if isinstance(later, Answer):
        assistant.reply = later
    else:
        assistant.error = later

    data = {"journey": "nurse", "step": "open-account", "done": True, "turn": records.turns[ASHA][0].id}
    shown = await heard.hears(heard.teams.pressed("tick", **data))

    assert shown is not None
    assert (shown["value"], records.ticks) == (labels()["step_saved"], {ASHA: [Tick("nurse", "open-account")]})


async def test_a_question_for_a_person_is_offered_with_choices_before_anything_is_sent(
    heard: Teams, records: FakeRecords
) -> None:
    await heard.answers()
    turn = records.turns[ASHA][0].id

    await heard.hears(heard.teams.pressed("person", turn=turn))
    await heard.listener.speaker.answer(heard.inbox.taken[-1])

    assert records.handed == {}
    assert f"Send it [{turn}]" in json.dumps(heard.teams.messages[-1].card)


async def test_a_person_is_asked_about_the_answer_on_whose_card_the_button_is(heard: Teams, records: FakeRecords) -> None:
    await heard.answers()
    await heard.answers("and how long?")
    turn = records.turns[ASHA][0].id

    await heard.hears(heard.teams.pressed("person", turn=turn))
    await heard.listener.speaker.answer(heard.inbox.taken[-1])

    assert f"Send it [{turn}]" in json.dumps(heard.teams.messages[-1].card)


async def test_a_person_cannot_be_asked_about_what_is_not_kept_any_more(heard: Teams) -> None:
    await heard.hears(heard.teams.pressed("person", turn="of last year"))
    await heard.listener.speaker.answer(heard.inbox.taken[-1])

    assert heard.said()[-1] == "We do not have this answer."


async def test_a_question_is_handed_to_a_person_when_its_asker_says_so(heard: Teams, records: FakeRecords) -> None:
    await heard.answers()
    turn = records.turns[ASHA][0].id

    await heard.hears(heard.teams.pressed("ask", text=f"Send it [{turn}]"))
    await heard.listener.speaker.answer(heard.inbox.taken[-1])

    assert [each.turn for each in records.handed[ASHA]] == [turn]


async def test_an_answer_is_shown_to_all_when_its_asker_says_so(heard: Teams, records: FakeRecords) -> None:
    await heard.answers(body=heard.teams.mention)
    turn = records.turns[ASHA][0].id

    await heard.hears(heard.teams.mention("") | {"text": "", "value": {"verb": "share", "turn": turn}})

    shared = heard.teams.messages[-1]
    assert (shared.whispered, LEVY in shared.text) == (False, True)


async def test_an_answer_is_shown_to_all_once_however_often_teams_tells_of_it(heard: Teams, records: FakeRecords) -> None:
    await heard.answers(body=heard.teams.mention)
    turn = records.turns[ASHA][0].id
    body = heard.teams.mention("") | {"text": "", "value": {"verb": "share", "turn": turn}}
    already = len(heard.teams.messages)

    for _ in range(3):
        await heard.hears(body)

    assert [each.whispered for each in heard.teams.messages[already:]] == [False]


async def test_whoever_shows_an_answer_to_all_does_not_wait_until_teams_has_taken_it(heard: Teams, records: FakeRecords) -> None:
    await heard.answers(body=heard.teams.mention)
    body = heard.teams.mention("") | {"text": "", "value": {"verb": "share", "turn": records.turns[ASHA][0].id}}
    already = len(heard.teams.messages)
    happened = happening(body)
    assert happened

    shown = await heard.listener.hear(happened)
    by_then = len(heard.teams.messages)
    await heard.listener.rest()

    assert shown is not None
    assert (by_then, len(heard.teams.messages)) == (already, already + 1)


async def test_an_answer_that_cannot_be_shown_to_all_is_told_to_its_asker(heard: Teams, records: FakeRecords) -> None:
    await heard.answers(body=heard.teams.mention)
    turn = records.turns[ASHA][0].id
    heard.teams.failures = [httpx.Response(400)]

    await heard.hears(heard.teams.mention("") | {"text": "", "value": {"verb": "share", "turn": turn}})

    assert [(each.whispered, LEVY in each.text) for each in heard.teams.messages[1:]] == [(True, False)]


async def test_what_is_shown_to_all_says_the_notices_that_its_asker_saw(
    heard: Teams, records: FakeRecords, assistant: FakeAssistant
) -> None:
    phrases = Phrases.load("en")
    told = (phrases.model_written, phrases.review_passed.format(review_by="1 January 2020"), "Ask your employer first.")
    assistant.reply = replace(ANSWERED, notices=told)
    await heard.answers(body=heard.teams.mention)

    turn = records.turns[ASHA][0].id
    await heard.hears(heard.teams.mention("") | {"text": "", "value": {"verb": "share", "turn": turn}})

    private, shared = heard.teams.messages
    for notice in told:
        assert in_markdown(notice) in private.text
        assert in_markdown(notice) in shared.text


@pytest.mark.parametrize("conversation", [{}, {"isGroup": True, "id": "19:chat@thread.v2"}, {"id": "19:chat@thread.v2"}])
async def test_a_follow_up_that_is_pressed_where_others_are_is_answered_to_its_asker_alone(
    heard: Teams, conversation: dict[str, Any]
) -> None:
    room = conversation or heard.teams.mention("")["conversation"]

    await heard.hears(heard.teams.pressed("ask", text="full time") | {"conversation": room})
    heard.teams.failures = [None, *[httpx.Response(503)] * 3]
    with pytest.raises(NotToldYet):
        await heard.listener.speaker.answer(heard.inbox.taken[-1])
    heard.teams.failures = []
    await heard.listener.speaker.answer(heard.inbox.taken[-1])

    assert [each.whispered for each in heard.teams.messages] == [True]


async def test_what_does_not_end_when_the_service_stops_is_stopped(heard: Teams) -> None:
    async def hang(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        return heard.teams(request)

    speaker = replace(heard.listener.speaker, connector=Connector(heard.teams.app, httpx.MockTransport(hang)))
    listener = Listener(speaker, heard.inbox.take)
    happened = happening(heard.teams.activity(""))
    assert happened
    await listener.hear(happened)
    (saying,) = listener.later

    await asyncio.wait_for(listener.rest(0.05), 2)

    assert saying.cancelled()


async def test_nobody_can_show_an_answer_that_is_not_theirs(heard: Teams) -> None:
    shown = await heard.hears(heard.teams.pressed("share", turn="of somebody else"))

    assert shown is not None
    assert (shown["value"], heard.said()) == ("We do not have this answer.", [])


@pytest.mark.parametrize("verb", ["invention", "ask", "tick", "share", ""])
async def test_a_button_that_is_not_known_is_told_in_a_sentence(heard: Teams, verb: str) -> None:
    shown = await heard.hears(heard.teams.pressed(verb))

    assert shown is not None
    assert (shown["value"], heard.inbox.taken) == (labels()["button_unknown"], [])
