"""The tables of the project's README that are made from figures that were kept, each between marks with its name."""

import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def put(name: str, table: str, path: Path = README) -> None:
    """Put a table between its marks, in place of the one that stands there."""
    between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.S)
    text = path.read_text(encoding="utf-8")
    path.write_text(between.sub(lambda _: table + "\n", text), encoding="utf-8")
    print(f"Wrote the table of {path}.")
