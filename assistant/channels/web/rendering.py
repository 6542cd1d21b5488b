"""The pages, drawn from templates; whatever is put into one is made visible and escaped on its way."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from secrets import token_hex
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.channels.labels import ENGLISH, dated, labels, languages, translated
from assistant.channels.replies import direction, language_tag, one_line, readable, visible, web_link
from assistant.channels.replies.told import length
from assistant.channels.web.conversation import Exchange, asked_so_far, carriable, carried, place
from assistant.channels.web.details import drawing, has_box
from assistant.channels.web.english import english_in
from assistant.channels.web.excerpt import Excerpt
from assistant.channels.web.identity import Visitor
from assistant.channels.web.markup import answer_html, words_html
from assistant.channels.web.problems import Problem
from assistant.channels.web.settings import WebSettings
from assistant.channels.web.stream import SEARCHING
from assistant.dates import is_past
from assistant.handing_over import Offer, Team
from assistant.kept import Handoff, Rating, Reason
from assistant.phrases import Phrases
from assistant.types import Answer, Choice, Citation, Profile, Provenance, Source

REASONS: tuple[Reason, ...] = get_args(Reason)
CHOICE_GROUPS = ("stopping",)  # each is the name of the label that stands above it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the box that could not be answered: `mistake` is the asker's to mend, `problem` is ours."""

    question: str = ""
    mistake: str = ""
    problem: Problem | None = None


NOTHING_ASKED = Asked()


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as the page shows and carries it; without an `offer` it can be neither rated nor sent to a person.

    `before` is what its asker wrote earlier in the conversation.
    """

    answer: Answer
    exchange: Exchange
    offer: Offer | None = None
    before: tuple[str, ...] = ()


def environment(settings: WebSettings, language: str = ENGLISH) -> Environment:
    """The templates of one service, whose words are in this language."""
    words = labels(language)
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
        "told_date": partial(dated, language=language),
        "translated": partial(translated, language=language),
        "web_link": web_link,
    }
    templates.globals |= {
        "settings": settings,
        "language": language,
        "own_names": [(code, labels(code)["own_name"]) for code in languages()],
        "not_checked": Phrases.load(language).not_checked,
        "t": words,
        "looking": SEARCHING.text,
        "is_past": lambda written: is_past(written, date.today()),
        "place": place,
        "today": lambda: date.today().isoformat(),
        "told_profile": partial(_told_profile, words),
        "drawing_of": lambda exchange: drawing(exchange.answer, exchange.details),
        "prose": partial(_prose, words),
        "words_html": partial(words_html, source=words["source"], new_tab=words["new_tab"]),
        "months_told": partial(length, words=words),
        "sources_of": _sources_of,
        "choices_of": partial(_choices_of, words),
    }
    return templates


class AllPages:
    """The pages of one service in every language, each made when somebody first reads it."""

    def __init__(self, settings: WebSettings, team: Team) -> None:
        self._settings = settings
        self._team = team
        self._made: dict[str, Pages] = {}

    def of(self, language: str) -> "Pages":
        """The pages in this language, or in English where it is none of ours."""
        language = language if language in languages() else ENGLISH
        if language not in self._made:
            self._made[language] = Pages(self._settings, self._team, language)
        return self._made[language]


class Pages:
    """Draws the pages of one service in one language; `team` answers what is sent to a person."""

    def __init__(self, settings: WebSettings, team: Team, language: str = ENGLISH) -> None:
        self.language = language
        self._environment = environment(settings, language)
        self._environment.globals["team"] = team
        minutes = settings.idle_seconds // 60
        self.reply_needs_remembering = labels(language)["reply_needs_remembering"].format(minutes=minutes)

    def chat(
        self,
        visitor: Visitor,
        earlier: Sequence[Exchange] = (),
        told: Told | None = None,
        asked: Asked = NOTHING_ASKED,
        handoffs: Sequence[Handoff] = (),
        said: str = "",
    ) -> str:
        """The chat page with the conversation so far; `said` is the part that stands below it, `handoffs` what was sent to a person."""
        exchanges = [*earlier, told.exchange] if told else earlier
        shown = carriable(exchanges)
        values = {"answer": told and told.answer, "offer": told and told.offer, "handoffs": handoffs, "said": said}
        so_far = asked_so_far([each.question for each in exchanges])
        drawn = {"exchange": told and told.exchange, "asked_so_far": so_far, "carried": carried(shown)}
        before = shown[:-1] if told else shown
        return self._draw("chat.html", visitor=visitor, earlier=before, asked=asked, **values, **drawn)

    def turn(self, told: Told, visitor: Visitor) -> str:
        """One question and its answer, to be put into the chat page."""
        so_far = asked_so_far([*told.before, told.answer.question])
        drawn = {"exchange": told.exchange, "asked_so_far": so_far}
        values = {"answer": told.answer, "offer": told.offer, "key": f"turn-{token_hex(4)}", "carried": "[]"}
        return self._draw("turn.html", visitor=visitor, **values, **drawn)

    def ticked(self, done: int, steps: int) -> str:
        """That ticks were kept, in place of a part of the page."""
        return self._draw("ticked.html", done=done, steps=steps)

    def rated(self, turn: str, rating: Rating, conversation: str = "") -> str:
        """The thanks for a rating, and where it was a bare no, the question why."""
        return self._draw("rated.html", turn=turn, rating=rating, reasons=REASONS, carried=conversation)

    def handed_over(self, handoff: Handoff, visitor: Visitor) -> str:
        """That something was sent to a person, and all that was."""
        return self._draw("handed_over.html", handoff=handoff, visitor=visitor)

    def device(self, visitor: Visitor) -> str:
        """Whether this device remembers who uses it, and the button to change that."""
        return self._draw("device.html", visitor=visitor, carried="")

    def replies(self, handoffs: Sequence[Handoff]) -> str:
        """The replies of people, and what still waits for one."""
        return self._draw("replies.html", handoffs=handoffs)

    def part_problem(self, problem: Problem) -> str:
        """What went wrong, in place of a part of the page."""
        return self._draw("part_problem.html", detail=problem.detail)

    def source(self, source: Source, excerpt: Excerpt, start: int, end: int, *, part: bool = False) -> str:
        """The page of a document with a quote in its place, or its part for the panel beside the conversation."""
        return self._draw("source_part.html" if part else "source.html", source=source, excerpt=excerpt, start=start, end=end)

    def panel_problem(self, detail: str) -> str:
        """Why the panel beside the conversation has no document to show."""
        return self._draw("panel_problem.html", detail=detail)

    def problem(self, problem: Problem) -> str:
        """The page that says what went wrong."""
        return self._draw("problem.html", problem=problem)

    def _draw(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(values)


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _told_profile(words: Mapping[str, str], profile: Profile | Mapping[str, str]) -> str:
    """What somebody said about themselves, in one line; empty where that is nothing."""
    told = asdict(profile) if isinstance(profile, Profile) else profile
    return ", ".join(f"{words.get(f'about_{name}', name)}: {one_line(value)}" for name, value in told.items() if value)


def _prose(words: Mapping[str, str], markdown: str, exchange: Exchange, answer: Answer | None) -> Markup:
    """Text of an exchange; where its `answer` is at hand, English words in another language are marked as English."""
    is_english = english_in(answer, exchange.language)
    return answer_html(markdown, exchange.links, words["source"], words["new_tab"], is_english)


def _sources_of(answer: Answer) -> list[list[Citation]]:
    """The citations of an answer, those of one source together, in the order of their first numbers."""
    found: dict[tuple[str, str, str, Provenance], list[Citation]] = {}
    for each in answer.citations:
        found.setdefault((each.document, each.title, each.section, each.provenance), []).append(each)
    return list(found.values())


def _choices_of(words: Mapping[str, str], answer: Answer) -> list[tuple[str, list[Choice]]]:
    """The groups of choices that an answer has, each with its heading."""
    asked = words["could_answer" if answer.outcome == "clarify" else "tell_more"]
    choices = [choice for choice in answer.choices if not has_box(choice, answer.details)]
    told = [(asked, [choice for choice in choices if not choice.group])]
    told += [(words[group], [choice for choice in choices if choice.group == group]) for group in CHOICE_GROUPS]
    return [(heading, choices) for heading, choices in told if choices]
