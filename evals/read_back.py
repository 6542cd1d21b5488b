"""What a reader sees of an answer in each format, read back by the rules of the platform alone.

Nothing here knows how the formats are written: Teams' markdown is read by a markdown parser, pages by an HTML parser, and blocks
and cards are walked for the texts that Slack and Teams show as they are. `live` names what would come alive of them.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

_UNLINKED = "\u2060"  # put into addresses, so that they are not taken for links
_HIDDEN = "nhsuk-u-visually-hidden"
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_OURS = frozenset({"strong", "paragraph", "bullet_list", "ordered_list", "list_item", "inline", "text", "softbreak", "hardbreak"})
_BLOCK_ENDS = frozenset({"rich_text_section", "rich_text_quote", "section", "context", "button", "RichTextBlock", "TextBlock"})
_CONTROL = re.compile(r"<[^>]*>")  # how Slack writes a mention or a link


def of_blocks(blocks: Any) -> str:
    """The texts of Slack blocks, or of an Adaptive Card, as they are shown: one part of the message a line."""
    return "".join(_walked(blocks))


def _walked(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for each in part:
            yield from _walked(each)
    elif isinstance(part, Mapping):
        if part.get("type") in {"mrkdwn", "TextBlock", "markdown"}:
            raise ValueError(f"{part['type']} reads markup: {part}")
        if part.get("style") == "ordered":
            for number, each in enumerate(part["elements"], part.get("offset", 0) + 1):
                yield f"{number}. "
                yield from _walked(each)
            return
        for name, value in part.items():
            if name in {"text", "title"} and isinstance(value, str):
                yield value
            elif name not in {"data", "value", "style"} and not isinstance(value, str):
                yield from _walked(value)
        yield "\n" if part.get("type") in _BLOCK_ENDS or "title" in part or "options" in part else ""


def of_mrkdwn(text: str) -> str:
    """The text of a Slack message as it is shown."""
    return html.unescape(text).replace(_UNLINKED, "")


def live_mrkdwn(text: str) -> list[str]:
    """What Slack would make a mention, a link or emphasis of."""
    emphasis = re.compile(r"(?<![\w\u2060])([*_~`])(?=[^\s\u2060])[^\n]*?(?<=[^\s\u2060])\1(?![\w\u2060])")
    return [
        found[0] for pattern in (_CONTROL, emphasis, re.compile(r"https?://\S+|\bwww\.\w+")) for found in pattern.finditer(text)
    ]


def of_markdown(text: str) -> str:
    """The text of a Teams message, or of a stream of Slack, as it is shown."""
    return "\n".join(_inline(token) for token in _MARKDOWN.parse(text) if token.type == "inline").replace(_UNLINKED, "")


def _inline(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(each.type, each.content) for each in token.children or [])


def live_markdown(text: str) -> set[str]:
    """What of a text in markdown would be more than text, lists and bold: links, images, emphasis, headings, code, tags."""
    tokens = [each for token in _MARKDOWN.parse(text) for each in (token, *(token.children or []))]
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    return (kinds - _OURS) | set(re.findall(r"https?://\S+|\bwww\.\w+", text))


def of_html(page: str) -> str:
    """The text of a page as it is seen."""
    soup = BeautifulSoup(page, "html.parser")
    for hidden in soup.select(f".{_HIDDEN}, script, style, template"):
        hidden.decompose()
    for items in soup.select("ol:not([class])"):
        for place, item in enumerate(items.find_all("li", recursive=False), 1):
            item.insert(0, f"{item['value'] if 'value' in item.attrs else place}. ")
    return soup.get_text()


def one_line(text: str) -> str:
    """The text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def marked(sentence: str, text: str) -> str | None:
    """A sentence with the [n] marks that follow it in a text; None where it does not stand there."""
    found = re.search(re.escape(sentence) + r"((?:\s*\[\d{1,3}\])*)", text)
    return None if found is None else sentence + "".join(found[1].split())


def unbold(markdown: str) -> str:
    """An answer's own markdown without its bold."""
    return re.sub(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*", r"\1", markdown)


def first_missing(needles: Sequence[str], text: str) -> str | None:
    """The first of some texts that does not stand behind the one before it; None where all do."""
    at = 0
    for needle in needles:
        at = text.find(needle, at)
        if at < 0:
            return needle
        at += len(needle)
    return None
