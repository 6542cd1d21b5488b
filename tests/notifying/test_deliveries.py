from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from assistant.errors import NotKept, NotToldYet, RecordsUnavailable, Undeliverable
from assistant.kept import Handoff
from assistant.notifying.deliveries import Deliveries
from tests.notifying.handoffs import WAITING

DUE = replace(WAITING, channel="slack_channel", reply="Yes.", state="answered", place={"channel": "C1"}, delivery="due")


class FakeReplied:
    def __init__(self, *due: Handoff) -> None:
        self.due = list(due)
        self.reached: dict[str, bool] = {}
        self.error: Exception | None = None
        self.is_away = False

    async def undelivered(self) -> Sequence[Handoff]:
        if self.is_away:
            raise RecordsUnavailable("Start the database.")
        return tuple(self.due)

    async def delivered(self, handoff: Handoff, *, reached: bool = True) -> None:
        if self.error:
            raise self.error
        self.due.remove(handoff)
        self.reached[handoff.id] = reached


class FakeChannel:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.said: list[tuple[str, Mapping[str, str]]] = []

    async def deliver(self, handoff: Handoff, place: Mapping[str, str]) -> None:
        if self.error:
            raise self.error
        self.said.append((handoff.reply, place))


def delivering(replied: FakeReplied, channel: FakeChannel) -> Deliveries:
    deliveries = Deliveries(replied)
    deliveries.open("slack", channel)
    return deliveries


async def test_a_reply_is_said_once_in_its_place() -> None:
    replied, channel = FakeReplied(DUE), FakeChannel()
    deliveries = delivering(replied, channel)

    await deliveries.go()
    await deliveries.go()

    assert channel.said == [("Yes.", {"channel": "C1"})]
    assert replied.reached == {DUE.id: True}


async def test_what_did_not_arrive_is_tried_again_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    replied, channel = FakeReplied(DUE), FakeChannel(NotToldYet("Slack is down: it is tried again."))
    deliveries = delivering(replied, channel)
    await deliveries.go()
    await deliveries.go()

    channel.error = None
    await deliveries.go()

    assert channel.said == [("Yes.", {"channel": "C1"})]
    assert len(caplog.messages) == 1
    assert "Slack is down" in caplog.text
    assert "Yes." not in caplog.text


async def test_what_can_never_arrive_is_noted_and_not_tried_again() -> None:
    replied, channel = FakeReplied(DUE), FakeChannel(Undeliverable("The channel is archived."))

    await delivering(replied, channel).go()

    assert (replied.due, replied.reached) == ([], {DUE.id: False})


async def test_one_that_fails_does_not_hold_up_the_others() -> None:
    replied = FakeReplied(replace(DUE, id="lost", channel="teams"), DUE)
    channel, lost = FakeChannel(), FakeChannel(NotToldYet("Teams is down."))
    deliveries = delivering(replied, channel)
    deliveries.open("teams", lost)

    await deliveries.go()

    assert replied.reached == {DUE.id: True}


async def test_a_channel_that_is_not_here_is_left_to_another_replica() -> None:
    replied = FakeReplied(replace(DUE, channel="teams"))

    await delivering(replied, FakeChannel()).go()

    assert len(replied.due) == 1


async def test_a_question_that_was_deleted_meanwhile_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    replied, channel = FakeReplied(DUE), FakeChannel()
    replied.error = NotKept("It is gone.")

    await delivering(replied, channel).go()

    assert caplog.messages == []


async def test_records_that_cannot_be_reached_end_nothing(caplog: pytest.LogCaptureFixture) -> None:
    replied = FakeReplied(DUE)
    replied.is_away = True

    await delivering(replied, FakeChannel()).go()

    assert "Start the database." in caplog.messages[0]


async def test_a_reply_that_was_said_and_could_not_be_noted_is_not_said_again() -> None:
    replied, channel = FakeReplied(DUE), FakeChannel()
    replied.error = RecordsUnavailable("Free some space.")
    deliveries = delivering(replied, channel)
    await deliveries.go()
    await deliveries.go()

    replied.error = None
    await deliveries.go()

    assert len(channel.said) == 1
    assert replied.reached == {DUE.id: True}


async def test_a_fault_of_ours_is_logged_and_ends_no_round(caplog: pytest.LogCaptureFixture) -> None:
    replied, channel = FakeReplied(DUE), FakeChannel(ValueError("a fault"))
    deliveries = delivering(replied, channel)
    await deliveries.go()

    channel.error = None
    await deliveries.go()

    assert "deliveries_failed" in caplog.text
    assert len(channel.said) == 1
