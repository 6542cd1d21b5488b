"""The ways in which servers accept a request for JSON: they differ in what binds its form, its length and its chance."""

from dataclasses import dataclass, replace
from typing import Any

from assistant.composing.form import bounded_form, form

_LOOSEST = 3


@dataclass(frozen=True, slots=True)
class Manner:
    """One way to put a request, from what binds the answer most to what every server takes.

    `form` is 0 for a JSON schema with limits, 1 for one without, 2 for any JSON object, 3 for the prompt alone.
    """

    form: int = 0
    limit: str = "max_tokens"
    has_temperature: bool = True
    has_usage: bool = True

    def parameters(self, quotes: int, tokens: int) -> dict[str, Any]:
        """What goes beside the messages; `quotes` is how many there are, `tokens` the most that the reply may have."""
        chance = {"temperature": 0} if self.has_temperature else {}
        usage = {"stream_options": {"include_usage": True}} if self.has_usage else {}
        return {self.limit: tokens, **chance, **usage, **_bound(self.form, quotes)}

    def after(self, refusal: str) -> "Manner | None":
        """The way to try next, by what was said against this one; None where there is no other."""
        if self.limit == "max_tokens" and "max_tokens" in refusal:
            return replace(self, limit="max_completion_tokens")
        if self.has_temperature and "temperature" in refusal:
            return replace(self, has_temperature=False)
        if self.has_usage and "stream_options" in refusal:
            return replace(self, has_usage=False)
        return replace(self, form=self.form + 1) if self.form < _LOOSEST else None


def _bound(form_number: int, quotes: int) -> dict[str, Any]:
    if form_number == _LOOSEST:
        return {}
    if form_number == _LOOSEST - 1:
        return {"response_format": {"type": "json_object"}}
    schema = form() if form_number else bounded_form(quotes)
    return {"response_format": {"type": "json_schema", "json_schema": {"name": "draft", "strict": True, "schema": schema}}}
