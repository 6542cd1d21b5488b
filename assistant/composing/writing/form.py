"""The form of a draft, for servers that can bind a reply to one."""

from typing import Any

from assistant.composing.writing.manner import Form, ladder

SENTENCES = 6
LONGEST = 280  # characters of a text; a model that cannot end is cut off there
_QUOTES_EACH = 3


def forms(quotes: int) -> tuple[Form, ...]:
    """The forms of a draft, from the one that binds most."""
    return ladder("draft", _limited(quotes), _draft({"type": "integer"}, {}, {}, {}))


def _limited(quotes: int) -> dict[str, Any]:
    """With an end to everything, and the numbers of `quotes` quotes alone: servers of small models keep to that."""
    number = {"type": "integer", "enum": [*range(1, quotes + 1)]}
    return _draft(number, {"minItems": 1, "maxItems": _QUOTES_EACH}, {"maxLength": LONGEST}, {"maxItems": SENTENCES})


def _draft(number: dict[str, Any], of_quotes: dict[str, int], of_text: dict[str, int], of_all: dict[str, int]) -> dict[str, Any]:
    fields = {"quotes": {"type": "array", "items": number, **of_quotes}, "text": {"type": "string", **of_text}}
    return an_object({"sentences": {"type": "array", "items": an_object(fields), **of_all}})


def an_object(fields: dict[str, Any]) -> dict[str, Any]:
    """The JSON schema of an object with just these fields."""
    return {"type": "object", "properties": fields, "required": [*fields], "additionalProperties": False}
