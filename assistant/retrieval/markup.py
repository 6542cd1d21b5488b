"""Inline markup: what a stretch of Markdown or HTML reads like once the marks are gone."""

import html
import re

# Each pattern reads on to the next mark of its kind at most, so that no text takes more than its length in steps.
_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]*>", re.S)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n()]*\")?\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_EMPHASIS = (
    re.compile(r"\*\*\*(?=\S)((?:[^*\n]|\*(?!\*\*))+)(?<=\S)\*\*\*"),
    re.compile(r"\*\*(?=\S)((?:[^*\n]|\*(?!\*))+)(?<=\S)\*\*"),
    re.compile(r"\*(?=\S)([^*\n]+)(?<=\S)\*"),
    re.compile(r"~~(?=\S)((?:[^~\n]|~(?!~))+)(?<=\S)~~"),
    re.compile(r"(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)"),
)
_CODE = re.compile(r"`([^`\n]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_SPACES = re.compile(r"\s+")
_MARK = re.compile(r"[<&*_~`\[\\\u00b9\u00b2\u00b3\u2070-\u2079]")
_NO_CHARACTER = re.compile(r"&(?=#[xX]?[0-9a-fA-F]{9})")  # a number that no character has, and that may be too long to read
_SUPERSCRIPT = re.compile(r"(?<=[^\W\d])[\u00b9\u00b2\u00b3\u2070-\u2079]+(?!\w)")


def plain(text: str) -> str:
    """The words a reader sees: tags, emphasis, link targets and escapes gone, blanks folded."""
    if not _MARK.search(text):
        return _SPACES.sub(" ", text).strip()
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    for mark in (_LINK, _LINK, *_EMPHASIS, _CODE, _ESCAPE):  # a link may hold a picture
        text = mark.sub(r"\1", text)
    text = _SUPERSCRIPT.sub("", html.unescape(_NO_CHARACTER.sub("&amp;", text)))
    return _SPACES.sub(" ", text).strip(" *")


def words(text: str) -> int:
    """How many blank-separated words."""
    return len(text.split())
