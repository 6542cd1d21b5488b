"""An answer's markdown as HTML in which nothing is live but our own elements."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from re import Match

from markupsafe import Markup, escape

from assistant.channels.replies import BOLD, MARK, Line, lines, without_marks


def answer_html(markdown: str, links: Mapping[int, str], is_english_quote: Callable[[str], bool] = lambda text: False) -> Markup:
    """The answer's markdown as HTML in which nothing is live but our own elements.

    A mark [n] becomes a link to `links[n]`, or stays text. A line that `is_english_quote` is marked as English.
    """
    return Markup("\n").join(_grouped(lines(markdown), links, is_english_quote))


def _grouped(found: list[Line], links: Mapping[int, str], is_english_quote: Callable[[str], bool]) -> Iterator[Markup]:
    element = {"heading": "h3", "bullet": "li", "number": "li", "paragraph": "p"}
    around = {"bullet": "ul", "number": "ol"}
    for kind, group in groupby(found, key=lambda line: line.kind):
        children = Markup("\n").join(_element(element[kind], line, links, is_english_quote) for line in group)
        yield Markup("<{0}>\n{1}\n</{0}>").format(Markup(around[kind]), children) if kind in around else children


def _element(name: str, line: Line, links: Mapping[int, str], is_english_quote: Callable[[str], bool]) -> Markup:
    english = Markup(' lang="en" dir="ltr"') if is_english_quote(without_marks(line.text)) else Markup("")
    number = Markup(' value="{}"').format(line.number) if line.number else Markup("")
    return Markup("<{0}{1}{2}>{3}</{0}>").format(Markup(name), number, english, _inline(line.text, links))


def _inline(text: str, links: Mapping[int, str]) -> Markup:
    bold = BOLD.sub(r"<strong>\1</strong>", str(escape(text)))
    return Markup(MARK.sub(lambda mark: _linked(mark, links), bold))


def _linked(mark: Match[str], links: Mapping[int, str]) -> str:
    link = links.get(int(mark[1]))
    if link is None:
        return mark[0]
    return str(
        Markup('<a class="app-mark" href="{}"><span class="nhsuk-u-visually-hidden">source </span>{}</a>').format(link, mark[0])
    )
