"""The page in a frame of an intranet's page: only where the operator names the site."""

import httpx
import pytest

from assistant.channels.web.app import add_staff, build_app
from assistant.channels.web.settings import WebSettings
from assistant.channels.web.staff_door import Door
from assistant.errors import SettingsError
from assistant.settings import Settings
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing, identities
from tests.channels.queue import FakeQueue

INTRANET = "https://intranet.example.org"


def visiting(*origins: str) -> httpx.AsyncClient:
    app = build_app(conversing(FakeAssistant(), FakeRecords()), identities(), WebSettings(embed_origins=origins))
    add_staff(app, FakeQueue(), Door("a-token-for-tests-only", b"a key that only this test knows"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://assistant.test")


@pytest.mark.asyncio
async def test_nothing_can_be_embedded_unless_a_site_is_named() -> None:
    page = await visiting().get("/")

    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"


@pytest.mark.asyncio
async def test_the_sites_that_are_named_may_hold_the_page_and_no_others() -> None:
    page = await visiting(INTRANET, "http://localhost:8080").get("/")

    assert page.headers["content-security-policy"].endswith(f"frame-ancestors {INTRANET} http://localhost:8080")
    assert "x-frame-options" not in page.headers


@pytest.mark.asyncio
async def test_the_pages_of_staff_are_never_embedded() -> None:
    page = await visiting(INTRANET).get("/staff")

    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"
    assert "SameSite=strict" in page.headers["set-cookie"]


@pytest.mark.asyncio
async def test_the_cookies_of_a_page_that_may_be_embedded_are_for_that_alone() -> None:
    client = visiting(INTRANET)
    asked = await client.post("/", data={"question": "Who pays?"})
    chosen = await client.post("/language", data={"language": "cy"})

    for response in (asked, chosen):
        assert {"SameSite=none", "Secure", "Partitioned", "HttpOnly"} <= set(response.headers["set-cookie"].split("; "))


@pytest.mark.asyncio
async def test_the_cookies_of_a_page_on_its_own_are_not_sent_to_other_sites() -> None:
    asked = await visiting().post("/", data={"question": "Who pays?"})

    assert "SameSite=lax" in asked.headers["set-cookie"]
    assert "Partitioned" not in asked.headers["set-cookie"]


def test_origins_are_read_one_after_the_other_each_once() -> None:
    settings = Settings.load(
        {"ASSISTANT_EMBED_ORIGINS": f"{INTRANET}  http://localhost:8080 {INTRANET}/ HTTPS://Intranet.example.ORG"}
    )

    assert settings.embed_origins == (INTRANET, "http://localhost:8080")


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "intranet.example.org",
        "https://*.example.org",
        "https://intranet.example.org/page",
        "https://a:b@intranet.example.org",
        "https://intranet.example.org;script-src",
        "https://intranet.example.org,https://other.example.org",
        "'self'",
        "https://intranet.example.org:99999",
    ],
)
def test_what_is_no_origin_is_refused_with_the_remedy(origin: str) -> None:
    with pytest.raises(SettingsError, match="which is not the origin of a site: write origins as https://"):
        Settings.load({"ASSISTANT_EMBED_ORIGINS": f"{INTRANET} {origin}"})
