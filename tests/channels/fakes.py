"""An assistant that says what a test tells it to, and a small corpus for it to quote."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from urllib.parse import urlencode

from assistant.answering import Assistant
from assistant.errors import QuestionError
from assistant.types import Answer, Block, Citation, Match, Passage, Provenance, Question, Sentence, Source

LEVY = "The levy pays the training costs, and you keep your salary while you learn."
ROW = "| Nurse degree | 4 years | Levy |"
TEXT = f"""# Nursing apprenticeships

## Who can apply

You need a job in health or care before you start.

{LEVY} You must ask your manager first.

- Two GCSEs at grade 4
- A letter from your manager

| Course | Length | Paid by |
|---|---|---|
{ROW}

<p>Talk to <b>your</b> education team &amp; your manager.</p>

The next intake is in September.

Places are few.

Ask early.

Keep a copy of your form.

The last line of the document.
"""


def block(kind: str, words: str, text: str = "", **more: object) -> Block:
    """A block of TEXT that stands where `words` do."""
    start = TEXT.index(words)
    return Block(kind, start, start + len(words), text or words, **more)  # type: ignore[arg-type]


SOURCE = Source(
    document="routes/nursing.md",
    title="Nursing apprenticeships",
    text=TEXT,
    blocks=(
        block("heading", "# Nursing apprenticeships", "Nursing apprenticeships", level=1),
        block("heading", "## Who can apply", "Who can apply", level=2),
        block("paragraph", "You need a job in health or care before you start."),
        block("paragraph", f"{LEVY} You must ask your manager first."),
        block("item", "- Two GCSEs at grade 4", "Two GCSEs at grade 4", group=1),
        block("item", "- A letter from your manager", "A letter from your manager", group=1),
        block(
            "row",
            ROW,
            "Nurse degree 4 years Levy",
            group=2,
            header=("Course", "Length", "Paid by"),
            cells=("Nurse degree", "4 years", "Levy"),
        ),
        block("paragraph", "<p>Talk to <b>your</b> education team &amp; your manager.</p>"),
        block("paragraph", "The next intake is in September."),
        block("paragraph", "Places are few."),
        block("paragraph", "Ask early."),
        block("paragraph", "Keep a copy of your form."),
        block("paragraph", "The last line of the document."),
    ),
    provenance=Provenance(
        url="https://example.org/apprenticeships",
        source_title="Apprenticeships in nursing",
        as_of="2026-08",
        review_by="2099-02",
        owner="Education team",
        status="offered",
        applies_to="England, NHS",
        audience=("support staff",),
    ),
)
PLAIN = Source(document="strategy.txt", title="Strategy", text="First line.\n\nA\tB\tC\n\n<p>Last <b>line</b>.</p>\n", blocks=())


def cite(number: int, quote: str, source: Source = SOURCE) -> Citation:
    """A citation of words that stand in the source."""
    start = source.text.index(quote)
    return Citation(number, source.document, source.title, "Who can apply", quote, start, start + len(quote), source.provenance)


def source_address(quote: str, source: Source = SOURCE, **more: str) -> str:
    """Where the page of a source shows a quote."""
    start = source.text.index(quote)
    place = {"document": source.document, "start": str(start), "end": str(start + len(quote))}
    return f"/source?{urlencode(place | more)}"


ANSWERED = Answer(
    question="",
    language="en",
    outcome="answered",
    kind="funding",
    text=f"{LEVY} [1]\n\n- Two GCSEs at grade 4 [2]\n- **Course**: Nurse degree, 4 years [3]",
    sentences=(
        Sentence(LEVY, (1,), 0.97),
        Sentence("Two GCSEs at grade 4", (2,), 1.0),
        Sentence("Course: Nurse degree, 4 years", (3,), 0.9),
    ),
    citations=(cite(1, LEVY), cite(2, "Two GCSEs at grade 4"), cite(3, ROW)),
    retrieved=(Match(Passage("p1", SOURCE.document, SOURCE.title, "Who can apply", LEVY, 0, 10), 0.91),),
    follow_ups=("What grades do I need?", "Who do I ask first?"),
    notices=("Check with your employer before you apply.",),
    timings_ms={"total": 21.4},
)
NO_EVIDENCE = Answer(
    question="",
    language="en",
    outcome="no_evidence",
    kind="other",
    text="I did not find this in the documents. Your education team can tell you more.",
    follow_ups=("What courses are there?",),
)
ARABIC = replace(
    ANSWERED,
    language="ar",
    text=f"نعم، يمكنك التدرب أثناء العمل. [1]\n\n{LEVY} [1]",
    follow_ups=(),
    notices=(),
)


class FakeAssistant(Assistant):
    """Remembers what was asked; replies with `sentences`, a `pause` after each, and `reply`, or raises `error`, after `delay` seconds."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.reply = ANSWERED
        self.sentences: tuple[Sentence, ...] = ()
        self.pause = 0.0
        self.error: Exception | None = None
        self.delay = 0.0
        self.stopped = 0
        self.sources = {source.document: source for source in (SOURCE, PLAIN)}

    async def tell(self, question: Question) -> AsyncGenerator[Sentence | Answer]:
        """The reply, with this question echoed."""
        self.asked.append(question)
        try:
            await asyncio.sleep(self.delay)
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if not question.text.strip():
            raise QuestionError("Enter a question.")
        if self.error:
            raise self.error
        for sentence in self.sentences:
            yield sentence
            await asyncio.sleep(self.pause)
        yield replace(self.reply, question=question.text, id=question.id)

    async def source(self, document: str) -> Source | None:
        """One of the two sources."""
        return self.sources.get(document)

    async def check_ready(self) -> None:
        """Ready, unless told to raise."""
        if self.error:
            raise self.error
