"""The day on which somebody starts or started, as people type it: "starting sept 2026", "began in 2024", "1/9/2026"."""

import calendar
import re
from datetime import date, timedelta

from assistant.careers.people.circumstances import Between, Value

MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = r"(?P<month>jan|feb|mar|apr|may(?! (?:be|have|not|get|i|we)\b)|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WHEN = (
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<full>\d{4})|"
    rf"(?P<date>\d{{1,2}})?(?:st|nd|rd|th)?\s*(?:of )?\b{_MONTH}\b\.?\s*(?P<year>20\d\d|\d\d(?!\d|:))?|"
    r"(?P<only>20\d\d)|(?P<next>next year))"
)
_START = r"(?P<cue>start(?:s|ing|ed)?|begin(?:s|ning)?|began|begun|commenc\w+|enroll?(?:ed|ing)?|joined|from|intake)"
_SPOKEN = re.compile(
    rf"\b{_START}\s+(?:(?:in|on|the|a|an|course|apprenticeship|my|it|this|next|last|about|degree|msc|job|training|and|to|at|uni)\s+){{0,5}}"
    rf"(?:(?P<side>before|after|since|from)\s+)?(?:in )?{_WHEN}"
)
_FIELD = re.compile(_WHEN)
_NOT_YET = re.compile(r"\b(?:not|hasn'?t|haven'?t|has not|have not) started(?: yet)?\b|\bnot yet started\b")
_PLANNED = re.compile(
    r"\b(?:can|could|may|how (?:do|can)) i (?:start|begin|do|go on|get on|get onto|take|apply for|sign up)|"
    r"\b(?:want|wanting|would like|id like|i'd like|hope|hoping|plan|planning|going|thinking (?:of|about)) (?:to )?"
    r"(?:start|begin|do|tak|apply|sign)\w*"
)
_UNDER_WAY = re.compile(
    r"\b(?:already|currently|started|began|am on|i'?m on|i'?m doing|am doing|halfway|finish\w*|my (?:course|apprenticeship))\b"
)
_PAST = {"started", "began", "begun", "enrolled", "joined"}


def start_in(text: str, today: date) -> Value | None:
    """The start that a text in small letters speaks of, or None; what is only planned starts today or later."""
    if match := _SPOKEN.search(text):
        day = _day(match, today, match["cue"] in _PAST)
        return _side(day, match["side"]) if match["side"] else day
    planned = _NOT_YET.search(text) or (_PLANNED.search(text) and not _UNDER_WAY.search(text))
    return Between(today, None) if planned else None


def _side(day: Value | None, side: str) -> Value | None:
    """Before or after a day or month; a month is gone once its last day is."""
    if not isinstance(day, date | Between):
        return None
    first, last = (day.least, day.most) if isinstance(day, Between) else (day, day)
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    return Between(None, first - timedelta(days=1)) if side == "before" else Between(last if side == "after" else first, None)


def start_of(text: str, today: date) -> Value | None:
    """The day of a text that says nothing else, such as a form's field, or None."""
    match = _FIELD.search(text)
    return _day(match, today, past=False) if match else None


def _day(match: re.Match[str], today: date, past: bool) -> Value | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["full"]:
            return date(int(match["full"]), int(match["number"]), int(match["day"]))
        if match["month"]:
            return _of_month(match, today, past)
    except ValueError:
        return None
    year = int(match["only"]) if match["only"] else today.year + 1
    return Between(date(year, 1, 1), date(year, 12, 31))


def _of_month(match: re.Match[str], today: date, past: bool) -> Value:
    """A month without a year is this one or the next, for what has started this one or the last."""
    month = MONTHS[match["month"]]
    if match["year"]:
        year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    else:
        year = today.year - (month > today.month) if past else today.year + (month < today.month)
    if match["date"]:
        return date(year, month, int(match["date"]))
    return Between(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
