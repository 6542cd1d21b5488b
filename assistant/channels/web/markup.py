"""An answer's markdown as HTML in which nothing is live but our own elements."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from re import Match

from markupsafe import Markup, escape

from assistant.channels.replies import BOLD, MARK, Line, lines

_LEAD = re.compile(r"\*\*[^*]+\*\*\s*|[^:*]+:\s+")  # "**Fees:** ...", "Need to know: ..."

Linked = Callable[[Match[str]], str]


def answer_html(
    markdown: str,
    links: Mapping[int, str],
    source: str = "source",
    new_tab: str = "",
    is_english: Callable[[str], bool] = lambda text: False,
) -> Markup:
    """The answer's markdown as HTML in which nothing is live but our own elements.

    A mark [n] becomes a link to `links[n]`, called `source` by screen readers, or stays text; with words for it, a link without script
    opens in a `new_tab`. A line is marked as English where `is_english` says so of it, of its lead or of what follows that.
    """
    linked = partial(_linked, links=links, source=source, new_tab=new_tab)
    return Markup("\n").join(_grouped(lines(markdown), linked, is_english))


def words_html(words: str, numbers: Iterable[int], links: Mapping[int, str], source: str, new_tab: str) -> Markup:
    """Some words of an answer with a mark for each of their citations."""
    marked = words + "".join(f" [{number}]" for number in numbers)
    return _inline(marked, partial(_linked, links=links, source=source, new_tab=new_tab))


def _grouped(found: list[Line], linked: Linked, is_english: Callable[[str], bool]) -> Iterator[Markup]:
    element = {"heading": "h3", "bullet": "li", "number": "li", "paragraph": "p"}
    around = {"bullet": "ul", "number": "ol"}
    for kind, group in groupby(found, key=lambda line: line.kind):
        children = Markup("\n").join(_element(element[kind], line, linked, is_english) for line in group)
        yield Markup("<{0}>\n{1}\n</{0}>").format(Markup(around[kind]), children) if kind in around else children


def _element(name: str, line: Line, linked: Linked, is_english: Callable[[str], bool]) -> Markup:
    number = Markup(' value="{}"').format(line.number) if line.number else Markup("")
    words = Markup("").join(_marked(part, linked, english=is_english(part)) for part in _parts(line.text, is_english))
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), number, words)


def _parts(text: str, is_english: Callable[[str], bool]) -> Sequence[str]:
    """The text whole where all of it is English or nothing; else its lead and what follows apart."""
    lead = _LEAD.match(text)
    apart = (lead[0], text[lead.end() :]) if lead else ()
    return apart if any(map(is_english, apart)) and not is_english(text) else (text,)


def _marked(text: str, linked: Linked, *, english: bool) -> Markup:
    # Inside the element: with its direction, the marker of a list would change sides.
    within = Markup('<span lang="en" dir="ltr">{}</span>') if english else Markup("{}")
    return within.format(_inline(text, linked))


def _inline(text: str, linked: Linked) -> Markup:
    bold = BOLD.sub(r"<strong>\1</strong>", str(escape(text)))
    return Markup(MARK.sub(linked, bold))


def _linked(mark: Match[str], links: Mapping[int, str], source: str, new_tab: str) -> str:
    link = links.get(int(mark[1]))
    if link is None:
        return mark[0]
    unseen = Markup('<span class="nhsuk-u-visually-hidden">{}</span>')
    told = unseen.format(f"{source} ") + mark[0]
    if new_tab:
        told += Markup("<noscript>{}</noscript>").format(unseen.format(f" {new_tab}"))
    target = Markup(' target="source"') if new_tab else Markup("")
    return str(Markup('<a class="app-mark" href="{}"{}>{}</a>').format(link, target, told))
