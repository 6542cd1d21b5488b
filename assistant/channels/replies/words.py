"""Words of documents and people, made safe to show: what cannot be seen is out, and nothing of them is markup."""

import html
import re
from typing import Literal
from urllib.parse import urlsplit

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# Direction overrides and isolates, Unicode tag characters, halves of characters, and controls other than tab and line
# feed: none can be seen, and each can make text read as something that it is not.
_UNSEEN = re.compile("[\ud800-\udfff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\x00-\x08\x0b-\x1f\x7f-\x9f]")
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_INLINE_TAGS = frozenset({"a", "b", "cite", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def visible(text: str) -> str:
    """The text without the characters that cannot be seen but change how it reads."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n"))


def readable(text: str) -> str:
    """The text of a document for display: tags out, entities read, unseen characters out. It is not escaped."""
    without_tags = _TAG.sub(_in_place_of_tag, _COMMENT.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", visible(html.unescape(without_tags))).strip()


def one_line(text: str) -> str:
    """`readable` with every run of spaces and line ends as one space."""
    return " ".join(readable(text).split())


def _in_place_of_tag(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in _INLINE_TAGS else "\n"


def web_link(url: str) -> str:
    """The url when it is a web address that may be linked to, otherwise an empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.hostname else ""


def language_tag(language: str) -> str:
    """The language for a `lang` attribute; empty, which means not known, where it is not a language tag."""
    return language if _LANGUAGE.fullmatch(language) else ""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The writing direction of a language."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"
