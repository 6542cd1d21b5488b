"""How the text of a variable becomes the value of a setting; a ValueError says what is wrong and how to mend it."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

MASK = "********"
_MOST = 1_000_000
_HOST = re.compile(r"https?://[a-z0-9.-]+(:\d+)?")
_TRUTH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def folder(text: str) -> Path:
    return Path(text).expanduser()


def existing_folder(text: str) -> Path:
    if not folder(text).is_dir():
        raise ValueError("is not a folder: give the path of a folder that exists")
    return folder(text)


def url(text: str) -> str:
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise ValueError("is not a web address: write it as http://host:port or https://host")
    return text


def origins(text: str) -> tuple[str, ...]:
    """Origins of sites, as browsers write them: a scheme, a host and perhaps a port."""
    return tuple(dict.fromkeys(map(_origin, text.split())))


def _origin(text: str) -> str:
    try:
        parts = urlsplit(url(text))
        told = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    except ValueError:
        told = ""
    if text.lower().removesuffix("/") != told or not _HOST.fullmatch(told):
        raise ValueError(
            f"holds {shown(text)}, which is not the origin of a site: write origins as https://intranet.example.org, "
            "without a path, and with spaces between them"
        )
    return told


def database(text: str) -> str:
    """An address of SQLite, with a file, or of PostgreSQL."""
    try:
        parts = urlsplit(text)
        is_file = parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1 and ":memory:" not in text
        is_server = parts.scheme in ("postgresql", "postgres", "postgresql+psycopg") and parts.port != 0
    except ValueError:
        is_file = is_server = False
    if not (is_file or is_server):
        raise ValueError("is no database that can be used: write sqlite:///folder/file or postgresql://user:password@host/name")
    return text


def whole_number(least: int, most: int = _MOST) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`, by default a million."""

    def read(text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
        if not (is_number and least <= int(text) <= most):
            raise ValueError(f"is not a whole number from {least} to {most}: write it in digits only")
        return int(text)

    return read


def long_secret(least: int) -> Callable[[str], str]:
    """A reader of secrets of at least `least` characters."""

    def read(text: str) -> str:
        if len(text) < least:
            raise ValueError(f"is too short to be safe: use at least {least} characters that nobody can guess")
        return text

    return read


def yes_or_no(text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise ValueError("is neither yes nor no: write true or false")
    return _TRUTH[text.lower()]


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shown(value: object) -> str:
    """The value for a message, without a password that stands in a web address."""
    return repr(without_password(value)) if isinstance(value, str) else repr(value)


def without_password(text: str) -> str:
    """The text with what stands before the @ of a web address, and a password after its ?, masked."""
    text = re.sub(r"(?<=[?&]password=)[^&]+", MASK, text)
    if "@" not in text:
        return text
    start, _, place = text.rpartition("@")
    scheme, slashes, _ = start.partition("://")
    return f"{scheme if slashes else ''}{slashes}{MASK}@{place}"
