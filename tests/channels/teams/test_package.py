import io
import struct
import zipfile

import pytest

from assistant.channels.teams.package import package
from assistant.errors import SettingsError
from tests.fake_teams import CLIENT_ID
from tests.teams_manifest import faults, manifest_of

ADDRESS = "https://learning.example.nhs.uk/assistant"


def test_the_manifest_is_as_microsoft_wants_it() -> None:
    assert faults(manifest_of(package(CLIENT_ID, ADDRESS, "1.2.3"))) == []


def test_a_manifest_with_a_fault_is_found_out() -> None:
    manifest = manifest_of(package(CLIENT_ID, ADDRESS, "1.2.3"))
    manifest["name"]["short"] = "a name of more than thirty characters"

    assert [fault.split(":")[0] for fault in faults(manifest)] == ["$.name.short"]


def test_the_manifest_says_which_app_it_is_and_where_its_page_is() -> None:
    manifest = manifest_of(package(CLIENT_ID.upper(), ADDRESS, "1.2.3"))

    assert (manifest["id"], manifest["bots"][0]["botId"], manifest["version"]) == (CLIENT_ID, CLIENT_ID, "1.2.3")
    assert manifest["developer"]["privacyUrl"] == ADDRESS
    assert manifest["validDomains"] == ["learning.example.nhs.uk"]


def test_the_app_is_for_chats_of_two_groups_and_channels() -> None:
    assert manifest_of(package(CLIENT_ID, ADDRESS, "1.2.3"))["bots"][0]["scopes"] == ["personal", "team", "groupChat"]


@pytest.mark.parametrize(("name", "size", "kind"), [("color.png", 192, 2), ("outline.png", 32, 6)])
def test_the_pictures_have_the_sizes_that_teams_wants_and_the_outline_can_be_seen_through(
    name: str, size: int, kind: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(package(CLIENT_ID, ADDRESS, "1.2.3"))) as zipped:
        picture = zipped.read(name)

    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">IIBB", picture[16:26]) == (size, size, 8, kind)


def test_the_same_settings_make_the_same_package() -> None:
    assert package(CLIENT_ID, ADDRESS, "1.2.3") == package(CLIENT_ID, ADDRESS, "1.2.3")


@pytest.mark.parametrize(
    ("client_id", "address", "setting"),
    [
        ("", ADDRESS, "ASSISTANT_TEAMS_CLIENT_ID"),
        ("my-app", ADDRESS, "ASSISTANT_TEAMS_CLIENT_ID"),
        (CLIENT_ID, "", "ASSISTANT_PUBLIC_URL"),
        (CLIENT_ID, "http://learning.example", "ASSISTANT_PUBLIC_URL"),
    ],
)
def test_settings_that_cannot_stand_in_a_manifest_are_named(client_id: str, address: str, setting: str) -> None:
    with pytest.raises(SettingsError, match=setting):
        package(client_id, address, "1.2.3")
