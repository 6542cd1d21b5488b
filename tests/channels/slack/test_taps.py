from dataclasses import replace
from typing import Any

import pytest

from assistant.channels.labels import labels
from assistant.errors import RecordsUnavailable
from assistant.kept import Tick
from assistant.types import Details, Item, Profile, Step
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import FakeRecords
from tests.channels.slack.speaking import Speaking
from tests.fake_slack import TEAM, FakeSlack, Shown, direct, event, mention, tap, texts_of

pytestmark = pytest.mark.asyncio

PERSON = "slack:T1:U1"
CHECKLIST = replace(
    ANSWERED,
    kind="journey",
    details=Details(
        "journey",
        (Item("Before arrival", (Step("Pass the CBT.", id="cbt"), Step("Get a visa.", id="visa"))),),
        "Nurse who trained abroad",
        id="nurse",
    ),
)


async def asked(person: Speaking, slack: FakeSlack) -> Shown:
    await person.send(event(direct("Who pays?")))
    return slack.thread("D1")[-1]


async def asked_in_a_channel(person: Speaking, slack: FakeSlack) -> Shown:
    await person.send(event(mention("Who pays?", thread_ts="1.5")))
    return slack.thread("C1")[-1]


def opened(slack: FakeSlack) -> str:
    return "\n".join(texts_of(slack.views[-1]))


def in_home(slack: FakeSlack, action: str, **more: Any) -> dict[str, Any]:
    blocks = slack.homes["U1"]["blocks"]
    told = tap(Shown("", "", "", "", blocks), action, **more)
    for name in ("channel", "message"):
        del told[name]
    return told | {"container": {"type": "view"}, "view": {"blocks": blocks}}


async def open_home(person: Speaking) -> None:
    await person.send(event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}))


async def test_a_citation_opens_its_quote(person: Speaking, slack: FakeSlack) -> None:
    await person.send(tap(await asked(person, slack), "quote:1"))

    assert LEVY in opened(slack)
    assert slack.named("views.open")[0].body["trigger_id"] == "9.8.7"


async def test_a_quote_whose_page_has_gone_is_shown_with_a_word_on_it(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    message = await asked(person, slack)
    assistant.sources.clear()

    await person.send(tap(message, "quote:1"))

    assert "no longer among those that I read" in opened(slack)
    assert LEVY in opened(slack)


async def test_a_quote_of_an_answer_that_is_gone_is_told_in_one_sentence(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    message = await asked(person, slack)
    records.turns.clear()

    await person.send(tap(message, "quote:1"))

    assert "no longer kept" in opened(slack)
    assert len(slack.views[-1]["blocks"]) == 1


async def test_a_modal_that_comes_too_late_is_told(person: Speaking, slack: FakeSlack) -> None:
    message = await asked(person, slack)
    slack.fail("views.open", "expired_trigger_id")

    await person.send(tap(message, "quote:1"))

    assert slack.thread("D1")[-1].text == "That took too long: please press the button again."


async def test_a_good_rating_is_kept_with_thanks(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    message = await asked(person, slack)
    turn = records.turns[PERSON][0].id

    await person.send(tap(message, "rate", value=f"yes:{turn}"))

    assert records.ratings[turn].useful
    assert (slack.thread("D1")[-1].only, not slack.views) == ("U1", True)


async def test_a_bad_rating_is_kept_and_its_reason_asked(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    message = await asked(person, slack)
    turn = records.turns[PERSON][0].id

    await person.send(tap(message, "rate", value=f"no:{turn}"))
    first = records.ratings[turn]
    await person.send(submitted(slack.views[-1], "out_of_date", "It says 2019. Call 07700 900123."))

    assert (first.useful, first.reason) == (False, None)
    assert (records.ratings[turn].useful, records.ratings[turn].reason) == (False, "out_of_date")
    assert "07700" not in records.ratings[turn].comment


def submitted(view: dict[str, Any], reason: str, comment: str) -> dict[str, Any]:
    values = {
        "reason": {"reason": {"type": "radio_buttons", "selected_option": {"value": reason} if reason else None}},
        "comment": {"comment": {"type": "plain_text_input", "value": comment or None}},
    }
    told = {"type": "modal", "callback_id": view["callback_id"], "private_metadata": view["private_metadata"]}
    return {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": "U1", "team_id": TEAM},
        "view": told | {"state": {"values": values}},
    }


async def test_a_reason_may_be_left_out(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    message = await asked(person, slack)
    turn = records.turns[PERSON][0].id
    await person.send(tap(message, "rate", value=f"no:{turn}"))

    response = await person.send(submitted(slack.views[-1], "", ""))

    assert response.status_code == 200
    assert (records.ratings[turn].reason, records.ratings[turn].comment) == (None, "")


async def test_an_answer_is_shown_to_all_when_its_asker_says_so(person: Speaking, slack: FakeSlack) -> None:
    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    shared = slack.thread("C1", "1.5")[-1]
    assert shared.only == ""
    assert "<@U1> asked this" in shared.words
    assert LEVY in shared.words
    assert all(action.startswith("quote:") for action in shared.buttons())


async def test_what_is_shown_to_all_says_the_notices_that_its_asker_saw(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.reply = replace(ANSWERED, notices=("Two of the sources are\nfrom 2019.", "Ask & check first."))

    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    private, shared = slack.thread("C1", "1.5")
    for notice in ("Two of the sources are from 2019.", "Ask & check first."):
        assert notice in private.words
        assert notice in shared.words


async def test_notices_that_a_button_has_no_room_for_are_shown_to_all_too(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    long = "A notice that is long. " * 90
    assistant.reply = replace(ANSWERED, notices=(long,))

    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    assert long.strip() in slack.thread("C1", "1.5")[-1].words


async def test_what_follows_a_tap_is_told_in_the_language_of_the_one_who_tapped(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    message = await asked(person, slack)
    turn = records.turns[PERSON][0].id
    records.languages[PERSON] = "fr"

    await person.send(tap(message, "rate", value=f"yes:{turn}"))
    records.turns.clear()
    await person.send(tap(message, "quote:1"))
    await open_home(person)
    await person.send(in_home(slack, "forget"))

    assert slack.thread("D1")[-1].text == labels("fr")["thank_you"]
    assert labels("fr")["quote_gone"] in opened(slack)
    assert labels("fr")["home_forgotten"] in "\n".join(texts_of(slack.homes["U1"]["blocks"]))


async def test_the_quotes_of_a_shared_answer_open_for_anyone(person: Speaking, slack: FakeSlack) -> None:
    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    await person.send(tap(slack.thread("C1", "1.5")[-1], "quote:1", user="U2"))

    assert LEVY in opened(slack)


async def test_an_answer_is_shared_by_its_asker_alone(person: Speaking, slack: FakeSlack) -> None:
    await person.send(tap(await asked_in_a_channel(person, slack), "share", user="U2"))

    assert [message.only for message in slack.thread("C1", "1.5")] == ["U1", "U2"]


async def test_what_slack_does_not_let_share_is_told(person: Speaking, slack: FakeSlack) -> None:
    message = await asked_in_a_channel(person, slack)
    slack.fail("chat.postMessage", "restricted_action")

    await person.send(tap(message, "share"))

    assert slack.thread("C1", "1.5")[-1].text == "Slack did not let me show it here."


async def test_whoever_opens_the_messages_is_offered_questions(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    records.profiles[PERSON] = Profile(role="Staff nurse")

    await person.send(event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}))

    body = slack.named("assistant.threads.setSuggestedPrompts")[0].body
    assert (body["channel_id"], "thread_ts" in body) == ("D1", False)
    assert body["prompts"][0]["message"] == "What are the four pillars of advanced practice?"


async def test_questions_are_offered_in_the_language_that_was_chosen(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    records.profiles[PERSON] = Profile(role="Staff nurse")
    records.languages[PERSON] = "es"

    await person.send(event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}))

    body = slack.named("assistant.threads.setSuggestedPrompts")[0].body
    assert body["title"] == labels("es")["prompts_title"]
    assert body["prompts"][0]["message"] == "¿Cuáles son los cuatro pilares de la práctica avanzada?"


async def test_the_home_shows_the_checklist_that_was_asked_for(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant, records: FakeRecords
) -> None:
    assistant.reply = CHECKLIST
    records.ticks[PERSON] = [Tick("nurse", "cbt")]
    await person.send(event(direct("I trained as a nurse abroad")))

    await open_home(person)

    boxes = Shown("", "", "", "", slack.homes["U1"]["blocks"]).buttons()["tick"]
    assert [option["value"] for option in boxes["options"]] == ["nurse:cbt", "nurse:visa"]
    assert [option["value"] for option in boxes["initial_options"]] == ["nurse:cbt"]
    assert len(records.turns[PERSON]) == 1


async def test_a_step_is_ticked_and_unticked_in_the_home(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant, records: FakeRecords
) -> None:
    assistant.reply = CHECKLIST
    await person.send(event(direct("I trained as a nurse abroad")))
    await open_home(person)

    await person.send(in_home(slack, "tick", selected_options=[{"value": "nurse:visa"}]))
    assert records.ticks[PERSON] == [Tick("nurse", "visa")]

    await person.send(in_home(slack, "tick", selected_options=[]))
    assert records.ticks[PERSON] == []


async def test_the_home_forgets_a_person(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    await asked(person, slack)
    await open_home(person)

    await person.send(in_home(slack, "forget"))

    assert PERSON not in records.turns
    assert "has been deleted" in "\n".join(texts_of(slack.homes["U1"]["blocks"]))


async def test_the_home_changes_the_language(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    await open_home(person)

    await person.send(in_home(slack, "language", selected_option={"value": "en"}))

    assert records.languages[PERSON] == "en"
    chosen = Shown("", "", "", "", slack.homes["U1"]["blocks"]).buttons()["language"]["initial_option"]
    assert chosen["value"] == "en"


async def test_a_home_whose_records_are_out_of_reach_says_so(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    records.error = RecordsUnavailable("secret is locked")

    await open_home(person)

    words = "\n".join(texts_of(slack.homes["U1"]["blocks"]))
    assert "cannot be reached at the moment" in words
    assert "secret" not in words


async def test_what_cannot_be_kept_is_told(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    message = await asked(person, slack)
    turn = records.turns[PERSON][0].id
    records.error = RecordsUnavailable("secret is locked")

    await person.send(tap(message, "rate", value=f"yes:{turn}"))

    assert slack.thread("D1")[-1].text.startswith("What we keep cannot be reached")


async def test_a_tap_on_a_message_of_an_earlier_version_is_acknowledged(person: Speaking, slack: FakeSlack) -> None:
    old = Shown("D1", "1.1", "1.1", "", [{"type": "actions", "elements": [{"type": "button", "action_id": "of_old"}]}])

    response = await person.send(tap(old, "of_old"))

    assert response.status_code == 200
    assert not slack.calls
