"""Bytes to characters, for files that do not say how they are encoded."""

import codecs
import re

from charset_normalizer import from_bytes

from assistant.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDECODED = re.compile("[\udc80-\udcff]")
_OTHER = re.compile("[^\x00-\x7f\udc80-\udcff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LATIN = re.compile(r"cp125[0247]|latin_\d+|iso8859_(1|2|3|4|9|10|13|14|15|16)|mac_\w+|cp(437|850|858|775|1140)|hp_roman8")
_HIGH = re.compile(b"[\x80-\xff]+")
_INSIDE_WORD = re.compile(r"[^\W\d_][\xa1-\xb3\xb5\xb6\xb8-\xbf\ufffd][^\W\d_]")
_SAMPLE = 2**18


def decode(data: bytes) -> str:
    """The text of the data, without its byte order mark. Raises UnreadableFile when it is not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _plain(data.decode(encoding, "replace"))
    try:
        return _plain(data.decode(_unmarked_utf16(data) or "utf-8"))
    except UnicodeDecodeError:
        return _plain(_mostly_utf8(data) or data.decode(_guess(data), "replace"))


def _plain(text: str) -> str:
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) / 50:
        raise UnreadableFile("broken file: it holds binary data, not text")
    return text


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark shows in text of a Latin script as zeros at every other byte."""
    sample = data[:_SAMPLE]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[start::2].count(0) > 0.3 * len(sample) / 2 and not sample[1 - start :: 2].count(0):
            return encoding
    return ""


def _mostly_utf8(data: bytes) -> str:
    """UTF-8 into which a few bytes of windows-1252 were pasted; '' for anything else."""
    text = data.decode("utf-8", "surrogateescape")
    if len(_OTHER.findall(text)) <= 4 * len(_UNDECODED.findall(text)):
        return ""
    return _UNDECODED.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _guess(data: bytes) -> str:
    """The likeliest encoding.

    Detection mistakes a few pound signs or curly quotes for Japanese, and the western code pages for each other, so
    windows-1252 wins wherever it reads like writing.
    """
    sample = data[:_SAMPLE]
    best = from_bytes(sample).best()
    western = not _INSIDE_WORD.search(sample.decode("cp1252", "replace"))
    runs = _HIGH.findall(sample)
    lone = sum(map(len, runs)) < 1.5 * len(runs)
    if best is None or (western and (lone or _LATIN.fullmatch(best.encoding))):
        return "cp1252"
    return best.encoding
