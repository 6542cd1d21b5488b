"""What a page holds and does not show: comments, and elements that their style or attributes hide."""

import re

NOT_SHOWN = re.compile(
    r"""(?xi)(?:^|[;\s{])(?:
    display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | opacity\s*:\s*0?\.?0+(?:\s*(?:[;!}]|$))
    | font-size\s*:\s*0*(?:\.\d+|[01](?:\.\d+)?)?\s*(?:px|pt|em|rem|%)?\s*(?:[;!}]|$)
    | (?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:[;!}]|$)
    | (?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}(?:px|em|rem|pt)?
    | clip\s*:\s*rect\(\s*0 | clip-path\s*:\s*inset\(\s*(?:50|100)% | transform\s*:\s*scale\(\s*0\s*\)
    | color\s*:\s*(?:transparent | rgba\([^)]*,\s*0?\.?0+\s*\))
    )"""
)
"""In a style: the element shows nothing. A colour of text like the colour behind it is told by `is_unseen`."""

_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BEHIND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = re.compile(r"\s*(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\))\s*", re.IGNORECASE)

_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_LINK_COMMENT = re.compile(
    r"^ {0,3}\[(?://|comment|#|_)\]: ?(?:#|<>) ?(?:\([^()\n]*\)|\"[^\"\n]*\"|'[^'\n]*')[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_ELEMENT = re.compile(r"<(?P<tag>[a-z][a-z0-9]*)\b(?P<attributes>(?:\s[^<>]*)?)(?<!/)>", re.IGNORECASE)
_STYLE = re.compile(r"""\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MARKED_HIDDEN = re.compile(r"""\s(?:hidden(?=[\s=/]|$)|aria-hidden\s*=\s*["']?true)""", re.IGNORECASE)
_NEVER_SHOWN = frozenset("script style template noscript".split())


def is_unseen(style: str) -> bool:
    """Whether what has this style shows nothing, or white words on white."""
    colour, behind = _COLOUR.search(style), _BEHIND.search(style)
    white = bool(colour and behind and _WHITE.fullmatch(colour[1]) and _WHITE.fullmatch(behind[1]))
    return white or NOT_SHOWN.search(style) is not None


def without_hidden(text: str) -> str:
    """Markdown, or text with HTML in it, without comments and without elements that are not shown."""
    if "<" not in text and "]:" not in text:
        return text
    text = _LINK_COMMENT.sub("", _COMMENT.sub("", text))
    place = 0
    while element := _ELEMENT.search(text, place):
        place = element.end()
        if _is_hidden(element):
            text = text[: element.start()] + text[_end_of(text, element["tag"], element.end()) :]
            place = element.start()
    return text


def _is_hidden(element: re.Match[str]) -> bool:
    if element["tag"].lower() in _NEVER_SHOWN or _MARKED_HIDDEN.search(element["attributes"]):
        return True
    style = _STYLE.search(element["attributes"])
    return style is not None and is_unseen(style[1] or style[2] or "")


def _end_of(text: str, tag: str, start: int) -> int:
    """Behind the tag that closes the element; behind its paragraph where none does."""
    depth = 1
    for found in re.finditer(rf"<(/?){tag}\b[^<>]*>", text[start:], re.IGNORECASE):
        depth += -1 if found[1] else 1
        if depth == 0:
            return start + found.end()
    paragraph = text.find("\n\n", start)
    return len(text) if paragraph < 0 else paragraph
