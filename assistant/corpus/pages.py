"""The rules of a page, each beside what mends it."""

import posixpath
import re
from collections.abc import Container, Iterator
from itertools import chain

from assistant.corpus.content import Page
from assistant.corpus.faults import Fault
from assistant.corpus.wording import EXCLUDING, NEEDS_HELP, OFFERS, links, people, without_addresses
from assistant.errors import CorpusError
from assistant.knowledge.employers import LOCAL
from assistant.retrieval.likely import ANSWERED, UNANSWERED, likely_questions
from assistant.retrieval.structure import parse

FEWEST_WORDS = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHO_TO_ASK = "Who to ask"


def faults_of(page: Page, documents: Container[str]) -> Iterator[Fault]:
    """All that is wrong with a page by itself, where there are pages of those names."""
    found = chain(_form(page), _wording(page), _links(page, documents), _questions(page))
    yield from (Fault(page.shown, *told) for told in found)


_Told = tuple[str, str, str]  # key, problem, remedy


def _form(page: Page) -> Iterator[_Told]:
    provenance = page.front.provenance
    if not _SLUG.fullmatch(page.file.stem):
        yield "file", f"the name {page.file.name!r} has more than small letters, digits and hyphens", "rename it: study-leave.md"
    if page.body.splitlines()[:1] != [f"# {page.front.title}"]:
        yield "title", "the page does not open with its title as a heading", f"begin it with the line # {page.front.title}"
    if provenance.as_of != "undated" and provenance.review_by <= provenance.as_of:
        yield "review_by", f"review_by {provenance.review_by} is not after as_of {provenance.as_of}", "give a later day"
    words = len(without_addresses(page.body).split())
    if words < FEWEST_WORDS:
        yield "text", f"the page has {words} words, which is too short to help", f"write at least {FEWEST_WORDS}"
    if f"\n## {_WHO_TO_ASK}\n" not in page.body and page.file.stem != "who-to-ask":
        yield _WHO_TO_ASK, "the page does not say whom to ask", f"end it with ## {_WHO_TO_ASK}"


def _wording(page: Page) -> Iterator[_Told]:
    status = page.front.provenance.status
    for offer in [] if status == "offered" else OFFERS.findall(page.body):
        yield "status", f"{offer!r} sounds like an offer, but the page is {status!r}", "say what was described, and when"
    for word in EXCLUDING.findall(without_addresses(page.body.partition(f"\n## {ANSWERED}\n")[0])):
        yield (
            "text",
            f"{word!r} leaves people out",
            "say who is meant: staff trained abroad, disabled people, staff not on a register",
        )
    for name in people(page.body):
        yield "text", f"{name!r} looks like the name of a person", "name the role or team"


def _links(page: Page, documents: Container[str]) -> Iterator[_Told]:
    """A page in `local` may link to what stands beside the page of the corpus that it is placed like."""
    folder = posixpath.dirname(page.document.removeprefix(f"{LOCAL}/"))
    for link in links(page.body):
        place = link.partition("#")[0]
        found = posixpath.normpath(posixpath.join(folder, place)) in documents or (page.file.parent / place).is_file()
        if not link.startswith(("http://", "https://")) and not found:
            yield "link", f"the link to {link!r} leads to no page", "mend the path, or take the link out"


def _questions(page: Page) -> Iterator[_Told]:
    for line in page.body.partition(f"\n## {UNANSWERED}\n")[2].splitlines():
        if NEEDS_HELP.search(line):
            yield (
                UNANSWERED,
                f"{line.strip('- ')!r} may be asked by somebody who is hurt, grieving or in need",
                "put it under a line that helps, or take it out: listed here it teaches the assistant not to answer",
            )
    try:
        likely_questions(page.text, parse(page.text, page.front.body_start))
    except CorpusError as error:
        problem, _, remedy = str(error).removeprefix(f"{ANSWERED}: ").partition(". ")
        yield ANSWERED, problem, remedy.removesuffix(".")
