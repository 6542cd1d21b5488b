"""Dates and addresses as pages and records give them, checked where they enter."""

import re
from datetime import date

from pydantic import HttpUrl, TypeAdapter

_HTTP_URL = TypeAdapter(HttpUrl)


def web_address(value: str) -> str:
    """The address as it stands, if it is one of the web; raises ValueError where it is not."""
    if re.search(r"[\s<>\"]", value):
        raise ValueError("an address has no spaces, quotes or angle brackets")
    _HTTP_URL.validate_python(value)
    return str(value)


def partial_date(value: str) -> str:
    """`undated`, or a date as YYYY, YYYY-MM or YYYY-MM-DD; raises ValueError where it is neither."""
    if value != "undated":
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value, re.ASCII):
            raise ValueError("not a date")
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    return str(value)


def calendar_day(value: str) -> str:
    """A day as YYYY-MM-DD; raises ValueError where it is none."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("not a day")
    return date.fromisoformat(value).isoformat()
