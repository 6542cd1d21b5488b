import os
import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant.channels.web.app import add_staff, build_app
from assistant.channels.web.settings import WebSettings
from assistant.channels.web.staff_door import Door
from tests.browser.steps import Open
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing, identities
from tests.channels.queue import FakeQueue

NAMES = ("chromium", "chromium-browser", "google-chrome")
ONLY_LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

expect.set_options(timeout=20_000)  # milliseconds: the machine may be at other work too


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = _chromium()
    if not path:
        pytest.skip("Chromium is not installed: apt-get install chromium, or set CHROMIUM to its path")
    arguments = [ONLY_LOOPBACK] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def queue() -> FakeQueue:
    return FakeQueue()


@pytest.fixture
def web_settings() -> WebSettings:
    return WebSettings(slow_after=0.2)


@pytest.fixture
def address(assistant: FakeAssistant, records: FakeRecords, queue: FakeQueue, web_settings: WebSettings) -> Iterator[str]:
    app = build_app(conversing(assistant, records), identities(), web_settings)
    add_staff(app, queue, Door("a-token-for-tests-only", b"a key that only this test knows"))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = server.force_exit = True
    thread.join()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the service; at the end, no request may have left for elsewhere and no script may have failed."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    failures: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith(address):
            outside.append(url)

    def opened(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("request", lambda request: note_request(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda said: failures.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("dialog", lambda dialog: failures.append(f"dialog: {dialog.message}"))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == []
    assert failures == []


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page()


@pytest.fixture
def timed(page: Page) -> Page:
    """The page with a clock that the test moves."""
    page.clock.install()
    page.reload()
    return page
