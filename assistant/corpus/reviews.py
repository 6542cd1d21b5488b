"""What somebody has to look at again: pages and records whose day of review is past or near."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.corpus.content import Content
from assistant.corpus.faults import Due

SOON = timedelta(days=60)


def due(content: Content, today: date) -> list[Due]:
    """Pages and records to be reviewed, the longest past first."""
    return sorted(_found(content, today), key=lambda each: (each.review_by, each.file, each.key))


def _found(content: Content, today: date) -> Iterator[Due]:
    days = [(page.shown, "page", page.front.provenance.review_by) for page in content.pages]
    days += [(entry.shown, entry.key, entry.record.review_by) for entry in content.entries]
    for shown, key, review_by in days:
        if date.fromisoformat(review_by) <= today + SOON:
            yield Due(shown, key, review_by, date.fromisoformat(review_by) < today)
