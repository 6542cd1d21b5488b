"""`assistant serve` in front of Teams: a process of its own, with the real model, records and a Microsoft on this machine."""

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from assistant.settings import Settings
from tests.fake_teams import CLIENT_ID, SECRET, TENANT, FakeTeams, Posted

pytestmark = [pytest.mark.integration, pytest.mark.enable_socket, pytest.mark.asyncio]

QUESTION = "Can I become a nurse while I work?"
ROOT = Path(__file__).parents[2]
STAFF = "a-token-for-tests-only"


@dataclass
class Service:
    """A process that serves."""

    process: asyncio.subprocess.Process
    address: str

    async def post(self, teams: FakeTeams, body: dict[str, object]) -> int:
        async with httpx.AsyncClient() as client:
            headers = {"Authorization": f"Bearer {teams.token()}"}
            return (await client.post(f"{self.address}/api/messages", json=body, headers=headers)).status_code


@pytest_asyncio.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    fake = FakeTeams()
    async with TestServer(fake.web(), host="127.0.0.1") as server:
        fake.base = str(server.make_url("")).rstrip("/")
        yield fake


@asynccontextmanager
async def served(over_pages: Settings, folder: Path, teams: FakeTeams) -> AsyncIterator[Service]:
    """`assistant serve` in a folder of its own, in which a file .env would lead it astray if it were read."""
    (folder / ".env").write_text("HTTP_PROXY=http://127.0.0.1:9\nCLIENT_ID=another\nSERVICE_URL=http://127.0.0.1:9\n")
    settings = {
        "ASSISTANT_DATA_DIR": str(over_pages.data_dir),
        "ASSISTANT_DATABASE_URL": f"sqlite:///{folder}/records.sqlite3",
        "ASSISTANT_TEAMS_CLIENT_ID": CLIENT_ID,
        "ASSISTANT_TEAMS_CLIENT_SECRET": SECRET,
        "ASSISTANT_TEAMS_TENANT_ID": TENANT,
        "ASSISTANT_TEAMS_METADATA_URL": teams.app.metadata,
        "ASSISTANT_STAFF_TOKEN": STAFF,
        "ASSISTANT_COOKIE_SECRET": "a key of these tests that nobody needs to guess",
        "PYTHONPATH": str(ROOT),
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")} | settings
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", "serve", "--port", "0"), cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    said = (await asyncio.wait_for(process.stdout.readline(), 120)).decode()
    try:
        yield Service(process, said.split()[2])
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        await process.wait()


async def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait for what another process brings about."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 (what the fake is posted, it tells nobody)
            await asyncio.sleep(0.05)


async def test_a_question_is_answered_once_with_quotes_and_goes_to_a_person_and_back(
    over_pages: Settings, tmp_path: Path, teams: FakeTeams
) -> None:
    async with served(over_pages, tmp_path, teams) as service:
        body = teams.activity(QUESTION)
        codes = [await service.post(teams, body) for _ in range(3)]
        await until(lambda: teams.messages)
        answer = teams.messages[0]
        offered = await _asked(service, teams, "ask a person")
        await _asked(service, teams, _choice(offered.card, "Send it"))
        await _reply(service.address, "Yes, talk to Jo in team four.")
        await until(lambda: "team four" in teams.messages[-1].text)

    assert codes == [200, 200, 200]
    assert "[1]" in answer.text
    assert answer.signed_in
    assert '"citation"' in json.dumps(answer.body["entities"])
    assert [each.text for each in teams.messages].count(answer.text) == 1
    assert QUESTION in teams.messages[-1].text


async def test_a_question_outlives_the_process_that_took_it(over_pages: Settings, tmp_path: Path, teams: FakeTeams) -> None:
    teams.gate.clear()
    async with served(over_pages, tmp_path, teams) as service:
        code = await service.post(teams, teams.activity(QUESTION))
        await until(lambda: teams.waiting)
        service.process.kill()
        await service.process.wait()
    before = list(teams.messages)
    teams.gate.set()
    async with served(over_pages, tmp_path, teams):
        await until(lambda: teams.messages)

    assert (code, before) == (200, [])
    assert "[1]" in teams.messages[0].text


async def test_an_answer_can_be_rated_after_a_restart(over_pages: Settings, tmp_path: Path, teams: FakeTeams) -> None:
    async with served(over_pages, tmp_path, teams) as service:
        await _asked(service, teams, QUESTION)
        message = f"message-{teams.posted.index(teams.messages[0]) + 1}"
        await until(lambda: _count(tmp_path, "posted") > 0)  # it is noted after it is posted
    async with served(over_pages, tmp_path, teams) as service:
        code = await service.post(teams, teams.rated("dislike", "Out of date", message))

    with sqlite3.connect(tmp_path / "records.sqlite3") as records:
        kept = records.execute("SELECT useful, comment FROM feedback").fetchall()
    assert (code, kept) == (200, [(0, "Out of date")])


def _count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as records:
        return int(records.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - the name is ours


async def _asked(service: Service, teams: FakeTeams, text: str) -> Posted:
    already = len(teams.messages)
    assert await service.post(teams, teams.activity(text)) == 200
    await until(lambda: len(teams.messages) > already)
    return teams.messages[-1]


def _choice(card: object, label: str) -> str:
    found = re.search(rf"{label} \[[\w-]+\]", str(card))
    assert found
    return found[0]


async def _reply(address: str, text: str) -> None:
    """What somebody of the team does on the page for staff."""
    async with httpx.AsyncClient(base_url=address, follow_redirects=True) as staff:
        word = _word((await staff.get("/staff")).text)
        page = await staff.post("/staff/sign-in", data={"word": word, "wanted": "/staff", "token": STAFF})
        found = re.search(r"/staff/questions/[\w-]+", page.text)
        assert found
        form = await staff.get(found[0])
        (await staff.post(f"{found[0]}/reply", data={"word": _word(form.text), "reply": text})).raise_for_status()


def _word(page: str) -> str:
    found = re.search(r'name="word" value="([^"]*)"', page)
    assert found
    return found[1]
