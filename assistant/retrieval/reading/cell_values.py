"""The cells of a workbook as Excel shows them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

_MIDNIGHT = time()
_NUMBER = re.compile(r"(#,##)?(0+)(?:\.(0+))?(%?)")
_CURRENCY = re.compile("[£€$]")
_LOCALE = re.compile(r"\[\$([^-\]]*)[^\]]*\]")
_LITERAL = re.compile(r"\[[^\]]*\]|_.|\*.|[\"\\ ()+-]")
_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and whether that is words rather than a number or day."""

    text: str
    is_words: bool


def cell_of(cell: Any) -> Cell | None:
    """The cell of openpyxl as shown; None where it shows nothing or an error."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return None
    text = _shown(value, cell.number_format or "")
    return Cell(text, isinstance(value, str)) if text.strip() else None


def _shown(value: object, number_format: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value) if isinstance(value, str | timedelta) else ""


def _number(value: float, number_format: str) -> str:
    """A number with the decimals, thousands commas, currency and percent sign of a simple format; else as it is."""
    positive = _LOCALE.sub(r"\1", number_format.split(";", maxsplit=1)[0])
    sign = _CURRENCY.search(positive)
    form = _NUMBER.fullmatch(_CURRENCY.sub("", _LITERAL.sub("", positive)))
    if form is None:
        return str(int(value)) if value == int(value) else f"{value:.{_MOST_DIGITS}g}"
    commas, digits, decimals, percent = form.groups(default="")
    scaled = abs(value) * (100 if percent else 1)
    places = len(decimals)
    width = len(digits) + (places + 1 if places else 0)
    shown = f"{scaled:,.{places}f}" if commas else f"{scaled:0{width}.{places}f}"
    return ("-" if value < 0 else "") + (sign[0] if sign else "") + shown + percent
