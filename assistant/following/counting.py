"""Which turns of a conversation count: not those that were declined or signposted, nor small talk."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from assistant.phrases import FIXED, Phrases, languages
from assistant.types import Turn

_OPENING = 60  # characters by which a fixed sentence is known again


def counting(history: Sequence[Turn], is_guarded: Callable[[str], bool]) -> tuple[Turn, ...]:
    """The turns that a question may go on from.

    A message of the asker that is guarded is left out with the reply to it; so is one whose reply is a fixed sentence of ours.
    """
    return tuple(turn for exchange in _exchanges(history) if not _is_left_out(exchange, is_guarded) for turn in exchange)


def _exchanges(history: Sequence[Turn]) -> Iterator[list[Turn]]:
    """The turns, each message of the asker with the replies to it."""
    exchange: list[Turn] = []
    for turn in history:
        if turn.role == "user" and exchange:
            yield exchange
            exchange = []
        exchange.append(turn)
    if exchange:
        yield exchange


def _is_left_out(exchange: Sequence[Turn], is_guarded: Callable[[str], bool]) -> bool:
    replied = [turn.content for turn in exchange if turn.role == "assistant"]
    asked = [turn.content for turn in exchange if turn.role == "user"]
    return any(map(is_guarded, asked)) or any(_opening(reply).startswith(_fixed()) for reply in replied)


def _opening(text: str) -> str:
    return " ".join(text.split())[:_OPENING]


@cache
def _fixed() -> tuple[str, ...]:
    every = [Phrases.load(language) for language in languages()]
    return tuple(dict.fromkeys(_opening(str(getattr(phrases, name))) for phrases in every for name in FIXED))
