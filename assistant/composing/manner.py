"""The ways in which servers accept a request for JSON: they differ in what binds its form, its length and its chance."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Manner:
    """One way to put a request, from what binds the answer most to what every server takes.

    `form` is 0 for a JSON schema, 1 for any JSON object, 2 for the prompt alone.
    """

    form: int = 0
    limit: str = "max_tokens"
    has_temperature: bool = True
    has_usage: bool = True

    def parameters(self, name: str, schema: Mapping[str, Any], tokens: int) -> dict[str, Any]:
        """What goes beside the messages; `tokens` is the most that the reply may have."""
        chance = {"temperature": 0} if self.has_temperature else {}
        usage = {"stream_options": {"include_usage": True}} if self.has_usage else {}
        return {self.limit: tokens, **chance, **usage, **_form(self.form, name, schema)}

    def after(self, refusal: str) -> "Manner | None":
        """The way to try next, by what was said against this one; None where there is no other."""
        if self.limit == "max_tokens" and "max_tokens" in refusal:
            return replace(self, limit="max_completion_tokens")
        if self.has_temperature and "temperature" in refusal:
            return replace(self, has_temperature=False)
        if self.has_usage and "stream_options" in refusal:
            return replace(self, has_usage=False)
        return replace(self, form=self.form + 1) if self.form < 2 else None


def _form(form: int, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    if form == 0:
        return {"response_format": {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema}}}
    return {"response_format": {"type": "json_object"}} if form == 1 else {}
