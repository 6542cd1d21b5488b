"""The nouns of the assistant as frozen values, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["answered", "partial", "no_evidence", "clarify", "declined", "signposted"]
Tool = Literal["pathway", "funding", "learning", "journey", "study_leave", "briefing"]
BlockKind = Literal["heading", "paragraph", "item", "row"]
Standing = Literal["met", "not_met", "unknown"]
Channel = Literal["web", "slack", "slack_channel", "teams", "teams_channel", "command"]
Status = Literal["offered", "planned", "ended", "unknown"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a Source comes from, how old it is and whom it is for; empty where the file does not say.

    `employer` is set where it is for one employer alone.
    """

    url: str = ""
    source_title: str = ""
    as_of: str = ""
    review_by: str = ""
    owner: str = ""
    status: Status = "unknown"
    applies_to: str = ""
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row of a Source.

    `start` and `end` are character offsets into the Source's text; `text` is the same stretch without markup. `level` is a
    heading's depth from 1, or a list item's from 0. `group` numbers the list or table that an item or row belongs to, from 1;
    0 stands for none. `header` holds a row's column names, cell by cell; `cells` its cells.
    """

    kind: BlockKind
    start: int
    end: int
    text: str
    level: int = 0
    group: int = 0
    header: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LikelyQuestion:
    """A question that a page says it answers, or does not; `at` is the character offset of the words that answer it."""

    text: str
    at: int
    answered: bool = True


@dataclass(frozen=True, slots=True)
class SourcePart:
    """A part of a Source, `start:end` of its text, that has a title and a provenance of its own: a record in its file.

    `record` is its kind and id; `overrides` that it stands in place of others with the same.
    """

    start: int
    end: int
    title: str
    provenance: Provenance
    record: str = ""
    overrides: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read: `document` is its path relative to the indexed root, `text` what quotes are verbatim in.

    `parts` are in the order of their starts, an inner one after the one that holds it; `overrides` names the document that this
    one stands in place of.
    """

    document: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    provenance: Provenance = Provenance()
    likely: tuple[LikelyQuestion, ...] = ()
    parts: tuple[SourcePart, ...] = ()
    overrides: str = ""

    def provenance_at(self, start: int) -> Provenance:
        """Where the words at a character offset come from."""
        around = [part.provenance for part in self.parts if part.start <= start < part.end]
        return around[-1] if around else self.provenance


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing an answer may quote: a sentence, a list item or a table row.

    `text` is how it is said, `start:end` where its quote stands in the Source. `block` numbers its Block within the Source;
    `group` is the Block's, negative in an outline. `heading` is the nearest one above. `joined` says that one quote can hold it
    and the unit before. `likely` are the questions that its page says it answers, `gaps` those that the page leaves open.
    """

    text: str
    start: int
    end: int
    kind: BlockKind
    block: int
    group: int = 0
    heading: str = ""
    joined: bool = False
    columns: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a Source of at most 512 model tokens; `id` depends on its document, content and place alone."""

    id: str
    document: str
    title: str
    section: str
    text: str
    start: int
    end: int
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the asker has said about themselves; each part optional."""

    role: str = ""
    band: str = ""
    sector: str = ""
    nation: str = ""
    employer_type: str = ""
    staff_group: str = ""
    registration: str = ""
    place: str = ""
    hours: str = ""
    age: str = field(default="", repr=False)  # never in a log, like residence
    prior_qualification: str = ""
    residence: str = field(default="", repr=False)
    language: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, with what came before it; `tool` is the careers tool that was called by name, if one was.

    `person` is an opaque key of who asks, for budgets alone; `channel` is where; `ticked` are ids of steps that they have done.
    """

    text: str
    history: tuple[Turn, ...] = ()
    profile: Profile = Profile()
    id: str = ""
    tool: Tool | None = None
    person: str = field(default="", repr=False)
    channel: Channel = "command"
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A Passage with its score for a question, 0 to 1, higher is better."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for, as far as its words show.

    `wants` names the kinds of fact (duration, date, money, number, name); `count` is how many things, 0 if it does not say;
    `stems` are its content words as the index knows them, `unknown` those that it does not; `focus` are the stems that say
    which fact is asked ("what band", "how many places").
    """

    english: bool = True
    wants: frozenset[str] = frozenset()
    wants_list: bool = False
    count: int = 0
    stems: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A Passage that an answer may use; `shares` is, unit by unit, how likely the answer stands there (all sum to 1)."""

    passage: Passage
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question.

    `sides` holds the Evidence of each thing compared. `signals` say how well the corpus fits, `telling` how rare each stem is.
    """

    asked: Asked
    matches: tuple[Match, ...]
    sides: tuple[tuple[Evidence, ...], ...]
    signals: Mapping[str, float] = field(default_factory=dict)
    telling: Mapping[str, float] = field(default_factory=dict)
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a passage that an answer says.

    `parts` are its sentences, items ("- ...") and rows as they are said, `label` the heading they stand under;
    `start:end` is what is quoted of the Source.
    """

    parts: tuple[str, ...]
    label: str
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return " ".join((self.label, *self.parts)).strip()


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote: `quote` is the text of `document` as read, at `start:end`; `columns` names those of quoted rows."""

    number: int
    document: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    provenance: Provenance = Provenance()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer with the numbers of the citations that carry it; `support` is 0 to 1."""

    text: str
    citations: tuple[int, ...] = ()
    support: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a tool's answer for channels to draw: `months` is (least, most), most None where it is open.

    `part` says what the line is of it ("step", "requirement", "money"...); `id` is set where it can be ticked.
    """

    text: str
    status: Standing | None = None
    months: tuple[int, int | None] | None = None
    citations: tuple[int, ...] = ()
    as_of: str = ""
    part: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A route, scheme, programme, stage of a journey or part of a briefing, with its steps."""

    title: str
    steps: tuple[Step, ...]
    id: str = ""
    status: Standing | Literal["expired"] | None = None
    months: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What channels draw diagrams, tables and checklists from; `id` is that of a journey whose steps can be ticked."""

    type: Literal["routes", "schemes", "programmes", "journey", "briefing"]
    items: tuple[Item, ...]
    title: str = ""
    assumed: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A likely answer to what the assistant does not know: `value` is what is sent when it is tapped.

    Choices of one `group` are shown together: "stopping" holds what may be stopping the asker.
    """

    label: str
    value: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says, and all that it rests on; `confidence` is how likely the sources answer it, 0 to 1."""

    question: str
    language: str
    outcome: Outcome
    kind: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    retrieved: tuple[Match, ...] = ()
    details: Details | None = None
    choices: tuple[Choice, ...] = ()
    follow_ups: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    composer: str = "extractive"
    confidence: float | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    id: str = ""
