"""Inline markup: what a stretch of Markdown or HTML reads like once the marks are gone."""

import html
import re

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(([^)\s]*)\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_EMPHASIS = re.compile(r"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1")
_UNDERSCORE = re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
_CODE = re.compile(r"`([^`\n]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_SPACES = re.compile(r"\s+")
_SUPERSCRIPT = re.compile(r"(?<=[^\W\d])[\u00b9\u00b2\u00b3\u2070-\u2079]+(?!\w)")


def plain(text: str) -> str:
    """The words a reader sees: tags, emphasis, link targets and escapes gone, blanks folded."""
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    text = _LINK.sub(r"\1", text)
    for mark, kept in ((_EMPHASIS, r"\2"), (_EMPHASIS, r"\2"), (_UNDERSCORE, r"\1"), (_CODE, r"\1"), (_ESCAPE, r"\1")):
        text = mark.sub(kept, text)
    text = _SUPERSCRIPT.sub("", html.unescape(text))
    return _SPACES.sub(" ", text).strip(" *")


def words(text: str) -> int:
    """How many blank-separated words."""
    return len(text.split())
