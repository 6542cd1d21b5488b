"""Where the facts of a record, or one sentence of it, come from."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from assistant.knowledge.dates import partial_date, web_address
from assistant.knowledge.said import Line


class Strict(BaseModel):
    """A part of a record, which refuses keys that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class RecordSource(Strict):
    """Where a record's facts come from; `as_of` is the source's own date or `undated`."""

    title: Line
    url: Annotated[str, AfterValidator(web_address)] | None = None
    as_of: Annotated[str, AfterValidator(partial_date)]

    @model_validator(mode="after")
    def _can_be_found(self) -> "RecordSource":
        if self.url is None and not any(part.isdigit() and len(part) == 4 for part in self.title.replace(")", " ").split()):
            raise ValueError("give the url, or a title that names a document with its year")
        return self
