"""Holds a package of the Teams app against Microsoft's schema: `python -m tests.teams_manifest FILE.zip`."""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

SCHEMA = Path(__file__).parent / "schemas" / "MicrosoftTeams.schema.json"


def manifest_of(package: bytes) -> dict[str, Any]:
    """The manifest in a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as zipped:
        manifest: dict[str, Any] = json.loads(zipped.read("manifest.json"))
    return manifest


def faults(manifest: dict[str, Any]) -> list[str]:
    """What Microsoft's schema finds wrong, a line each."""
    validator = Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(manifest)]


if __name__ == "__main__":
    sys.exit("\n".join(faults(manifest_of(Path(sys.argv[1]).read_bytes()))) or 0)
