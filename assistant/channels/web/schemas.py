"""What enters and leaves the API, as the published schema says it."""

from typing import Annotated, Any, Literal
from uuid import uuid4

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from assistant.conversing import Message
from assistant.kept import Rating, Reason, Tick
from assistant.types import Outcome, Profile, Question, Turn

HISTORY_LIMIT = 20


def _whole_characters(text: str) -> str:
    """The text with each half of a surrogate pair, which no encoding can carry, as a replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


Text = Annotated[str, AfterValidator(_whole_characters)]
ShortText = Annotated[Text, StringConstraints(max_length=200)]


class ProfileFields(BaseModel):
    """What the asker says about themselves; each key optional. Numbers are read as text."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    role: ShortText = ""
    band: ShortText = ""
    sector: ShortText = ""
    nation: ShortText = ""
    employer_type: ShortText = ""
    staff_group: ShortText = ""
    registration: ShortText = ""
    place: ShortText = ""
    hours: ShortText = ""
    age: ShortText = ""
    prior_qualification: ShortText = ""
    residence: ShortText = ""
    language: ShortText = ""
    audience: ShortText = ""


class TurnFields(BaseModel):
    """One earlier message of the conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: Text


class ChatRequest(BaseModel):
    """A question. Of `history` the last 20 messages are used; `conversation` names the conversation it belongs to."""

    model_config = ConfigDict(extra="forbid")

    question: Text
    history: list[TurnFields] | None = None
    profile: ProfileFields | None = None
    conversation: ShortText | None = None

    def as_question(self) -> Question:
        """The question as the assistant takes it, with an id of its own."""
        history = tuple(Turn(turn.role, turn.content) for turn in (self.history or [])[-HISTORY_LIMIT:])
        profile = Profile(**self.profile.model_dump()) if self.profile else Profile()
        return Question(self.question, history, profile, id=uuid4().hex)

    def as_message(self, person: str) -> Message:
        """The question as a message of this person."""
        asked = self.as_question()
        return Message(asked.text, person, self.conversation or "", "web", asked.profile, asked.history, id=asked.id)


class BriefRequest(BaseModel):
    """Somebody's position and goal in words; `format` is that of the file, or json for the answer object."""

    model_config = ConfigDict(extra="forbid")

    text: Text
    profile: ProfileFields | None = None
    format: Literal["json", "md", "docx", "pdf"] = "json"

    def as_question(self) -> Question:
        """The question that the briefing tool is asked."""
        profile = Profile(**self.profile.model_dump()) if self.profile else Profile()
        return Question(self.text, profile=profile, id=uuid4().hex, tool="briefing")


class FeedbackRequest(BaseModel):
    """What the asker says of an answer: `turn` is its `id`."""

    model_config = ConfigDict(extra="forbid")

    turn: ShortText
    useful: bool
    reason: Reason | None = None
    comment: Annotated[Text, StringConstraints(max_length=2_000)] = ""

    def as_rating(self) -> Rating:
        """What is kept of it."""
        return Rating(self.useful, self.reason, self.comment)


class TickRequest(BaseModel):
    """A step of a journey, by the ids of both."""

    model_config = ConfigDict(extra="forbid")

    journey: ShortText
    step: ShortText
    done: bool = True

    def as_tick(self) -> Tick:
        """The step that is ticked."""
        return Tick(self.journey, self.step)


class WantedPlace(BaseModel):
    """A place in a document: `start` and `end` are offsets into its text; `whole` asks for all of it, `part` for no page around it."""

    document: str
    start: int = 0
    end: int = 0
    whole: bool = False
    part: bool = False


class SentenceObject(BaseModel):
    """One sentence of an answer; `support` is 0 to 1."""

    text: str
    citations: list[int]
    support: float


class CitationObject(BaseModel):
    """A numbered quote, verbatim at `start:end` of the document's text as read; `columns` names those of quoted table rows."""

    number: int
    document: str
    title: str
    section: str
    url: str
    quote: str
    start: int
    end: int
    as_of: str
    review_by: str
    applies_to: str
    columns: list[str]


class RetrievedObject(BaseModel):
    """A passage that was found; `score` is 0 to 1."""

    document: str
    passage: str
    text: str
    score: float


class AnswerObject(BaseModel):
    """An answer with all that it rests on.

    `answer` is Markdown with [n] marks; `confidence` is how likely the sources answer the question, 0 to 1, null where nothing
    was looked up; `timings_ms` is in milliseconds.
    """

    id: str
    question: str
    language: str
    outcome: Outcome
    kind: str
    answer: str
    sentences: list[SentenceObject]
    citations: list[CitationObject]
    retrieved: list[RetrievedObject]
    details: dict[str, Any] | None = None
    choices: list[dict[str, str]]
    follow_ups: list[str]
    notices: list[str]
    composer: str
    confidence: float | None
    timings_ms: dict[str, float]


class HeldObject(BaseModel):
    """All that is held about whoever asks."""

    turns: list[dict[str, Any]]
    handoffs: list[dict[str, Any]]
    steps: list[dict[str, str]]
    profile: dict[str, str]
    language: str


class DeletedObject(BaseModel):
    """How much was deleted."""

    turns: int
    ratings: int
    handoffs: int


class MistakeObject(BaseModel):
    """One thing that is wrong with a request: `pointer` is a JSON pointer into its body."""

    pointer: str
    detail: str


class ProblemObject(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[MistakeObject] | None = None
