"""An answer's markdown as HTML in which nothing is live but our own elements."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from re import Match

from markupsafe import Markup, escape

from assistant.channels.replies import BOLD, MARK, Line, lines, without_marks

Linked = Callable[[Match[str]], str]


def answer_html(
    markdown: str,
    links: Mapping[int, str],
    source: str = "source",
    is_english_quote: Callable[[str], bool] = lambda text: False,
) -> Markup:
    """The answer's markdown as HTML in which nothing is live but our own elements.

    A mark [n] becomes a link to `links[n]`, called `source` by screen readers, or stays text. A line that
    `is_english_quote` is marked as English.
    """
    return Markup("\n").join(_grouped(lines(markdown), partial(_linked, links=links, source=source), is_english_quote))


def words_html(words: str, numbers: Iterable[int], links: Mapping[int, str], source: str = "source") -> Markup:
    """Some words of an answer with a mark for each of their citations."""
    return _inline(words + "".join(f" [{number}]" for number in numbers), partial(_linked, links=links, source=source))


def _grouped(found: list[Line], linked: Linked, is_english_quote: Callable[[str], bool]) -> Iterator[Markup]:
    element = {"heading": "h3", "bullet": "li", "number": "li", "paragraph": "p"}
    around = {"bullet": "ul", "number": "ol"}
    for kind, group in groupby(found, key=lambda line: line.kind):
        children = Markup("\n").join(_element(element[kind], line, linked, is_english_quote) for line in group)
        yield Markup("<{0}>\n{1}\n</{0}>").format(Markup(around[kind]), children) if kind in around else children


def _element(name: str, line: Line, linked: Linked, is_english_quote: Callable[[str], bool]) -> Markup:
    english = Markup(' lang="en" dir="ltr"') if is_english_quote(without_marks(line.text)) else Markup("")
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), english, _inline(line.text, linked))


def _inline(text: str, linked: Linked) -> Markup:
    bold = BOLD.sub(r"<strong>\1</strong>", str(escape(text)))
    return Markup(MARK.sub(linked, bold))


def _linked(mark: Match[str], links: Mapping[int, str], source: str) -> str:
    link = links.get(int(mark[1]))
    if link is None:
        return mark[0]
    return str(
        Markup('<a class="app-mark" href="{}"><span class="nhsuk-u-visually-hidden">{} </span>{}</a>').format(
            link, source, mark[0]
        )
    )
