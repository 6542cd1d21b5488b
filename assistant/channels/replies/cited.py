"""A citation as its reader sees it: the quote, where it stands, how old it is and whom it is for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.channels.labels import dated, labels
from assistant.channels.replies.words import one_line, readable, web_link
from assistant.dates import is_past
from assistant.types import Citation, Provenance

_UNDATED = ("", "undated")  # what the corpus writes where a source has no date


@dataclass(frozen=True, slots=True)
class Cited:
    """A numbered quote; `facts` are its date, its review, whether it is on offer and whom it is for.

    `based_on` says what its page is based on, and `link` leads there; each is empty where there is none.
    """

    number: int
    document: str
    title: str
    quote: str
    facts: tuple[str, ...]
    based_on: str = ""
    link: str = ""


def cited(citation: Citation, language: str, today: date) -> Cited:
    """A citation on a day, in the words of a language."""
    words = labels(language)
    source = citation.provenance
    section = f": {one_line(citation.section)}" if citation.section else ""
    return Cited(
        number=citation.number,
        document=one_line(citation.document),
        title=one_line(citation.title) + section,
        quote=readable(citation.quote),
        facts=tuple(_facts(source, words, language, today)),
        based_on=_based_on(source, words, language),
        link=web_link(source.url),
    )


def _facts(source: Provenance, words: Mapping[str, str], language: str, today: date) -> Iterator[str]:
    undated = source.as_of in _UNDATED
    yield words["no_date"] if undated else words["as_of"].format(date=_told(source.as_of, language))
    if source.review_by:
        due = "review_overdue" if is_past(source.review_by, today) else "review_by"
        yield words[due].format(date=_told(source.review_by, language))
    if source.status != "unknown" and not (source.status == "offered" and undated):
        yield words[f"status_{source.status}"]
    if source.applies_to:
        yield words["applies_to"].format(whom=one_line(source.applies_to))


def _based_on(source: Provenance, words: Mapping[str, str], language: str) -> str:
    title = one_line(source.source_title) or web_link(source.url)
    if not title:
        return ""
    told = f"{words['based_on']} {title}"
    return told if source.as_of in _UNDATED else f"{told}, {words['read_on'].format(date=_told(source.as_of, language))}"


def _told(written: str, language: str) -> str:
    return dated(one_line(written), language)
