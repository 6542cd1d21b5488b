"""The package by which an administrator adds the app to Teams: its manifest and its two pictures in a zip."""

import io
import json
import uuid
import zipfile
from importlib.resources import files
from urllib.parse import urlsplit

from assistant.errors import SettingsError

_FOLDER = files("assistant.channels.teams").joinpath("app")
_PICTURES = ("color.png", "outline.png")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same package at each making


def package(client_id: str, public_url: str, version: str) -> bytes:
    """The zip of the app of this client ID, whose page is at `public_url`.

    Raises:
        SettingsError: one of the two cannot stand in a manifest.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        _add(zipped, "manifest.json", _manifest(client_id, public_url, version))
        for picture in _PICTURES:
            _add(zipped, picture, _FOLDER.joinpath(picture).read_bytes())
    return made.getvalue()


def _manifest(client_id: str, public_url: str, version: str) -> bytes:
    address = urlsplit(public_url)
    if address.scheme != "https" or not address.hostname:
        raise SettingsError("ASSISTANT_PUBLIC_URL is not an address that Teams takes: write it as https://host.")
    manifest = json.loads(_FOLDER.joinpath("manifest.json").read_text("utf-8"))
    manifest["version"] = version
    manifest["id"] = manifest["bots"][0]["botId"] = _guid(client_id)
    manifest["developer"] |= dict.fromkeys(("websiteUrl", "privacyUrl", "termsOfUseUrl"), public_url)
    manifest["validDomains"] = [address.hostname]
    return json.dumps(manifest, ensure_ascii=False, indent=2).encode()


def _guid(client_id: str) -> str:
    try:
        return str(uuid.UUID(client_id))
    except ValueError:
        raise SettingsError(
            "ASSISTANT_TEAMS_CLIENT_ID is not an application (client) ID: copy it from the app registration in Entra ID."
        ) from None


def _add(zipped: zipfile.ZipFile, name: str, content: bytes) -> None:
    zipped.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
