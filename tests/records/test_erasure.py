import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.kept import UNKNOWN, Rating
from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.engines import READING
from assistant.records.handoffs import HandoffRecords, Queue
from assistant.records.inbox import Inbox
from assistant.records.people import Hashing
from assistant.records.retention import Retention
from assistant.types import Profile
from tests.records.conftest import Clock
from tests.records.turns import HASHING, NOON, received, turn

pytestmark = [pytest.mark.asyncio, pytest.mark.integration]

ME, OTHER = "web:me", "web:other"
SECRETS = [f"zebra{word}" for word in ("question", "answer", "comment", "profile", "reply", "place")]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database("", tmp_path, patience=0.2)
    yield database
    database.close()


def found_in(folder: Path, *words: str) -> set[str]:
    """Those of the words that stand in any file of the folder."""
    contents = [path.read_bytes() for path in folder.iterdir()]
    return {word for word in words if any(word.encode() in content for content in contents)}


async def everything_said(records: ConversationRecords, handoffs: HandoffRecords, queue: Queue) -> None:
    question, answer, comment, profile, reply, place = SECRETS
    await records.keep(ME, turn("t1", question=question, answer=answer, conversation="zebraconversation"))
    await records.rate(ME, "t1", Rating(useful=False, comment=comment))
    await records.remember(ME, Profile(role=profile))
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN, {"channel": place})
    await queue.reply(sent.id, reply)


async def test_what_is_forgotten_stands_in_no_file(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue, tmp_path: Path
) -> None:
    await everything_said(records, handoffs, queue)
    key = Hashing(b"pepper").key(ME)
    assert found_in(tmp_path, *SECRETS, key, "zebraconversation") == {*SECRETS, key}

    await records.forget(ME)

    assert found_in(tmp_path, *SECRETS, key, ME) == set()


async def test_what_has_expired_stands_in_no_file(
    records: ConversationRecords, database: Database, clock: Clock, tmp_path: Path
) -> None:
    await records.keep(ME, turn(question=SECRETS[0]))
    clock.pass_by(days=31)

    await Retention(database, now=clock).sweep()

    assert found_in(tmp_path, *SECRETS) == set()


async def test_a_profile_that_is_taken_back_stands_in_no_file(records: ConversationRecords, tmp_path: Path) -> None:
    await records.remember(ME, Profile(role=SECRETS[3]))

    await records.remember(ME, UNKNOWN)

    assert found_in(tmp_path, *SECRETS) == set()


@pytest.mark.parametrize("seed", range(3))
async def test_among_many_turns_of_all_lengths_those_of_others_stay(
    records: ConversationRecords, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(120):
        who, word = chance.choice([(ME, "zebra"), (OTHER, "giraffe")])
        said = f"{word} " * chance.randrange(1, 2_000)
        await records.keep(who, turn(f"t{number}", answer=said, asked_at=NOON + timedelta(minutes=number)))
        if chance.random() < 0.3:
            await records.rate(who, f"t{number}", Rating(useful=True, comment=said[:200]))

    await records.forget(ME)

    assert found_in(tmp_path, "zebra", "giraffe") == {"giraffe"}


async def test_a_reader_in_the_way_delays_it_to_the_next_deletion(
    records: ConversationRecords, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await records.keep(ME, turn(question=SECRETS[0]))
    with records.database._engine.connect().execution_options(**READING) as reader:  # one who reads for long
        reader.exec_driver_sql("SELECT count(*) FROM turns")
        await records.forget(ME)
    assert "What was deleted is still in the log" in caplog.text

    await records.forget(OTHER)

    assert found_in(tmp_path, *SECRETS) == set()


async def test_what_was_taken_in_and_is_left_goes_with_its_person(
    records: ConversationRecords, database: Database, clock: Clock, tmp_path: Path
) -> None:
    await Inbox(database, HASHING, clock).take(received(person=ME, text=SECRETS[0], place={"channel": SECRETS[5]}))
    clock.pass_by(minutes=1)

    await records.forget(ME)

    assert found_in(tmp_path, *SECRETS, ME) == set()


async def test_the_wish_itself_is_kept_until_it_is_answered(
    records: ConversationRecords, database: Database, clock: Clock
) -> None:
    inbox = Inbox(database, HASHING, clock)
    await inbox.take(received(person=ME, text="forget me"))

    await records.forget(ME)
    clock.pass_by(minutes=1)

    assert [each.text for each in await inbox.claim(1, ["slack"])] == ["forget me"]
