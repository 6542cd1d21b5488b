"""How soon the page is there on a slow machine: one JSON object on standard output.

    python -m evals.page_speed

The largest contentful paint of the page on loopback, with the processor slowed down four times, beside that of a bare page of static
HTML in the same browser: the floor. Needs Chromium; CHROMIUM may name it.
"""

import json
import os
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.bootstrap import build_assistant
from assistant.bootstrap_serving import build_service
from assistant.commands.server import build_site
from assistant.settings import Settings

SLOWED = 4  # times
LOADS = 5
ASKED_MS = 1_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BARE = "<!doctype html><html lang=en><title>Bare</title><h1>Ask about learning and careers</h1><p>A page of static HTML.</p>"
LARGEST_PAINT = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe(
    { type: "largest-contentful-paint", buffered: true });
  setTimeout(() => resolve(-1), 10000);
})"""


def main() -> None:
    """Measure and print."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        sys.exit("Chromium is not here: install it, or set CHROMIUM to its path.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = Settings(data_dir=Path(folder))
        site = build_site(build_service(settings, build_assistant(settings)), settings)
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        with served(site) as page, served(_bare()) as floor:
            print(json.dumps(_measured(browser, page, floor), indent=1))
        browser.close()


def _measured(browser: Browser, page: str, floor: str) -> dict[str, float | list[float] | bool]:
    """Milliseconds; the two are loaded in turns, so that both meet the same machine."""
    _load(browser, page), _load(browser, floor)  # the first one also starts what later ones share
    pairs = [(_load(browser, page), _load(browser, floor)) for _ in range(LOADS)]
    pages, floors = ([round(each) for each in side] for side in zip(*pairs, strict=True))
    median, least = statistics.median(pages), statistics.median(floors)
    return {
        "largest_paint_ms": median,
        "bare_page_ms": least,
        "largest_paint_over_bare_page": round(median / least, 2),
        "asked_at_most_ms": ASKED_MS,
        "is_reached": median <= ASKED_MS,
        "loads_ms": pages,
        "bare_loads_ms": floors,
    }


def _load(browser: Browser, address: str) -> float:
    """The largest contentful paint of one load with nothing in the cache, in milliseconds."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address, wait_until="load")
    painted = _painted(page)
    context.close()
    return painted


def _painted(page: Page) -> float:
    page.wait_for_timeout(500)  # a larger paint may still come
    painted = float(page.evaluate(LARGEST_PAINT))
    if painted < 0:
        sys.exit("The browser reported no paint: run it again on a machine with less to do.")
    return painted


def _bare() -> FastAPI:
    app = FastAPI()

    @app.get("/")
    async def bare() -> HTMLResponse:
        return HTMLResponse(BARE)

    return app


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of an application while it is served on loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
