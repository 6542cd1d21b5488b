"""The request for a verdict, in the forms that servers accept."""

from typing import Any

from assistant.composing.writing.manner import ANY_JSON, UNBOUND, Form, Manner, bound

_SCHEMA = {
    "type": "object",
    "properties": {"supported": {"type": "boolean"}},
    "required": ["supported"],
    "additionalProperties": False,
}
FORMS: tuple[Form, ...] = (bound("verdict", _SCHEMA), ANY_JSON, UNBOUND)
_MOST_TOKENS = 1000  # of an answer; a verdict is 8, but some models think aloud before it


def request(manner: Manner, model: str, instruction: str, text: str) -> dict[str, Any]:
    """The body of the request."""
    messages = [{"role": "system", "content": instruction}, {"role": "user", "content": text}]
    return {"model": model, "messages": messages, **manner.parameters(FORMS, _MOST_TOKENS)}
