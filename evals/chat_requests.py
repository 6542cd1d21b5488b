"""The request for a verdict in the ways that servers accept: they differ in what binds the form, the length and the chance."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

_SCHEMA = {
    "type": "object",
    "properties": {"supported": {"type": "boolean"}},
    "required": ["supported"],
    "additionalProperties": False,
}
# From what binds the answer most to what every server takes.
_FORMS: tuple[Mapping[str, Any], ...] = (
    {"response_format": {"type": "json_schema", "json_schema": {"name": "verdict", "strict": True, "schema": _SCHEMA}}},
    {"response_format": {"type": "json_object"}},
    {},
)
_MOST_TOKENS = 1000  # of an answer; a verdict is 8, but some models think aloud before it


@dataclass(frozen=True, slots=True)
class Manner:
    """One way to put a request."""

    form: int = 0
    limit: str = "max_tokens"
    has_temperature: bool = True

    def request(self, model: str, instruction: str, text: str) -> dict[str, Any]:
        """The body of the request."""
        messages = [{"role": "system", "content": instruction}, {"role": "user", "content": text}]
        chance = {"temperature": 0} if self.has_temperature else {}
        return {"model": model, "messages": messages, self.limit: _MOST_TOKENS, **chance, **_FORMS[self.form]}

    def after(self, refusal: str) -> "Manner | None":
        """The way to try next, by what was said against this one; None where there is no other."""
        if self.limit == "max_tokens" and "max_tokens" in refusal:
            return replace(self, limit="max_completion_tokens")
        if self.has_temperature and "temperature" in refusal:
            return replace(self, has_temperature=False)
        return replace(self, form=self.form + 1) if self.form + 1 < len(_FORMS) else None
