"""The one reading of an Answer that every format is made from: what is said, in what order, under which words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.channels.labels import labels
from assistant.channels.replies.cited import Cited, cited
from assistant.channels.replies.markdown import Line, lines
from assistant.channels.replies.told import Told, told
from assistant.channels.replies.words import one_line
from assistant.kept import is_kept
from assistant.phrases import Phrases
from assistant.types import Answer, Choice

GROUPS = ("", "stopping")
"""The groups of choices, in the order that they are shown in."""

TICK = "done: "
"""How the words begin that tick a step of a checklist; its id follows."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Choices under a heading; what a choice's value is, is sent as the next message."""

    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is read: `outcome` is empty where it is plainly answered, `turn` where nothing of it is kept.

    `offered` are the choices, `asked_next` what could be asked next.
    """

    turn: str
    language: str
    outcome: str
    lines: tuple[Line, ...]
    notices: tuple[str, ...]
    told: Told | None
    offered: tuple[Offered, ...]
    cited: tuple[Cited, ...]
    asked_next: Offered | None
    words: Mapping[str, str]

    @property
    def tapped(self) -> tuple[Offered, ...]:
        """The choices but for those that tick a step which has a box."""
        boxes = {f"{TICK}{step.id}" for step in self.told.boxes} if self.told else set()
        left = (replace(each, choices=tuple(c for c in each.choices if c.value not in boxes)) for each in self.offered)
        return tuple(each for each in left if each.choices)


def reply_of(answer: Answer, today: date | None = None) -> Reply:
    """The reading of an answer on a day, by default on this one: on it depends which sources are past their review."""
    words = labels(answer.language)
    return Reply(
        turn=answer.id if is_kept(answer) and Phrases.load(answer.language).not_saved not in answer.notices else "",
        language=answer.language,
        outcome=words[f"outcome_{answer.outcome}"] if answer.outcome != "answered" else "",
        lines=tuple(lines(answer.text)),
        notices=tuple(one_line(notice) for notice in answer.notices),
        told=told(answer.details, answer.language) if answer.details else None,
        offered=tuple(_offered(answer, words)),
        cited=tuple(cited(citation, answer.language, today or date.today()) for citation in answer.citations),
        asked_next=_asked_next(answer, words),
        words=words,
    )


def _offered(answer: Answer, words: Mapping[str, str]) -> Iterator[Offered]:
    for group in GROUPS:
        heading = words[group or ("could_answer" if answer.outcome == "clarify" else "tell_more")]
        choices = _shown(choice for choice in answer.choices if choice.group == group)
        if choices:
            yield Offered(heading, choices)


def _asked_next(answer: Answer, words: Mapping[str, str]) -> Offered | None:
    heading = words["could_answer" if answer.outcome == "clarify" else "ask_next"]
    questions = _shown(Choice(each, each) for each in answer.follow_ups)
    return Offered(heading, questions) if questions else None


def _shown(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices with labels of one line; without those that nothing can be read of, or be sent."""
    made = (replace(choice, label=one_line(choice.label) or one_line(choice.value)) for choice in choices if choice.value.strip())
    return tuple(choice for choice in made if choice.label)
