"""A database that is locked, full, gone, read-only or damaged: one sentence with the remedy, and nothing lost that was kept."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from assistant.errors import RecordsUnavailable
from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.people import Hashing
from tests.records.turns import turn
from tests.retrieval.disks import fill, read_only, small_disk

pytestmark = [pytest.mark.asyncio, pytest.mark.integration]

ME = "web:me"
FOR_EVER = """
import asyncio, sys
from pathlib import Path
from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.people import Hashing
from tests.records.turns import turn
async def keep():
    records = ConversationRecords(Database(sys.argv[1], Path(sys.argv[2])), Hashing(b"pepper"))
    for number in range(10_000):
        await records.keep("web:me", turn(f"t{number}"))
        print(f"t{number}", flush=True)
asyncio.run(keep())
"""


Over = Callable[..., ConversationRecords]


@pytest.fixture
def over() -> Iterator[Over]:
    """Makes records over a folder or an address, that are closed in the end."""
    opened: list[Database] = []

    def open_(folder: Path, url: str = "") -> ConversationRecords:
        opened.append(Database(url, folder, patience=0.2))
        return ConversationRecords(opened[-1], Hashing(b"pepper"))

    yield open_
    for database in opened:
        database.close()


async def refusal(records: ConversationRecords, id_: str = "t2") -> str:
    with pytest.raises(RecordsUnavailable) as caught:
        await records.keep(ME, turn(id_))
    return str(caught.value)


async def ids(records: ConversationRecords) -> list[str]:
    return sorted(each.id for each in (await records.held(ME)).turns)


def remove_all_of(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def acknowledged_before_its_death(url: str, folder: Path) -> list[str]:
    """The ids of the turns that a process said it had kept, before it was killed."""
    command = [sys.executable, "-c", FOR_EVER, url, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(20)]
        os.kill(process.pid, signal.SIGKILL)
    return told


async def test_a_file_that_another_program_holds_can_be_used_when_it_lets_go(over: Over, tmp_path: Path) -> None:
    records = over(tmp_path)
    await records.keep(ME, turn("t1"))
    holder = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    told = await refusal(records)
    holder.execute("ROLLBACK")
    holder.close()
    await records.keep(ME, turn("t3"))

    assert told == (
        f"The records in {tmp_path}/records.sqlite3 cannot be used (database is locked): "
        "stop what holds it, or try again when that has ended."
    )
    assert await ids(records) == ["t1", "t3"]


async def test_nobody_waits_long_in_the_queue_of_a_file_that_is_held(over: Over, tmp_path: Path) -> None:
    records = over(tmp_path)
    await records.keep(ME, turn("t1"))
    holder = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    async with asyncio.timeout(5):
        told = await asyncio.gather(*(records.keep(ME, turn(f"u{number}")) for number in range(40)), return_exceptions=True)
    holder.close()

    assert {type(each) for each in told} == {RecordsUnavailable}
    assert f"The records in {tmp_path}/records.sqlite3 are too busy: try again later." in map(str, told)


async def test_a_disk_that_is_full_can_be_used_when_there_is_room(over: Over, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 700) as folder:
        records = over(folder)
        await records.keep(ME, turn("t1"))
        filling = fill(folder)

        told = await refusal(records, "t2") if await lasts(records) else ""
        filling.unlink()
        await records.keep(ME, turn("t3"))

        assert "free some space on its disk" in told
        assert {"t1", "t3"} <= set(await ids(records))
        records.database.close()


async def lasts(records: ConversationRecords) -> bool:
    """Fill what room the file itself has left."""
    try:
        for number in range(1_000):
            await records.keep(ME, turn(f"fill{number}", answer="x" * 4_000))
    except RecordsUnavailable:
        return True
    return False


async def test_a_folder_that_is_read_only_is_told(over: Over, tmp_path: Path) -> None:
    with read_only(tmp_path):
        told = await refusal(over(tmp_path))

    assert told.endswith("make it and its folder writable.")


async def test_a_file_that_becomes_read_only_is_told_and_read_no_more(over: Over, tmp_path: Path) -> None:
    records = over(tmp_path / "data")
    await records.keep(ME, turn("t1"))
    records.database.close()
    with read_only(tmp_path / "data"):
        told = await refusal(over(tmp_path / "data"))

    assert told.endswith("make it and its folder writable.")
    assert await ids(over(tmp_path / "data")) == ["t1"]


async def test_a_file_that_was_removed_is_made_again_and_the_operator_told(
    over: Over, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    records = over(tmp_path)
    await records.keep(ME, turn("t1"))
    remove_all_of(tmp_path)

    await records.keep(ME, turn("t2"))

    assert await ids(over(tmp_path)) == ["t2"]
    assert "has been replaced or removed while in use" in caplog.text


async def test_a_file_that_is_no_database_is_told(over: Over, tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").write_bytes(b"not a database" * 1_000)

    told = await refusal(over(tmp_path))

    assert "(file is not a database): put back a backup of it, or move it away" in told


async def test_what_was_acknowledged_survives_the_death_of_the_process(over: Over, url: str, tmp_path: Path) -> None:
    told = acknowledged_before_its_death(url, tmp_path)

    assert set(told) <= set(await ids(over(tmp_path, url)))


@pytest.mark.integration
async def test_a_server_that_is_gone_is_told_without_its_password(over: Over, tmp_path: Path) -> None:
    records = over(tmp_path, "postgresql://assistant:hidden-word@127.0.0.1:9/assistant")

    told = await refusal(records)

    assert told.startswith("The records in 127.0.0.1/assistant cannot be used (")
    assert "check that its server runs and that ASSISTANT_DATABASE_URL is right" in told
    assert "hidden-word" not in told


@pytest.mark.integration
async def test_a_server_that_comes_back_is_used_again(over: Over, new_postgres: Callable[[], str], tmp_path: Path) -> None:
    url = new_postgres()
    records = over(tmp_path, url)
    await records.keep(ME, turn("t1"))
    with psycopg.connect(url, autocommit=True) as connection:  # as a restart of the server would
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    await records.keep(ME, turn("t2"))

    assert await ids(records) == ["t1", "t2"]


@pytest.mark.integration
async def test_a_table_that_another_holds_is_not_waited_for_long(
    over: Over, new_postgres: Callable[[], str], tmp_path: Path
) -> None:
    url = new_postgres()
    records = over(tmp_path, url)
    await records.keep(ME, turn("t1"))
    with psycopg.connect(url) as holder:
        holder.execute("LOCK TABLE turns IN ACCESS EXCLUSIVE MODE")

        async with asyncio.timeout(5):
            told = await refusal(records)

    assert "stop what holds it, or try again when that has ended" in told


@pytest.mark.integration
async def test_a_database_that_does_not_exist_is_told(over: Over, new_postgres: Callable[[], str], tmp_path: Path) -> None:
    url = new_postgres().replace("/test_", "/missing_")

    told = await refusal(over(tmp_path, url))

    assert "make it, or correct ASSISTANT_DATABASE_URL" in told


@pytest.mark.integration
async def test_a_server_that_does_not_answer_is_not_waited_for_long(over: Over, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        records = over(tmp_path, f"postgresql://assistant@127.0.0.1:{port}/assistant")

        async with asyncio.timeout(5):
            told = await refusal(records)

    assert "check that its server runs" in told
