"""Lines of JSON: only a line feed ends one, since a string may hold the other characters that Python takes for line ends."""

import json
from pathlib import Path
from typing import Any


def read_lines(path: Path) -> list[str]:
    """The lines of a file in UTF-8 without their ends, "\\n" or "\\r\\n"; the last one needs none.

    Raises:
        OSError, UnicodeDecodeError: it cannot be read.
    """
    lines = path.read_bytes().decode("utf-8-sig").split("\n")
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of ours, one a line.

    Raises:
        OSError, UnicodeDecodeError, JSONDecodeError: it cannot be read.
    """
    return [json.loads(line) for line in read_lines(path)]
