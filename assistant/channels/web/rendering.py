"""The pages, drawn from templates; whatever is put into one is made visible and escaped on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.channels.replies import direction, language_tag, one_line, readable, visible, web_link
from assistant.channels.web.conversation import Exchange, carried, exchange_of, place
from assistant.channels.web.excerpt import Excerpt
from assistant.channels.web.markup import answer_html
from assistant.channels.web.problems import Problem
from assistant.channels.web.settings import WebSettings
from assistant.dates import is_past, told_date
from assistant.types import Answer, Choice, Source

OUTCOME_LABELS = {
    "partial": "Part of the answer",
    "no_evidence": "No answer found",
    "clarify": "A question back to you",
    "declined": "Not something this service can answer",
    "signposted": "Get help now",
}
STATUS_LABELS = {
    "offered": "On offer now",
    "planned": "Planned, not on offer yet",
    "ended": "Ended",
    "unknown": "Not stated",
}
CHOICE_LABELS = {"stopping": "What is stopping you? We count this without your name."}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the box that could not be answered: `mistake` is the asker's to mend, `problem` is ours."""

    question: str = ""
    mistake: str = ""
    problem: Problem | None = None


NOTHING_ASKED = Asked()


def environment(settings: WebSettings) -> Environment:
    """The templates of one service."""
    templates = Environment(
        loader=PackageLoader("assistant.channels.web"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "direction": direction,
        "language_tag": language_tag,
        "one_line": one_line,
        "readable": readable,
        "told_date": told_date,
        "web_link": web_link,
    }
    templates.globals |= {
        "settings": settings,
        "outcome_labels": OUTCOME_LABELS,
        "status_labels": STATUS_LABELS,
        "is_past": lambda written: is_past(written, date.today()),
        "place": place,
        "body_of": _body_of,
        "choices_of": _choices_of,
        "body_of_exchange": _body_of_exchange,
    }
    return templates


class Pages:
    """Draws the pages of one service."""

    def __init__(self, settings: WebSettings) -> None:
        self._environment = environment(settings)

    def chat(self, earlier: Sequence[Exchange] = (), answer: Answer | None = None, asked: Asked = NOTHING_ASKED) -> str:
        """The chat page with the conversation so far."""
        told = [*earlier, exchange_of(answer)] if answer else earlier
        return self._draw("chat.html", earlier=earlier, answer=answer, asked=asked, carried=carried(told))

    def turn(self, answer: Answer) -> str:
        """One question and its answer, to be put into the chat page."""
        return self._draw("turn.html", answer=answer, key=f"turn-{token_hex(4)}", carried="[]")

    def source(self, source: Source, excerpt: Excerpt, start: int, end: int) -> str:
        """The page of a document with a quote in its place."""
        return self._draw("source.html", source=source, excerpt=excerpt, start=start, end=end)

    def problem(self, problem: Problem) -> str:
        """The page that says what went wrong."""
        return self._draw("problem.html", problem=problem)

    def _draw(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(values)


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _body_of(answer: Answer, key: str) -> Markup:
    links = {citation.number: f"#{key}-{citation.number}" for citation in answer.citations}
    quotes = [one_line(citation.quote) for citation in answer.citations]
    foreign = direction(answer.language) == "rtl" or not answer.language.startswith("en")
    return answer_html(answer.text, links, lambda text: foreign and any(text in quote for quote in quotes))


def _choices_of(answer: Answer) -> list[tuple[str, list[Choice]]]:
    """The groups of choices that an answer has, each with its heading."""
    asked = "You could answer" if answer.outcome == "clarify" else "Tell me more, to make this fit you"
    told = [(asked, [choice for choice in answer.choices if not choice.group])]
    told += [(label, [choice for choice in answer.choices if choice.group == group]) for group, label in CHOICE_LABELS.items()]
    return [(heading, choices) for heading, choices in told if choices]


def _body_of_exchange(exchange: Exchange) -> Markup:
    return answer_html(exchange.answer, {cited.number: cited.link for cited in exchange.cited})
