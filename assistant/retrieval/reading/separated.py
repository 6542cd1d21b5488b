"""CSV and TSV: one table."""

import csv

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.decoding import decode
from assistant.retrieval.reading.limits import Limits
from assistant.retrieval.reading.notation import Notation, ReadText

_SEPARATORS = ",;\t|"
_SAMPLE = 2**13


def read(data: bytes, limits: Limits) -> ReadText:
    """The rows as a table; a lone column becomes paragraphs.

    Raises:
        UnreadableFile: the data is not text, holds no letter or digit, or gives more text than the limit.
    """
    lines = decode(data).splitlines(keepends=True)
    notation = Notation(limits)
    try:
        notation.table(csv.reader(lines, delimiter=_separator("".join(lines[:200])[:_SAMPLE])))
    except csv.Error as error:
        raise UnreadableFile(f"broken file: its rows cannot be told apart ({error})") from error
    return notation.read_text()


def _separator(sample: str) -> str:
    try:
        return csv.Sniffer().sniff(sample, _SEPARATORS).delimiter
    except csv.Error:
        return max(_SEPARATORS, key=sample.count)
