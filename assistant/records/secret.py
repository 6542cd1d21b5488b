"""The key by which people are known again: given by the operator, or made once and kept in the data folder."""

import json
import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

logger = logging.getLogger(__name__)

_FILE = "cookies.key"
_BYTES = 32


def kept_secret(folder: Path, given: str = "") -> bytes:
    """The key; where none can be kept, one for this run alone, and the operator is told."""
    if given:
        return given.encode()
    path = folder / _FILE
    try:
        if not path.exists():
            _make(path)
        found = bytes.fromhex(path.read_text("ascii"))
        if len(found) < _BYTES:
            raise ValueError
        return found
    except (OSError, ValueError) as error:
        remedy = f"make {path} writable, or remove it if it is damaged, or set ASSISTANT_COOKIE_SECRET"
        logger.error("%s", json.dumps({"event": "no_kept_key", "reason": type(error).__name__, "remedy": remedy}))
        return secrets.token_bytes(_BYTES)


def _make(path: Path) -> None:
    """Make the file whole or not at all; where another process was first, its key holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES))
        with suppress(FileExistsError):
            os.link(new, path)
    finally:
        new.unlink()
