"""Tables of contents: they repeat every heading of a document and hold nothing that it does not say elsewhere."""

import re
from collections.abc import Sequence
from itertools import pairwise

_TITLE = re.compile(r"(?:table of )?contents(?: page)?:?", re.I)
_PAGE = re.compile(r"(\d{1,3})(?:\s*[-–]\s*\d{1,3})?")
_PAGE_NAME = re.compile(r"pages?(?: no\.?| numbers?)?", re.I)
_ENTRY = re.compile(r"\d+(?:\.\d+)*\.?(?:\s|$)")
_CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Box|Chart|Appendix|Annex)\s+\w", re.I)
_ANCHOR = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s+\[[^\[\]]*\]\(#[^()\s]*\)\s*")
_LEADERS = 5  # dots in a row: more than any sentence ends with
_FEWEST = 3  # rows
_MOSTLY, _MOSTLY_PAGED = 0.8, 0.6  # of the rows


def is_contents_title(text: str) -> bool:
    """Whether a heading or cell says that a table of contents follows."""
    return bool(_TITLE.fullmatch(text.strip()))


def is_contents_line(text: str) -> bool:
    """Whether a line is an entry that leads to its page with dots, or a link to a heading of the same page."""
    if _ANCHOR.fullmatch(text):
        return True
    entry = text.rstrip().rstrip("0123456789").rstrip()
    led = entry[-3 * _LEADERS :].replace(" ", "").replace("…", "...")
    return entry != text.rstrip() and led.endswith("." * _LEADERS)


def is_contents_table(rows: Sequence[Sequence[str]], titled: bool) -> bool:
    """Whether rows of cells list headings; `titled` says that a heading above calls them the contents.

    A table of data may be numbered and end in numbers as well, so without a title it takes captions, the name of a page
    column, or entries that are numbered and lead to pages in rising order.
    """
    if len(rows) < _FEWEST:
        return False
    header, entries = _parted(rows)
    titled = titled or any(is_contents_title(cell) for cell in header[:1])
    pages = [int(page[1]) for page in (_PAGE.fullmatch(row[-1]) for row in entries) if page]
    numbered = sum(bool(_ENTRY.match(row[0])) for row in entries)
    captions = sum(bool(_CAPTION.match(row[0])) for row in entries)
    paged = len(pages) >= _MOSTLY_PAGED * len(entries)
    if titled or captions >= _MOSTLY * len(entries):
        return paged or (titled and numbered >= _MOSTLY * len(entries))
    if header:
        return paged and bool(_PAGE_NAME.fullmatch(header[-1]))
    rising = sum(one <= other for one, other in pairwise(pages)) >= _MOSTLY * (len(pages) - 1)
    return paged and rising and numbered >= _MOSTLY * len(entries)


def _parted(rows: Sequence[Sequence[str]]) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The row that names the columns, if there is one, and the rest."""
    first = rows[0]
    if _PAGE.fullmatch(first[-1]) or _ENTRY.match(first[0]):
        return (), rows
    return first, rows[1:]
