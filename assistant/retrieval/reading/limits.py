"""How much a file may ask for, and the plain reasons for refusing one that asks for more."""

from dataclasses import dataclass

from assistant.errors import UnreadableFile

EXHAUSTED = 77
"""The exit status of a process that has no memory left to say so."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: its bytes on disk, seconds and bytes of memory to read it, characters of text."""

    max_bytes: int = 50 * 2**20
    seconds: float = 60
    memory_bytes: int = 2**30
    max_characters: int = 5_000_000


def too_large(limits: Limits) -> UnreadableFile:
    return UnreadableFile(f"larger than {_size(limits.max_bytes)}")


def too_slow(limits: Limits) -> UnreadableFile:
    return UnreadableFile(f"took longer than {limits.seconds:g} second{'' if limits.seconds == 1 else 's'}")


def too_much_memory(limits: Limits) -> UnreadableFile:
    return UnreadableFile(f"needed more than {_size(limits.memory_bytes)} of memory")


def too_much_text(limits: Limits) -> UnreadableFile:
    return UnreadableFile(f"more than {limits.max_characters:,} characters of text; split it")


def _size(number: int) -> str:
    for unit, bytes_ in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if number >= bytes_:
            return f"{number / bytes_:.3g} {unit}"
    return f"{number} bytes"
