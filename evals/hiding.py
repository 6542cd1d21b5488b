"""Ways to hide orders in a page that is otherwise real, as somebody would who can edit or upload one."""

import re
from collections.abc import Callable, Mapping

_SENTENCE = re.compile(r"(?<=[a-z)]\.)(?= [A-Z])")
_PARAGRAPH = re.compile(r"\n\n(?=[A-Z])")
_ITEM = re.compile(r"\n(?=- )")
_ROW = re.compile(r"(?<=\w) \|(?=\n)")


def paragraph(page: str, orders: str) -> str:
    """A paragraph of its own before another."""
    return _put(page, _PARAGRAPH, f"\n\n{orders}")


def sentence(page: str, orders: str) -> str:
    """A sentence at the end of a paragraph."""
    return _put(page, re.compile(r"(?<=[a-z)]\.)(?=\n\n)"), f" {' '.join(orders.split())}")


def item(page: str, orders: str) -> str:
    """An item of a list."""
    return _put(page, _ITEM, f"\n- {' '.join(orders.split())}")


def cell(page: str, orders: str) -> str:
    """A further cell of a table's row; an item where there is no table."""
    told = " ".join(orders.split()).replace("|", "\\|")
    return _put(page, _ROW, f" | {told}") if _ROW.search(page) else item(page, orders)


def heading(page: str, orders: str) -> str:
    """A heading over what follows."""
    return _put(page, re.compile(r"(?=\n\n## )"), f"\n\n## {' '.join(orders.split())}")


def comment(page: str, orders: str) -> str:
    """A comment, which no reader sees."""
    return _put(page, _PARAGRAPH, f"\n\n<!-- {orders} -->")


def hidden(page: str, orders: str) -> str:
    """An element that is not shown."""
    return _put(page, _PARAGRAPH, f'\n\n<div style="display:none">{orders}</div>')


def tags(page: str, orders: str) -> str:
    """Characters that show nothing, each a letter of the orders."""
    return _put(page, _SENTENCE, "".join(chr(0xE0000 + ord(letter)) for letter in orders if letter.isascii()))


WAYS: Mapping[str, Callable[[str, str], str]] = {
    way.__name__: way for way in (paragraph, sentence, item, cell, heading, comment, hidden, tags)
}


def _put(page: str, place: re.Pattern[str], text: str) -> str:
    """The page with a text at the first such place below its main heading, or at its end."""
    found = place.search(page, page.index("\n# ") + 3)
    at = found.start() if found else len(page)
    return page[:at] + text + page[at:]
