"""Text cleaned of what only layout needs."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_HIDING = re.compile("[\x00-\x08\x0e-\x1b\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")


def one_line(text: str) -> str:
    """The text with white space and line breaks collapsed, ligatures spelled out and invisible characters gone."""
    visible = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def shown(text: str) -> str:
    """A text file's own text without characters that show nothing and can hide words: tags, controls, marks of direction."""
    return text if text.isascii() and text.isprintable() else _HIDING.sub("", text)
