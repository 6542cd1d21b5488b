"""The conversation so far, as the page carries it to be drawn again."""

import json
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.errors import QuestionError
from assistant.kept import ABOUT_ONESELF, GUARDED
from assistant.types import Answer, Choice, Details, Step, Turn

EXCHANGE_LIMIT = 10
CARRIED_LIMIT = 24_000  # bytes; a page carries it in each of its forms, and gzip finds again only what stood at most 32 kB before
ASKED_LIMIT = 5


class Cited(BaseModel):
    """Where the quote of a [n] mark stands: `start` and `end` are offsets into the document's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    document: str
    start: int
    end: int

    @property
    def link(self) -> str:
        """The address of the page that shows the quote in its place."""
        return place(self.document, self.start, self.end)


class Exchange(BaseModel):
    """A question and its answer, in Markdown with [n] marks; `turn` is the answer's id.

    What stands `aside` is no part of what later questions go on from. `at` is when it was answered, in seconds since 1970; `details`
    are those that are drawn. What may be asked next and the notices stand beside the newest alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    answer: str
    language: str = "en"
    aside: bool = False
    turn: str = ""
    conversation: str = ""
    at: int = 0
    cited: tuple[Cited, ...] = ()
    details: Details | None = None
    choices: tuple[Choice, ...] = ()
    follow_ups: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def links(self) -> dict[int, str]:
        """The address of each quote by its number."""
        return {each.number: each.link for each in self.cited}

    @property
    def has_boxes(self) -> bool:
        """Whether it is a checklist whose steps can be ticked."""
        return self.details is not None and self.details.type == "journey"

    def with_steps(self, shown: Container[str], done: Container[str]) -> "Exchange":
        """The same with each step that is shown done or not, whatever it was when it was told."""

        def ticked(step: Step) -> Step:
            return replace(step, status="met" if step.id in done else None) if step.id in shown else step

        if self.details is None:
            return self
        items = tuple(replace(item, steps=tuple(map(ticked, item.steps))) for item in self.details.items)
        return self.model_copy(update={"details": replace(self.details, items=items)})


NEWEST_ONLY = frozenset({"details", "choices", "follow_ups", "notices"})
_NOTHING_BESIDE = {name: Exchange.model_fields[name].default for name in NEWEST_ONLY}
_EXCHANGES = TypeAdapter(tuple[Exchange, ...])
_ASKED = TypeAdapter(tuple[str, ...])


def exchange_of(answer: Answer, conversation: str = "", at: datetime | None = None) -> Exchange:
    """What is carried of an answer of this conversation, given `at` this time."""
    cited = tuple(Cited(number=c.number, document=c.document, start=c.start, end=c.end) for c in answer.citations)
    return Exchange(
        question=answer.question,
        answer=answer.text,
        language=answer.language,
        aside=answer.outcome in GUARDED or answer.kind in ABOUT_ONESELF,
        turn=answer.id,
        conversation=conversation,
        at=int(at.timestamp()) if at else 0,
        cited=cited,
        details=answer.details,
        choices=answer.choices,
        follow_ups=answer.follow_ups,
        notices=answer.notices,
    )


def carriable(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """The last exchanges that a page draws and carries: the newest, and as many before it as are short enough together."""
    kept: list[Exchange] = []
    size = 0
    for told in reversed(exchanges[-EXCHANGE_LIMIT:]):
        size += len(told.model_dump_json(exclude={"details"}).encode())
        if kept and size > CARRIED_LIMIT:
            break
        kept.append(told)
    return tuple(reversed(kept))


def carried(exchanges: Sequence[Exchange]) -> str:
    """The last exchanges as the text of a hidden field, with what stands beside the newest alone."""
    earlier = [told.model_copy(update=_NOTHING_BESIDE) for told in exchanges[-EXCHANGE_LIMIT:-1]]
    return _EXCHANGES.dump_json((*earlier, *map(_as_drawn, exchanges[-1:]))).decode()


def _as_drawn(told: Exchange) -> Exchange:
    """The exchange without what its text says as well as a drawing would."""
    is_briefing = told.details is not None and told.details.type == "briefing"
    return told.model_copy(update={"details": replace(told.details, items=())}) if told.details and is_briefing else told


def read_carried(text: str) -> tuple[Exchange, ...]:
    """The exchanges of a hidden field.

    Raises:
        QuestionError: the field holds something else.
    """
    try:
        return _EXCHANGES.validate_json(text or "[]")[-EXCHANGE_LIMIT:]
    except ValidationError as error:
        raise QuestionError("The conversation so far could not be read. Choose Start again.") from error


def asked_so_far(questions: Sequence[str]) -> str:
    """The last questions as the text of a hidden field: what somebody wrote before an answer, and what it answers."""
    return json.dumps(questions[-ASKED_LIMIT:])


def read_asked(text: str) -> tuple[str, ...]:
    """The questions of a hidden field, at least one.

    Raises:
        QuestionError: the field holds something else.
    """
    try:
        questions = _ASKED.validate_json(text)[-ASKED_LIMIT:]
    except ValidationError:
        questions = ()
    if not questions:
        raise QuestionError("The question could not be read. Go back and ask it again.")
    return questions


def has_ended(exchanges: Sequence[Exchange], now: datetime, idle_seconds: int) -> bool:
    """Whether nothing has been asked in this conversation for so long that somebody else may sit at the computer."""
    return bool(exchanges) and now.timestamp() - exchanges[-1].at > idle_seconds


def as_history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The exchanges as earlier messages, without those that stand aside."""
    going_on = (told for told in exchanges if not told.aside)
    return tuple(turn for told in going_on for turn in (Turn("user", told.question), Turn("assistant", told.answer)))


def conversation_of(exchanges: Sequence[Exchange]) -> str:
    """The name of the conversation that the exchanges belong to; a new one where there are none."""
    return next((told.conversation for told in reversed(exchanges) if told.conversation), "") or uuid4().hex


def place(document: str, start: int, end: int, *, whole: bool = False) -> str:
    """The address of the page that shows a quote in its place, or in the whole document."""
    query = {"document": document, "start": start, "end": end} | ({"whole": 1} if whole else {})
    return f"/source?{urlencode(query)}#quote"
