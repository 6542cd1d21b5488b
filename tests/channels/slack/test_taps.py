from typing import Any

import pytest

from assistant.channels.labels import labels
from assistant.errors import RecordsUnavailable
from assistant.types import Profile
from tests.channels.fakes import LEVY, FakeAssistant
from tests.channels.kept import FakeRecords
from tests.channels.slack.speaking import Speaking, asked, in_home, open_home
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import TEAM, event, tap
from tests.fake_slack.shown import Shown, texts_of

pytestmark = pytest.mark.asyncio
PERSON = "slack:T1:U1"


def opened(slack: FakeSlack) -> str:
    return "\n".join(texts_of(slack.views[-1]))


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


async def test_a_tap_on_a_message_of_an_earlier_version_is_acknowledged(person: Speaking, slack: FakeSlack) -> None:
    old = Shown("D1", "1.1", "1.1", "", [{"type": "actions", "elements": [{"type": "button", "action_id": "of_old"}]}])

    response = await person.send(tap(old, "of_old"))

    assert response.status_code == 200
    assert not slack.calls


async def test_what_cannot_be_kept_is_told(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    message = await asked(person, slack)
    turn = records.turns[PERSON][0].id
    records.error = RecordsUnavailable("secret is locked")

    await person.send(tap(message, "rate", value=f"yes:{turn}"))

    assert slack.thread("D1")[-1].text.startswith("What we keep cannot be reached")
