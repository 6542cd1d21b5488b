"""The fields that somebody filled in."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject

_OFF = ("", "/Off", "Off")


def filled_fields(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """The name that a form shows for each filled field, with what it holds; a ticked box holds 'yes'."""
    for name, field in (reader.get_fields() or {}).items():
        value = _value(field.get("/V"), is_button=field.get("/FT") == "/Btn")
        if value and field.get("/FT") != "/Sig":
            yield str(field.get("/TU") or name), value


def _value(value: Any, *, is_button: bool) -> str:
    if isinstance(value, ArrayObject):
        return ", ".join(str(one) for one in value)
    text = "" if value is None else str(value)
    if not is_button:
        return text
    return "" if text in _OFF else "yes" if text.lower() in ("/yes", "/on", "/1", "/true") else text.removeprefix("/")
