"""A briefing as Markdown in which nothing that somebody wrote can become markup."""

import re
from collections.abc import Iterator

from assistant.careers.handout import Briefing, HandoutSource
from assistant.exporting.printable import ASSUMED, SOURCES, printable, with_numbers

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_LIST_OPENING = re.compile(r"^(\d+)([.)])|^([-+=])")


def markdown(briefing: Briefing) -> str:
    """The page as text."""
    return "\n".join(_lines(briefing)).rstrip() + "\n"


def _lines(briefing: Briefing) -> Iterator[str]:
    yield from (f"# {_escaped(briefing.title)}", "", briefing.made, "")
    for section in briefing.sections:
        if section.heading:
            yield from (f"## {_escaped(section.heading)}", "")
        yield from (f"- {_escaped(with_numbers(line))}" for line in section.lines)
        yield ""
    if briefing.assumed:
        yield from (f"## {ASSUMED}", "", *(f"- {_escaped(each)}" for each in briefing.assumed), "")
    if briefing.sources:
        yield from (f"## {SOURCES}", "", *(f"{source.number}. {_source(source)}" for source in briefing.sources))


def _source(source: HandoutSource) -> str:
    title = _escaped(source.title)
    return f"[{title}](<{source.url}>), {source.dated}" if source.url else f"{title}, {source.dated}"


def _escaped(text: str) -> str:
    return _LIST_OPENING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", _MARKUP.sub(r"\\\1", printable(text)))
