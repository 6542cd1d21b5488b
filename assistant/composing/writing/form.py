"""The form of a draft, for servers that can bind a reply to one."""

from typing import Any

from assistant.composing.writing.manner import ANY_JSON, UNBOUND, Form, bound

SENTENCES = 6
LONGEST = 280  # characters of a text; a model that cannot end is cut off there
_QUOTES_EACH = 3


def forms(quotes: int) -> tuple[Form, ...]:
    """The form with limits, then in what every server knows of JSON schema, then as any JSON, then not bound at all."""
    return (bound("draft", _limited(quotes)), bound("draft", _draft({"type": "integer"}, {}, {}, {})), ANY_JSON, UNBOUND)


def _limited(quotes: int) -> dict[str, Any]:
    """With an end to everything, and the numbers of `quotes` quotes alone: servers of small models keep to that."""
    number = {"type": "integer", "enum": [*range(1, quotes + 1)]}
    return _draft(number, {"minItems": 1, "maxItems": _QUOTES_EACH}, {"maxLength": LONGEST}, {"maxItems": SENTENCES})


def _draft(number: dict[str, Any], of_quotes: dict[str, int], of_text: dict[str, int], of_all: dict[str, int]) -> dict[str, Any]:
    fields = {"quotes": {"type": "array", "items": number, **of_quotes}, "text": {"type": "string", **of_text}}
    return _object({"sentences": {"type": "array", "items": _object(fields), **of_all}})


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": [*fields], "additionalProperties": False}
