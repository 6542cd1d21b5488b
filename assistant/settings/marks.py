"""What a setting is besides its value: how it is told, and how its text becomes its value."""

from collections.abc import Callable
from dataclasses import field
from typing import Any

PREFIX = "ASSISTANT_"


def setting(default: Any, told: str, description: str, read: Callable[[str], object] = str, **marks: bool) -> Any:
    """A field of Settings: its default or what makes it, the default in words, what it is for, and how its text becomes its value.

    The marks: `secret` keeps it out of every message; `verbatim` keeps the blanks around it and lets it be empty.
    """
    about = {"told": told, "description": description, "read": read} | marks
    return field(default_factory=default, metadata=about) if callable(default) else field(default=default, metadata=about)
