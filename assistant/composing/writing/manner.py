"""The ways in which servers accept a request for JSON: they differ in what binds its form, its length and its chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Form = Mapping[str, Any]
"""Parameters that bind a reply to a form; none where the prompt alone asks for it."""

ANY_JSON: Form = {"response_format": {"type": "json_object"}}
UNBOUND: Form = {}


def bound(name: str, schema: Mapping[str, Any]) -> Form:
    """Binds a reply to a JSON schema."""
    return {"response_format": {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema}}}


def ladder(name: str, limited: Mapping[str, Any], plain: Mapping[str, Any]) -> tuple[Form, ...]:
    """The form with limits, then in what every server knows of JSON schema, then as any JSON, then not bound at all.

    All that is asked of one endpoint has the same rungs: what it takes of one it takes of all.
    """
    return (bound(name, limited), bound(name, plain), ANY_JSON, UNBOUND)


@dataclass(frozen=True, slots=True)
class Manner:
    """One way to put a request; `form` counts the forms from the one that binds most to the one that every server takes."""

    form: int = 0
    limit: str = "max_tokens"
    has_temperature: bool = True
    has_usage: bool = False

    def parameters(self, forms: Sequence[Form], tokens: int) -> dict[str, Any]:
        """What goes beside the messages; `tokens` is the most that the reply may have."""
        chance = {"temperature": 0} if self.has_temperature else {}
        usage = {"stream_options": {"include_usage": True}} if self.has_usage else {}
        return {self.limit: tokens, **chance, **usage, **forms[self.form]}

    def after(self, refusal: str, forms: int) -> "Manner | None":
        """The way to try next, by what was said against this one; None where none of so many `forms` is left."""
        if self.limit == "max_tokens" and "max_tokens" in refusal:
            return replace(self, limit="max_completion_tokens")
        if self.has_temperature and "temperature" in refusal:
            return replace(self, has_temperature=False)
        if self.has_usage and "stream_options" in refusal:
            return replace(self, has_usage=False)
        return replace(self, form=self.form + 1) if self.form + 1 < forms else None
