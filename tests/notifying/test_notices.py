from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.errors import NotKept, NotToldYet, RecordsUnavailable
from assistant.kept import Handoff
from assistant.notifying.notices import Notices
from tests.notifying.handoffs import WAITING


class FakeQueue:
    def __init__(self, *handoffs: Handoff) -> None:
        self.untold = {handoff.id: handoff for handoff in handoffs}
        self.error: Exception | None = None

    async def unnotified(self) -> Sequence[Handoff]:
        if self.error:
            raise self.error
        return list(self.untold.values())

    async def notified(self, handoff: str) -> None:
        if handoff not in self.untold:
            raise NotKept("It is gone.")
        del self.untold[handoff]


class FakeNotifier:
    def __init__(self, name: str = "slack", *, fails: bool = False) -> None:
        self.name = name
        self.fails = fails
        self.told: list[str] = []

    async def tell(self, handoff: Handoff) -> None:
        if self.fails:
            raise NotToldYet("Invite the app to the channel.")
        self.told.append(handoff.id)

    async def check(self) -> str:
        return "well"


async def test_each_question_is_told_once() -> None:
    notifier, queue = FakeNotifier(), FakeQueue(WAITING, replace(WAITING, id="handoff-2"))
    notices = Notices(queue, [notifier])

    await notices.go()
    await notices.go()

    assert notifier.told == ["handoff-1", "handoff-2"]


async def test_what_could_not_be_told_stays_in_the_queue_and_is_told_later() -> None:
    notifier, queue = FakeNotifier(fails=True), FakeQueue(WAITING)
    notices = Notices(queue, [notifier])

    await notices.go()
    waited = dict(queue.untold)
    notifier.fails = False
    await notices.go()

    assert waited == {"handoff-1": WAITING}
    assert (notifier.told, queue.untold) == (["handoff-1"], {})


async def test_a_failure_is_logged_once_with_its_remedy_and_no_word_of_the_question(caplog: pytest.LogCaptureFixture) -> None:
    notices = Notices(FakeQueue(WAITING, replace(WAITING, id="handoff-2")), [FakeNotifier(fails=True)])

    await notices.go()
    await notices.go()

    assert caplog.messages == ['{"event": "handoff_not_told", "where": "slack", "remedy": "Invite the app to the channel."}']


async def test_a_failure_after_a_success_is_logged_again(caplog: pytest.LogCaptureFixture) -> None:
    notifier, queue = FakeNotifier(fails=True), FakeQueue(WAITING)
    notices = Notices(queue, [notifier])
    await notices.go()
    notifier.fails = False
    await notices.go()

    notifier.fails = True
    queue.untold["handoff-2"] = replace(WAITING, id="handoff-2")
    await notices.go()

    assert len(caplog.messages) == 2


async def test_a_place_that_was_told_is_not_told_again_because_another_failed() -> None:
    slack, teams, queue = FakeNotifier(), FakeNotifier("teams", fails=True), FakeQueue(WAITING)
    notices = Notices(queue, [slack, teams])

    await notices.go()
    teams.fails = False
    await notices.go()

    assert (slack.told, teams.told, queue.untold) == (["handoff-1"], ["handoff-1"], {})


async def test_a_question_that_was_deleted_meanwhile_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    queue = FakeQueue(WAITING)

    class Forgetful(FakeNotifier):
        async def tell(self, handoff: Handoff) -> None:
            self.told.append(handoff.id)
            queue.untold.clear()

    await Notices(queue, [Forgetful()]).go()

    assert caplog.messages == []


async def test_records_that_cannot_be_reached_end_nothing(caplog: pytest.LogCaptureFixture) -> None:
    queue = FakeQueue(WAITING)
    queue.error = RecordsUnavailable("Start the database.")

    await Notices(queue, [FakeNotifier()]).go()

    assert "Start the database." in caplog.messages[0]
