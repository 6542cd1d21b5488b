"""What a careers tool says, before it is worded and released: its lines with the sentences they quote."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.types import Choice, Outcome, Standing, Statement, Tool

Claim = Literal["plainly", "likely", "perhaps"]
"""How a question asks for a tool: by its words, or as far as its vector tells."""

DetailsType = Literal["routes", "schemes", "programmes", "journey", "briefing"]
Part = Literal[
    "step",
    "total",
    "requirement",
    "wait",
    "life",
    "recognition",
    "money",
    "gap",
    "leads",
    "scheme",
    "condition",
    "amount",
    "threshold",
    "apply",
    "programme",
    "start",
    "event",
    "contact",
    "note",
    "rest",
]
"""What a line is of a tool's answer, for whoever puts it in another order.

`wait` are years that a later step asks for and that are in no sum, `life` what is said of hours, nights, caring and travel,
`recognition` what earlier learning counts for, `leads` where a route ends, `note` that nothing is on record, `rest` the names of what
is not told.
"""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen of a question beside its words: its `vector`, if there is one, how near it is to a question that a page answers
    (`published`, a cosine), and how likely pages leave it open (`left_open`, 0 to 1).
    """

    vector: NDArray[np.float32] | None = None
    published: float = 0.0
    left_open: float = 0.0


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question is taken: `asked` is what the pages are searched for, `shown` how it is repeated.

    `plain` is for a message that only adds a fact or asks a tool for more: no kind but what its words decide is taken for it.
    """

    asked: str
    shown: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words of ours (`lead`) before a quoted sentence, or words that only add up or join what is quoted.

    `lead` states no fact of its own ("Not met:", "2."). `quote` is the sentence of a record; where it is None, `lead` is the whole line and
    `rests_on` numbers the lines, counted from 0 within the Advice, whose quotes carry it. `months` is the length of the step that the
    line tells, (least, most); `level` is its depth in the list, 0 for a paragraph. `ask` is the question whose answer decides what is
    not known. A line that is only `drawn` is not said, since the answer says so elsewhere, but stands in the details. `adds_up_to`
    is the length that the line says the lines below it (`rests_on`) have together; it is reckoned again before it is released.
    `id` is that of a step that can be ticked.
    """

    lead: str = ""
    quote: Statement | None = None
    rests_on: tuple[int, ...] = ()
    level: int = 0
    status: Standing | None = None
    months: tuple[int, int | None] | None = None
    as_of: str = ""
    item: int | None = None  # which of the Advice's items it is a step of
    part: Part | None = None
    ask: str = ""
    drawn: bool = False
    adds_up_to: tuple[int, int | None] | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class AdviceItem:
    """A route, scheme, programme, stage of a journey or part of a briefing; its steps are the lines that name it."""

    title: str
    id: str = ""
    status: Standing | Literal["expired"] | None = None
    months: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """All that a tool says to one question: `title` is a heading, `assumed` what was taken for granted, each a short sentence.

    `shown` is how the question is repeated where its own words may hold a name; empty where they stand. Where the tool was only `likely`
    asked for, what a page says comes first and the first lines follow; where `perhaps`, the tool speaks if the pages do not know. To send
    `whole` asks for all that is left out then. `id` is that of a journey whose steps can be ticked.
    """

    tool: Tool
    outcome: Outcome
    title: str
    lines: tuple[Line, ...]
    type: DetailsType
    items: tuple[AdviceItem, ...] = ()
    assumed: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    notices: tuple[str, ...] = ()
    shown: str = ""
    claim: Claim = "plainly"
    whole: str = ""
    id: str = ""

    @property
    def lets_pages_answer(self) -> bool:
        """Whether the tool speaks only where the pages do not know."""
        return self.claim == "perhaps" or (self.claim == "likely" and self.outcome == "no_evidence")
