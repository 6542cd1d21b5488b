"""What an endpoint itself says about a failure, fit to be passed on."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

LONGEST = 200  # characters that are passed on
_ADDRESS = re.compile(r"\w+://\S+")
_MASKED_KEY = re.compile(r"\S*\*{3}\S*")  # as an endpoint shows a key that it does not know


def own_words(body: bytes) -> str:
    """The message in the body of an error, in the shapes that servers use; empty where there is none."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    return " ".join(_messages(values))


def _messages(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, list):
        for each in values:
            yield from _messages(each)
    elif isinstance(values, dict):
        for name in ("error", "detail", "loc", "message", "msg"):
            if name in values:
                yield from _messages(values[name])


def passed_on(words: str, secrets: Sequence[str], host: str) -> str:
    """The words on one line, shortened, without addresses, keys and the host."""
    text = _MASKED_KEY.sub("[key]", _ADDRESS.sub("[address]", words))
    for secret in filter(None, secrets):
        text = text.replace(secret, "[key]")
    if host:
        text = re.sub(rf"(?<![\w.-]){re.escape(host)}(?![\w-])", "[host]", text, flags=re.IGNORECASE)
    return on_one_line(text)


def on_one_line(text: str) -> str:
    """The text without line ends and what cannot be printed, shortened."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
