"""What to know before asking for study leave, what only the local policy can say, and a message to fill in."""

from collections.abc import Iterator

from assistant.advice import Advice, AdviceItem, Line
from assistant.careers.ageing import caution
from assistant.careers.book import Book, dated
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.schema import Fact, Guidance
from assistant.types import Choice

SUBJECT = "study-leave"
NATIONAL, LOCAL, MESSAGE = range(3)
_ITEMS = (
    AdviceItem("What national sources say", "national"),
    AdviceItem("What only your local policy can say", "local"),
    AdviceItem("A message to your manager, to fill in", "message"),
)
_CHOICES = (
    Choice("Who pays for a course?", "who can pay for my course"),
    Choice("Prepare my appraisal", "my development plan"),
)


def study_leave(book: Book, of: Circumstances) -> Advice:
    """The kit: points, questions for the local policy, and the draft, which names nobody.

    An employer's own record of the subject is its local policy: it opens the kit in place of the words that there is none.
    """
    kit = book.get(Guidance, SUBJECT)
    if kit is None:
        return Advice("study_leave", "no_evidence", "Study leave", (), "journey")
    opening = next((each for each in _about(book) if each.employer is not None), kit)
    lines = (
        Line(quote=book.said(opening, opening.text), as_of=dated(opening)),
        *_points(book, of),
        *(_line(book, of, kit, fact, LOCAL, "Ask:") for fact in kit.local),
        *(Line(quote=book.said(kit, words), level=1, item=MESSAGE) for words in kit.letter),
    )
    return Advice("study_leave", "answered", "Asking for study leave", lines, "journey", items=_ITEMS, choices=_CHOICES)


def _points(book: Book, of: Circumstances) -> Iterator[Line]:
    for record in sorted(_about(book), key=lambda record: (record.employer is None, record.confidence == "unverified")):
        for fact in record.points:
            yield _line(book, of, record, fact, NATIONAL if record.employer is None else LOCAL, "")


def _about(book: Book) -> list[Guidance]:
    return [each for each in book.all(Guidance) if each.id == SUBJECT or each.id.startswith(f"{SUBJECT}-")]


def _line(book: Book, of: Circumstances, record: Guidance, fact: Fact, item: int, lead: str) -> Line:
    as_of = dated(record, fact)
    warning = caution(fact.text.text, as_of, record.confidence, of.today)
    return Line(lead or warning, book.said(record, fact.text), level=1, as_of=as_of, item=item)
