"""A real client: Microsoft's Agents Playground in Chromium, before `assistant serve`. `make playground` installs and isolates it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.fake_teams import CLIENT_ID, SECRET, TENANT
from tests.playground.microsoft import ROOT, SHOTS, STAFF, Microsoft, microsoft
from tests.scripted_model import Behaviour, Request, ScriptedModel, counsels, quotes_first, scripted

PAGES = ("careers/becoming-a-nurse-while-working.md", "learning/study-leave-and-protected-time.md", "funding/cpd-funding.md")
RECORDS = ("journeys.yaml", "contacts.yaml")
PLAYGROUND_PORT = 56150
ONLY_LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_PATIENCE = 30_000  # milliseconds
_PAUSE = 0.15  # seconds between pieces of text, so that an answer takes some seconds to come


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "playground: drives Microsoft's Agents Playground, which `make playground` installs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only `make playground` says where the playground is."""
    for item in items:
        if item.get_closest_marker("playground"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))
            if not os.environ.get("AGENTS_PLAYGROUND"):
                item.add_marker(pytest.mark.skip(reason="run it by `make playground`"))


@pytest.fixture(scope="session")
def issuer() -> Iterator[Microsoft]:
    with microsoft() as given:
        yield given


@pytest.fixture(scope="session")
def model() -> Iterator[ScriptedModel]:
    """A language model that takes its time, and quotes."""
    with scripted(usual=counsels(drafts=_slowly)) as given:
        yield given


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small index of real pages and records."""
    folder = tmp_path_factory.mktemp("data")
    pages = [str(ROOT / "corpus" / page) for page in PAGES] + [str(ROOT / "corpus" / "records" / each) for each in RECORDS]
    subprocess.run(
        [sys.executable, "-m", "assistant", "index", *pages],
        env=os.environ | {"ASSISTANT_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder


@pytest.fixture(scope="session")
def assistant(issuer: Microsoft, model: ScriptedModel, data: Path) -> Iterator[str]:
    """The address of `assistant serve`."""
    settings = {
        "ASSISTANT_DATA_DIR": str(data),
        "ASSISTANT_TEAMS_CLIENT_ID": CLIENT_ID,
        "ASSISTANT_TEAMS_CLIENT_SECRET": SECRET,
        "ASSISTANT_TEAMS_TENANT_ID": TENANT,
        "ASSISTANT_TEAMS_METADATA_URL": issuer.teams.app.metadata,
        "ASSISTANT_STAFF_TOKEN": STAFF,
        "ASSISTANT_LLM_URL": model.url,
        "ASSISTANT_LLM_MODEL": model.model,
        "ASSISTANT_LLM_API_KEY": model.key,
        "PYTHONPATH": str(ROOT),
    }
    with _running([sys.executable, "-m", "assistant", "serve", "--port", "0"], settings, stdout=subprocess.PIPE) as process:
        assert process.stdout
        issuer.assistant = process.stdout.readline().decode().split()[2]
        yield issuer.assistant


@pytest.fixture(scope="session")
def playground(issuer: Microsoft, assistant: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the playground."""
    assert assistant
    address = f"http://127.0.0.1:{PLAYGROUND_PORT}"
    command = [
        *(os.environ["AGENTS_PLAYGROUND"], "-e", issuer.proxy, "-c", "msteams", "-p", str(PLAYGROUND_PORT)),
        *("--su", f"{address}/_connector", "--disable-telemetry"),
    ]
    with _running(command, {}, stdout=subprocess.DEVNULL, folder=tmp_path_factory.mktemp("playground")):
        _until_it_answers(address)
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    arguments = [ONLY_LOOPBACK, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page(browser: Browser, playground: str) -> Iterator[Page]:
    """The playground, opened once: its conversation goes on through all tests."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": 1280, "height": 1100})
    page.set_default_timeout(_PATIENCE)
    expect.set_options(timeout=_PATIENCE)
    page.goto(playground)
    page.get_by_role("button", name="Hide log panel").click()
    yield page
    page.close()


@contextmanager
def _running(command: list[str], settings: dict[str, str], stdout: int, folder: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")} | settings
    process = subprocess.Popen(command, env=environment, stdout=stdout, cwd=folder)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _until_it_answers(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(address)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the playground did not start")


def _slowly(request: Request) -> Behaviour:
    return replace(quotes_first(request), pause=_PAUSE)
