import asyncio
from dataclasses import replace

import pytest

from assistant.errors import NotToldYet, RecordsUnavailable, Undeliverable
from assistant.reception import WAITS, Reception
from assistant.safety import MAX_CHARACTERS
from tests.fake_inbox import FakeAnswering, FakeInbox
from tests.records.turns import received


def opened(inbox: FakeInbox, answering: FakeAnswering, at_once: int = 4) -> Reception:
    reception = Reception(inbox, at_once)
    reception.open("slack", answering)
    return reception


async def soon() -> None:
    await asyncio.sleep(0.01)


async def test_a_message_is_kept_before_it_is_answered_and_wiped_after() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    answering.may_go_on.clear()
    reception = opened(inbox, answering)

    assert await reception.take(received())
    await soon()
    kept = inbox.kept["slack:Ev1"]
    answering.may_go_on.set()
    await soon()

    assert kept == received()
    assert answering.begun == [received()]
    assert inbox.kept == {"slack:Ev1": None}


async def test_what_is_sent_again_is_answered_once() -> None:
    answering = FakeAnswering()
    reception = opened(FakeInbox(), answering)

    taken = [await reception.take(received()) for _ in range(4)]
    await soon()

    assert taken == [True, False, False, False]
    assert len(answering.begun) == 1


async def test_what_is_kept_is_masked() -> None:
    inbox = FakeInbox()
    await opened(inbox, answering := FakeAnswering()).take(received(text="my email is ada@example.org, who pays?"))
    await soon()

    assert "ada@example.org" not in answering.begun[0].text
    assert "who pays?" in answering.begun[0].text


@pytest.mark.parametrize("text", ["why " * 25_000, "ada@example.org " + "why " * 10_000])
async def test_what_is_too_long_is_kept_just_too_long_so_that_its_writer_is_told(text: str) -> None:
    answering = FakeAnswering()
    await opened(FakeInbox(), answering).take(received(text=text))
    await soon()

    assert MAX_CHARACTERS < len(answering.begun[0].text) < MAX_CHARACTERS + 100


async def test_what_cannot_be_kept_is_answered_all_the_same_and_once(caplog: pytest.LogCaptureFixture) -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    inbox.error = RecordsUnavailable("Free some space.")
    reception = opened(inbox, answering)

    taken = [await reception.take(received(text="i want to end my life")) for _ in range(3)]
    await soon()
    inbox.error = None
    await reception.look()

    assert taken == [True, False, False]
    assert [each.text for each in answering.begun] == ["i want to end my life"]
    assert caplog.messages == ['{"event": "inbox_unreachable", "remedy": "Free some space."}']


async def test_so_many_are_answered_at_once_and_all_are_held() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    answering.may_go_on.clear()
    reception = opened(inbox, answering, at_once=2)
    for id_ in ("a", "b", "c"):
        await reception.take(received(id_, conversation=id_))
    await soon()
    begun = [each.id for each in answering.begun]

    await reception.look()
    answering.may_go_on.set()
    await soon()

    assert begun == ["a", "b"]
    assert inbox.held == [{"a", "b", "c"}]
    assert [each.id for each in answering.begun] == ["a", "b", "c"]


async def test_what_a_dead_process_left_is_answered_here() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    inbox.left = [replace(received(), tries=1)]

    await opened(inbox, answering).look()
    await soon()

    assert [each.tries for each in answering.begun] == [1]
    assert inbox.kept == {"slack:Ev1": None}


async def test_what_could_not_be_answered_is_tried_again_later_and_later_and_then_given_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    inbox, answering = FakeInbox(), FakeAnswering(NotToldYet("Slack is down: it is tried again."))
    reception = opened(inbox, answering)
    await reception.take(received())
    await soon()

    for _ in range(len(WAITS) + 1):
        await reception.look()
        await soon()
    answering.error = None
    await reception.look()
    await soon()

    assert [each.tries for each in answering.begun] == [0, 1, 2, 3]
    assert len(answering.given_up) == 1
    assert inbox.waits[: len(WAITS)] == list(WAITS)
    assert inbox.kept == {"slack:Ev1": None}
    assert len(caplog.messages) == 2
    assert not any(word in caplog.text for word in ("Who pays", "U1", "D1"))


async def test_those_of_one_conversation_are_answered_one_after_the_other_as_they_came() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    answering.may_go_on.clear()
    reception = opened(inbox, answering)
    await reception.take(received("first"))
    await reception.take(received("second"))
    await reception.take(received("elsewhere", conversation="another"))
    await soon()
    begun = [each.id for each in answering.begun]

    answering.may_go_on.set()
    await soon()

    assert begun == ["first", "elsewhere"]
    assert [each.id for each in answering.begun] == ["first", "elsewhere", "second"]


async def test_what_another_has_taken_over_is_left_to_them() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    answering.may_go_on.clear()
    reception = opened(inbox, answering)
    await reception.take(received())
    await soon()

    inbox.lost = {"slack:Ev1"}
    await reception.look()
    answering.may_go_on.set()
    await soon()

    assert inbox.kept["slack:Ev1"] is not None


async def test_what_is_answered_is_wiped_at_the_next_look_once() -> None:
    inbox = FakeInbox()
    reception = opened(inbox, FakeAnswering())
    await reception.take(received())
    await soon()

    await reception.look()
    await reception.look()

    assert inbox.wiped == 1


async def test_a_fault_of_ours_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    inbox.left = [replace(received(), tries=1)]
    inbox.error = ValueError("a fault")
    reception = opened(inbox, answering)
    await reception.look()

    inbox.error = None
    await reception.look()
    await soon()

    assert "look_failed" in caplog.text
    assert len(answering.begun) == 1


async def test_what_can_never_be_delivered_is_over() -> None:
    inbox = FakeInbox()

    await opened(inbox, FakeAnswering(Undeliverable("The channel is archived."))).take(received())
    await soon()

    assert inbox.kept == {"slack:Ev1": None}


async def test_what_was_answered_while_the_records_were_away_is_not_answered_again() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    answering.may_go_on.clear()
    reception = opened(inbox, answering)
    await reception.take(received())
    await soon()
    inbox.error = RecordsUnavailable("Start the database.")
    answering.may_go_on.set()
    await soon()

    inbox.error, inbox.left = None, [replace(received(), tries=1)]
    await reception.look()
    await soon()

    assert len(answering.begun) == 1
    assert inbox.kept == {"slack:Ev1": None}


async def test_records_that_are_away_are_told_once(caplog: pytest.LogCaptureFixture) -> None:
    inbox = FakeInbox()
    inbox.error = RecordsUnavailable("Start the database.")
    reception = opened(inbox, FakeAnswering())

    await reception.look()
    await reception.look()

    assert caplog.messages == ['{"event": "inbox_unreachable", "remedy": "Start the database."}']


async def test_what_is_being_answered_ends_with_the_service_and_stays_kept() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    answering.may_go_on.clear()
    reception = opened(inbox, answering)
    going = asyncio.create_task(reception.keep_going())
    await reception.take(received())
    await soon()

    going.cancel()
    await asyncio.gather(going, return_exceptions=True)
    await soon()

    assert inbox.kept["slack:Ev1"] is not None
