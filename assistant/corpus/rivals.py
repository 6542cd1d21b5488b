"""Content that says it twice: the same page or record in two places, and what stands in place of what."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.corpus.content import Content, Entry, Page
from assistant.corpus.faults import Fault


def faults_of(content: Content) -> Iterator[Fault]:
    """Conflicts between pages and between records; the later of two is told, with both sources."""
    yield from _lost_overrides(content.pages)
    yield from _rival_pages(content.pages)
    yield from _rival_records(content.entries)


def _lost_overrides(pages: Sequence[Page]) -> Iterator[Fault]:
    documents = [page.document for page in pages]
    for page in pages:
        wanted = page.front.overrides
        if wanted and (wanted not in documents or wanted == page.document):
            others = [document for document in documents if document != page.document]
            nearest = difflib.get_close_matches(wanted, others, n=1, cutoff=0)
            remedy = f"the nearest is {nearest[0]!r}" if nearest else "name a page that exists, or leave it out"
            yield Fault(page.shown, "overrides", f"overrides is {wanted!r}, and no other page is called that", remedy)


def _rival_pages(pages: Sequence[Page]) -> Iterator[Fault]:
    for one, other in combinations(pages, 2):
        if _settled(one, other):
            continue
        if one.front.overrides and one.front.overrides == other.front.overrides:
            yield _pages(one, other, "overrides", "both stand in place of the same page")
        elif one.front.title.casefold() == other.front.title.casefold():
            yield _pages(one, other, "title", "they have the same title")
        elif one.file.stem == other.file.stem:
            yield _pages(one, other, "file", "they have the same name")
        elif one.root != other.root and set(one.front.provenance.topics) == set(other.front.provenance.topics):
            yield _pages(one, other, "topics", "they have the same topics")


def _settled(one: Page, other: Page) -> bool:
    """Whether one stands in place of the other, or they are for two employers."""
    employers = {page.front.provenance.employer.casefold() for page in (one, other)}
    replaced = one.front.overrides == other.document or other.front.overrides == one.document
    return replaced or (len(employers) == 2 and "" not in employers)


def _pages(one: Page, other: Page, key: str, problem: str) -> Fault:
    remedy = f"merge them, rename one, or let one say overrides: {one.document}"
    told = f"{problem}: this ({_source(other)}) and {one.shown} ({_source(one)})"
    return Fault(other.shown, key, told, remedy, "warning" if key == "topics" else "error")


def _source(page: Page) -> str:
    return f"{page.front.provenance.source_title}, {page.front.provenance.as_of}"


def _rival_records(entries: Sequence[Entry]) -> Iterator[Fault]:
    by_key = defaultdict[str, list[Entry]](list)
    for entry in entries:
        by_key[entry.key].append(entry)
    for key, alike in by_key.items():
        for entry in alike:
            yield from _override(key, entry, alike)
        for one, other in combinations(alike, 2):
            if one.shown != other.shown and not _record_settled(one, other):
                sources = [f"{each.record.source.title}, {each.record.source.as_of}" for each in (other, one)]
                problem = f"the same id stands here ({sources[0]}) and in {one.shown} ({sources[1]}); the first is used"
                yield Fault(other.shown, f"{key}: id", problem, "rename one, or let the local one say overrides: true")


def _override(key: str, entry: Entry, alike: Sequence[Entry]) -> Iterator[Fault]:
    if entry.record.overrides and entry.record.employer is None:
        problem = "employer is missing, but the record overrides another"
        yield Fault(entry.shown, f"{key}: employer", problem, "name the one employer the record is for")
    if entry.record.overrides and len(alike) == 1:
        problem = "overrides is true, and no other record has its id"
        yield Fault(entry.shown, f"{key}: overrides", problem, "mend the id, or leave overrides out", "warning")


def _record_settled(one: Entry, other: Entry) -> bool:
    employers = {(each.record.employer or "").casefold() for each in (one, other)}
    return one.record.overrides != other.record.overrides or (len(employers) == 2 and "" not in employers)
