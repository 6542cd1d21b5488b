"""Sentences out of a reply that is still being written: each as soon as its JSON object is whole."""

import json
from collections.abc import Iterator
from typing import Any

import json_repair

from assistant.drafts import Drafted

MOST_CHARACTERS = 12_000  # of a reply, thoughts aside
MOST_OF_THOUGHTS = 40_000
_THOUGHTS, END_OF_THOUGHTS = "<think>", "</think>"


class DraftReader:
    """Reads a reply piece by piece; what is malformed is repaired where that is plain, else left out.

    `quotes` is how many quotes there are: a number past it is left out, and so is a sentence with none left.
    """

    def __init__(self, quotes: int) -> None:
        self._quotes = quotes
        self._text, self._at = "", 0
        self._open: list[int] = []
        self._inner = False  # whether the last object that was opened holds no other
        self._in_string = self._escaped = False
        self.found_form = False

    @property
    def is_full(self) -> bool:
        """Whether the reply is longer than any that is wanted."""
        return len(self._text) > (MOST_OF_THOUGHTS if self._is_thinking() else MOST_CHARACTERS)

    def feed(self, piece: str) -> Iterator[Drafted]:
        """The sentences that this piece makes whole."""
        self._text += piece
        if self._is_thinking():
            return
        if (end := self._text.find(END_OF_THOUGHTS)) >= 0:
            self._start_at(end + len(END_OF_THOUGHTS))
        while self._at < len(self._text):
            sign = self._text[self._at]
            self._at += 1
            if (whole := self._step(sign)) is not None:
                yield from self._drafted(values(whole))

    def rest(self) -> Iterator[Drafted]:
        """The sentences of a reply that has ended and in which no object stood whole, where it can be repaired."""
        if not self.found_form and "{" in self._text and not self._is_thinking():
            yield from self._drafted(_repaired(self._text[self._text.find("{") :]))

    def _is_thinking(self) -> bool:
        start = self._text.lstrip()[: len(_THOUGHTS)]
        return bool(start) and start == _THOUGHTS[: len(start)] and END_OF_THOUGHTS not in self._text

    def _start_at(self, place: int) -> None:
        """Forget what stands before; some templates open the thoughts themselves, so that only their end is in the reply."""
        self._text, self._at = self._text[place:], 0
        self._open.clear()
        self._in_string = self._escaped = False

    def _step(self, sign: str) -> str | None:
        """Take in one sign of the reply; the innermost object that it closes, if it closes one."""
        if self._in_string:
            self._in_string = self._escaped or sign != '"'
            self._escaped = sign == "\\" and not self._escaped
        elif sign == '"':
            self._in_string = bool(self._open)
        elif sign == "{":
            self._open.append(self._at - 1)
            self._inner = True
        elif sign == "}" and self._open:
            start, inner, self._inner = self._open.pop(), self._inner, False
            return self._text[start : self._at] if inner else None
        return None

    def _drafted(self, values: Any) -> Iterator[Drafted]:
        for each in _objects(values):
            if "sentences" in each:
                self.found_form = True
            if isinstance(text := each.get("text"), str) and "quotes" in each:
                self.found_form = True
                if (quotes := self._numbers(each["quotes"])) and text.strip():
                    yield Drafted(" ".join(text.split()), quotes)

    def _numbers(self, values: Any) -> tuple[int, ...]:
        given = values if isinstance(values, list) else [values]
        numbers = (int(each) for each in given if _is_number(each))
        return tuple(dict.fromkeys(number for number in numbers if 1 <= number <= self._quotes))


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and len(value) < 4
    return isinstance(value, int) and not isinstance(value, bool)


def values(text: str) -> Any:
    """What a JSON text holds, mended where that is plain; None where it is not."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _repaired(text)


def _repaired(text: str) -> Any:
    try:
        return json_repair.loads(text, skip_json_loads=True)
    except (ValueError, RecursionError):
        return None


def _objects(values: Any) -> Iterator[dict[str, Any]]:
    if isinstance(values, list):
        for each in values:
            yield from _objects(each)
    elif isinstance(values, dict):
        yield values
        if "text" not in values:
            yield from _objects(list(values.values()))
