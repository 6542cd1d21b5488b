import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest

from assistant.channels.labels import labels
from assistant.channels.replies.escaping import in_markdown
from assistant.channels.teams.activities import happening
from assistant.channels.teams.connector import Connector
from assistant.channels.teams.hearing import Listener
from assistant.channels.teams.speaking import Speaker
from assistant.errors import IndexNotReady, NotToldYet, RecordsUnavailable
from assistant.kept import Received, Tick
from assistant.phrases import Phrases
from assistant.types import Answer, Details, Item, Step
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import NOON, FakePosted, FakeRecords
from tests.fake_teams import PERSON, TENANT, FakeTeams

ASHA = f"teams:{TENANT}:{PERSON}"
STEPS = Details("journey", (Item("First week", (Step("Open an account.", id="open-account"),)),), "First week", id="nurse")
CHECKLIST = replace(ANSWERED, kind="journey", details=STEPS)
EDIT = {"eventType": "editMessage", "tenant": {"id": TENANT}}
DELETE = {"eventType": "softDeleteMessage", "tenant": {"id": TENANT}}


@dataclass
class Inbox:
    """Takes each message once."""

    taken: list[Received] = field(default_factory=list)

    async def take(self, received: Received) -> bool:
        is_new = received.id not in {each.id for each in self.taken}
        if is_new:
            self.taken.append(received)
        return is_new


@dataclass
class Teams:
    """A listener that hears what the fake of Microsoft posts."""

    listener: Listener
    teams: FakeTeams
    inbox: Inbox

    async def hears(self, body: dict[str, Any]) -> dict[str, Any] | None:
        happened = happening(body)
        assert happened
        shown = await self.listener.hear(happened)
        await self.listener.rest()
        return None if shown is None else dict(shown)

    async def answers(self, text: str = "who pays?", body: Callable[[str], dict[str, Any]] | None = None) -> str:
        """Ask and have it answered; Teams' id of the answer."""
        await self.hears((body or self.teams.activity)(text))
        await self.listener.speaker.answer(self.inbox.taken[-1])
        return f"message-{len(self.teams.posted)}"

    def said(self) -> list[str]:
        return [each.text for each in self.teams.messages]


@pytest.fixture
def heard(speaker: Speaker, teams: FakeTeams) -> Teams:
    inbox = Inbox()
    return Teams(Listener(speaker, inbox.take, now=lambda: NOON), teams, inbox)


async def test_a_question_is_taken_in_and_nothing_is_said_yet(heard: Teams) -> None:
    shown = await heard.hears(heard.teams.activity("who pays?", id="42"))

    taken = heard.inbox.taken[0]
    assert (shown, heard.said()) == (None, [])
    assert (taken.id, taken.channel, taken.person, taken.text) == ("teams:a:chat-1:42", "teams", ASHA, "who pays?")
    assert (taken.conversation, taken.received_at, taken.place["kind"]) == ("teams:a:chat-1", NOON, "personal")


async def test_a_question_where_others_are_is_of_the_channel(heard: Teams) -> None:
    await heard.hears(heard.teams.mention("who pays?"))

    assert (heard.inbox.taken[0].channel, heard.inbox.taken[0].text) == ("teams_channel", "who pays?")


async def test_a_question_that_is_posted_again_is_the_same(heard: Teams) -> None:
    body = heard.teams.activity("who pays?")
    for _ in range(3):
        await heard.hears(body)

    assert len(heard.inbox.taken) == 1


@pytest.mark.parametrize(
    ("attachments", "label"), [([], "welcome"), ([{"contentType": "image/png", "contentUrl": "https://x.test"}], "files_only")]
)
async def test_a_message_without_words_is_answered_in_a_sentence(heard: Teams, attachments: list[Any], label: str) -> None:
    await heard.hears(heard.teams.activity("", attachments=attachments))

    assert (heard.said(), heard.inbox.taken) == ([labels()[label]], [])


@pytest.mark.parametrize(("kind", "data", "label"), [("messageUpdate", EDIT, "edited"), ("messageDelete", DELETE, "removed")])
async def test_a_change_is_told_of_once_however_often_teams_posts_it(
    heard: Teams, kind: str, data: dict[str, Any], label: str
) -> None:
    body = heard.teams.activity("who pays?", type=kind, channelData=data)
    for _ in range(3):
        await heard.hears(body)

    assert (heard.said(), heard.inbox.taken) == ([labels()[label]], [])


async def test_whoever_adds_the_app_is_greeted(heard: Teams) -> None:
    await heard.hears(heard.teams.activity(type="installationUpdate", action="add"))

    assert heard.said() == [labels()["welcome"]]


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


@pytest.mark.parametrize("feedback", ['{"feedbackText":"Out of date"}', "Out of date"])
@pytest.mark.parametrize("names_its_message", [True, False])
async def test_a_rating_is_kept_with_its_reason(
    heard: Teams, records: FakeRecords, feedback: str, *, names_its_message: bool
) -> None:
    message = await heard.answers()

    await heard.hears(heard.teams.rated("dislike", feedback, message if names_its_message else ""))

    rating = records.ratings[records.turns[ASHA][0].id]
    assert (rating.useful, rating.reason, rating.comment) == (False, "other", "Out of date")


async def test_a_rating_goes_to_the_answer_that_was_rated(heard: Teams, records: FakeRecords) -> None:
    first = await heard.answers()
    await heard.answers("and how long?")

    await heard.hears(heard.teams.rated("like", "", first))

    assert list(records.ratings) == [records.turns[ASHA][0].id]


async def test_a_rating_of_what_is_not_known_any_more_is_told(heard: Teams, records: FakeRecords) -> None:
    await heard.hears(heard.teams.rated("like", "", "message-of-last-year"))

    assert (records.ratings, heard.said()) == ({}, [labels()["rated_unknown"]])


async def test_a_rating_while_the_records_are_away_is_told(heard: Teams, posted: FakePosted) -> None:
    message = await heard.answers()
    posted.error = RecordsUnavailable("Start the database.")

    await heard.hears(heard.teams.rated("like", "", message))

    assert "cannot be reached" in heard.said()[-1]


async def test_a_rating_of_a_turn_that_has_expired_is_told(heard: Teams, records: FakeRecords) -> None:
    message = await heard.answers()
    records.turns.clear()

    await heard.hears(heard.teams.rated("like", "", message))

    assert heard.said()[-1] == "We do not have this answer."
