"""The whole check of content: what is wrong, what is due for review, and at what age it can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from assistant.corpus import entries, moves, pages, reading_age, references, reuse, reviews, rivals
from assistant.corpus.content import Content, Page, load
from assistant.corpus.faults import Age, Due, Fault


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found in `files` files; `median_age` is None where nothing is long enough to tell."""

    files: int
    faults: tuple[Fault, ...]
    due: tuple[Due, ...]
    ages: tuple[Age, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.level == "error")

    @property
    def warnings(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.level == "warning")


def check(paths: Sequence[Path], beside: Sequence[Path], against: Path | None, today: date) -> Report:
    """Check all content under the paths.

    `beside` is content that they may refer to and be in conflict with, and that is not checked itself; `against` is a folder of
    sources of which nothing may be copied.

    Raises:
        CorpusError: a path does not exist, or the sources cannot be read.
    """
    given = load(paths)
    known = _together(given, load(_others(paths, beside)))
    sources = reuse.Sources(against) if against else None
    ages = reading_age.ages_of(given)
    faults = chain(given.faults, _own(given, known), _between(given, known), reading_age.faults_of(ages))
    copied = reuse.faults_of(given.pages, given.entries, sources) if sources else ()
    found = sorted({*faults, *copied}, key=lambda fault: (fault.file, fault.level, fault.key, fault.problem))
    files = {page.shown for page in given.pages} | {entry.shown for entry in given.entries} | {f.file for f in given.faults}
    return Report(len(files), tuple(found), tuple(reviews.due(given, today)), tuple(ages))


def check_page(page: Page, beside: Sequence[Path], against: Path | None) -> list[Fault]:
    """What is wrong with one page, which need not be written yet, among the content that stands beside it."""
    given = Content((page,))
    known = _together(given, load([path for path in beside if path.exists()]))
    sources = reuse.Sources(against) if against else None
    ages = reading_age.faults_of(reading_age.ages_of(given))
    copied = reuse.faults_of(given.pages, (), sources) if sources else ()
    return [*_own(given, known), *_between(given, known), *(fault for fault in ages if fault.file == page.shown), *copied]


def sources_beside(paths: Sequence[Path]) -> Path | None:
    """The folder `shared` beside the folder that holds the content, where it holds documents or facts."""
    for path in paths:
        folder = path.resolve().parent.parent / "shared"
        if any((folder / name).is_dir() for name in ("documents", "facts")):
            return folder
    return None


def _others(paths: Sequence[Path], beside: Sequence[Path]) -> list[Path]:
    """What stands beside, without what is checked as a whole anyway."""
    roots = [path.resolve() for path in paths]
    return [path for path in beside if not any(path.resolve().is_relative_to(root) for root in roots)]


def _together(given: Content, others: Content) -> Content:
    """Both, with what is in both once."""
    files = {page.file for page in given.pages} | {entry.file for entry in given.entries}
    return Content(
        (*(page for page in others.pages if page.file not in files), *given.pages),
        (*(entry for entry in others.entries if entry.file not in files), *given.entries),
        refused=given.refused | others.refused,
    )


def _own(given: Content, known: Content) -> Iterator[Fault]:
    documents = frozenset(page.document for page in known.pages)
    for page in given.pages:
        yield from pages.faults_of(page, documents)
    for entry in given.entries:
        yield from entries.faults_of(entry)


def _between(given: Content, known: Content) -> Iterator[Fault]:
    """What is wrong between records or pages, as far as it is told of what was given."""
    files = {page.shown for page in given.pages} | {entry.shown for entry in given.entries}
    found = chain(references.faults_of(known.entries, known.refused), moves.faults_of(known.entries), rivals.faults_of(known))
    return (fault for fault in found if fault.file in files)
