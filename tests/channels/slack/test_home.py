from dataclasses import replace

import pytest

from assistant.errors import RecordsUnavailable
from assistant.kept import Tick
from assistant.types import Details, Item, Step
from tests.channels.fakes import ANSWERED, FakeAssistant
from tests.channels.kept import FakeRecords
from tests.channels.slack.speaking import Speaking, asked, in_home, open_home
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import direct, event
from tests.fake_slack.shown import Shown, texts_of

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
