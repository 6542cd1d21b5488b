"""The one reading of an Answer that every format is made from: what is said, in what order, under which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.channels.labels import labels
from assistant.channels.replies.cited import Cited, cited
from assistant.channels.replies.markdown import Line, lines
from assistant.channels.replies.told import Told, told
from assistant.channels.replies.words import one_line
from assistant.types import Answer, Choice

GROUPS = ("", "stopping")
"""The groups of choices, in the order that they are shown in."""

TICK = "done: "
"""How the words begin that tick a step of a checklist; its id follows."""

_NOT_KEPT = frozenset({"abuse", "forget_me", "handoff", "held", "stress"})  # kinds of answers that nothing is kept of


@dataclass(frozen=True, slots=True)
class Offered:
    """Choices under a heading; what a choice's value is, is sent as the next message."""

    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is read: `outcome` is empty where it is plainly answered, `turn` where nothing of it is kept.

    `offered` are the choices but for those that tick a step which has a box, `asked_next` what could be asked next.
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


def reply_of(answer: Answer, today: date | None = None) -> Reply:
    """The reading of an answer on a day, by default on this one: on it depends which sources are past their review."""
    words = labels(answer.language)
    details = told(answer.details, words) if answer.details else None
    return Reply(
        turn=answer.id if _is_kept(answer) else "",
        language=answer.language,
        outcome=words[f"outcome_{answer.outcome}"] if answer.outcome != "answered" else "",
        lines=tuple(lines(answer.text)),
        notices=tuple(one_line(notice) for notice in answer.notices),
        told=details,
        offered=tuple(_offered(answer, details, words)),
        cited=tuple(cited(citation, words, today or date.today()) for citation in answer.citations),
        asked_next=_asked_next(answer, words),
        words=words,
    )


def _is_kept(answer: Answer) -> bool:
    return answer.outcome != "signposted" and answer.kind not in _NOT_KEPT


def _offered(answer: Answer, details: Told | None, words: Mapping[str, str]) -> Iterator[Offered]:
    ticks = {f"{TICK}{step.id}" for step in details.boxes} if details else set()
    for group in GROUPS:
        heading = words[group or ("could_answer" if answer.outcome == "clarify" else "tell_more")]
        choices = tuple(_shown(choice) for choice in answer.choices if choice.group == group and choice.value not in ticks)
        if choices:
            yield Offered(heading, choices)


def _asked_next(answer: Answer, words: Mapping[str, str]) -> Offered | None:
    heading = words["could_answer" if answer.outcome == "clarify" else "ask_next"]
    questions = tuple(Choice(one_line(each), each) for each in answer.follow_ups)
    return Offered(heading, questions) if questions else None


def _shown(choice: Choice) -> Choice:
    return Choice(one_line(choice.label), choice.value, choice.group)
