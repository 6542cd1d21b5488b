import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from assistant.errors import NotToldYet, RecordsUnavailable, Undeliverable
from assistant.kept import Received
from assistant.reception import MOST_TRIES, Reception
from assistant.safety import MAX_CHARACTERS
from tests.records.turns import received


class FakeInbox:
    """Keeps messages; what nobody holds is `left`."""

    def __init__(self) -> None:
        self.kept: dict[str, Received | None] = {}
        self.left: list[Received] = []
        self.held: list[set[str]] = []
        self.error: RecordsUnavailable | None = None

    async def take(self, message: Received) -> bool:
        self._fail()
        is_new = message.id not in self.kept
        self.kept.setdefault(message.id, message)
        return is_new

    async def hold(self, ids: Collection[str]) -> None:
        self._fail()
        self.held.append(set(ids))

    async def claim(self, count: int) -> Sequence[Received]:
        self._fail()
        claimed, self.left = self.left[:count], self.left[count:]
        return [each for each in claimed if self.kept.get(each.id, each) is not None]

    async def done(self, id_: str) -> None:
        self._fail()
        self.kept[id_] = None

    def _fail(self) -> None:
        if self.error:
            raise self.error


class FakeAnswering:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.begun: list[Received] = []
        self.given_up: list[Received] = []

    async def answer(self, received: Received) -> None:
        self.begun.append(received)
        await self.may_go_on.wait()
        if self.error:
            raise self.error

    async def give_up(self, received: Received) -> None:
        self.given_up.append(received)


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
    inbox.left = []
    await opened(inbox, answering := FakeAnswering()).take(received(text="my email is ada@example.org, who pays?"))
    await soon()

    assert "ada@example.org" not in answering.begun[0].text
    assert "who pays?" in answering.begun[0].text


async def test_what_is_too_long_is_kept_just_too_long_so_that_its_reader_is_told() -> None:
    answering = FakeAnswering()
    await opened(FakeInbox(), answering).take(received(text="why " * 25_000))
    await soon()

    assert MAX_CHARACTERS - 5 < len(answering.begun[0].text) <= MAX_CHARACTERS + 1


async def test_what_cannot_be_kept_is_not_answered_and_who_sent_it_is_told() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    inbox.error = RecordsUnavailable("Free some space.")

    with pytest.raises(RecordsUnavailable):
        await opened(inbox, answering).take(received())
    await soon()

    assert answering.begun == []


async def test_so_many_are_answered_at_once_and_all_are_held() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    answering.may_go_on.clear()
    reception = opened(inbox, answering, at_once=2)
    for id_ in ("a", "b", "c"):
        await reception.take(received(id_))
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


async def test_what_could_not_be_answered_is_left_to_be_tried_again_and_logged_without_a_word_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    inbox = FakeInbox()
    reception = opened(inbox, FakeAnswering(NotToldYet("Slack is down: it is tried again.")))

    await reception.take(received())
    await soon()

    assert inbox.kept["slack:Ev1"] is not None
    assert len(caplog.messages) == 1
    assert "Slack is down" in caplog.text
    assert not any(word in caplog.text for word in ("Who pays", "U1", "D1"))


async def test_after_three_tries_its_place_is_told_that_it_could_not_be_answered() -> None:
    inbox, answering = FakeInbox(), FakeAnswering()
    inbox.left = [replace(received(), tries=MOST_TRIES)]

    await opened(inbox, answering).look()
    await soon()

    assert (answering.begun, len(answering.given_up)) == ([], 1)
    assert inbox.kept == {"slack:Ev1": None}


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
