"""Where a request that changes something may come from."""

import importlib
import pkgutil

import httpx
import pytest
from fastapi.routing import APIRoute

from assistant.channels import web
from assistant.channels.web.app import build_app
from assistant.channels.web.forms import OwnPageOnly
from assistant.channels.web.settings import WebSettings
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing, identities

pytestmark = pytest.mark.asyncio

POSTED = [("/", {"data": {"question": "Who pays?"}}), ("/api/chat", {"json": {"question": "Who pays?"}})]
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture
def client(assistant: FakeAssistant, records: FakeRecords) -> httpx.AsyncClient:
    settings = WebSettings(public_url="https://learning.example.org/", embed_origins=("https://intranet.example.org",))
    app = build_app(conversing(assistant, records), identities(), settings)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://assistant.test")


async def posted(client: httpx.AsyncClient, headers: dict[str, str]) -> set[int]:
    return {(await client.post(path, headers=headers, **body)).status_code for path, body in POSTED}  # type: ignore[arg-type]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
async def test_a_browser_that_names_another_place_than_our_page_is_refused(
    client: httpx.AsyncClient, assistant: FakeAssistant, site: str
) -> None:
    assert await posted(client, {"Sec-Fetch-Site": site, "Origin": "http://assistant.test"}) == {403}
    assert assistant.asked == []


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://assistant.test.evil.example",
        "http://assistant.test:8080",
        "https://",
        "null",
        "",
        "http://[",
    ],
)
async def test_a_browser_that_only_says_its_origin_must_name_ours(
    client: httpx.AsyncClient, assistant: FakeAssistant, origin: str
) -> None:
    assert await posted(client, {"Origin": origin}) == {403}
    assert assistant.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://renamed.example.org"},
        {"Origin": "http://assistant.test"},
        {"Origin": "https://assistant.test"},
        {"Origin": "https://assistant.test", "Host": "assistant.test:443"},
        {"Origin": "https://learning.example.org"},
    ],
    ids=[
        "no browser",
        "our page",
        "our page behind a proxy",
        "same host",
        "HTTPS taken off",
        "port written out",
        "public address",
    ],
)
async def test_our_own_page_and_clients_that_are_no_browser_are_answered(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    assert await posted(client, headers) == {200}


async def test_every_route_that_changes_something_is_guarded() -> None:
    modules = [importlib.import_module(f"{web.__name__}.{found.name}") for found in pkgutil.iter_modules(web.__path__)]
    routers = [module.router for module in modules if hasattr(module, "router")]
    routes = [
        route
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute) and CHANGING & (route.methods or set())
    ]

    assert len(routes) > 15
    assert [route.path for route in routes if OwnPageOnly[0] not in route.dependencies] == []
