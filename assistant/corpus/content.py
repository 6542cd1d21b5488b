"""Content as it stands in folders: pages with front matter and files of records, read as far as they can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.faults import Fault
from assistant.errors import CorpusError
from assistant.knowledge.records import SCHEMAS, SUFFIXES, examined
from assistant.knowledge.schema import Record
from assistant.retrieval.front_matter import FrontMatter, complaints, split
from assistant.retrieval.targets import Target, targets_under

LARGEST = 1_000_000  # bytes: a page has about 10,000, and what is a hundred times as long is none
PAGE_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `shown` is how messages name its file, `document` what the index calls it."""

    file: Path
    root: Path
    shown: str
    document: str
    text: str
    front: FrontMatter

    @property
    def body(self) -> str:
        return self.text[self.front.body_start :]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the file it stands in."""

    file: Path
    shown: str
    record: Record

    @property
    def key(self) -> str:
        return f"{type(self.record).__name__.lower()} {self.record.id}"


@dataclass(frozen=True, slots=True)
class Content:
    """The pages and records of some folders, and what kept others from being read; `refused` are the ids of such records."""

    pages: tuple[Page, ...] = ()
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    refused: frozenset[str] = frozenset()


def load(paths: Sequence[Path]) -> Content:
    """Read all pages and records under the paths; other kinds of files are passed over.

    Raises:
        CorpusError: a path does not exist.
    """
    found: list[Page | Entry | Fault | str] = []
    for path in paths:
        if not path.exists():
            raise CorpusError(f"There is no file or folder {path}: check the path.")
        for target in targets_under([path]):
            shown = _shown(target, path)
            if target.reason:
                found.append(Fault(shown, "folder", target.reason, "make it readable"))
            elif target.path.suffix.lower() in (*PAGE_SUFFIXES, *SUFFIXES):
                found += _read(target, shown)
    return Content(
        tuple(each for each in found if isinstance(each, Page)),
        tuple(each for each in found if isinstance(each, Entry)),
        tuple(each for each in found if isinstance(each, Fault)),
        frozenset(each for each in found if isinstance(each, str)),
    )


def _shown(target: Target, given: Path) -> str:
    within = target.path.relative_to(target.root).as_posix()
    whole = f"{given.as_posix()}/{within}" if given.is_dir() else given.as_posix()
    return whole.encode("utf-8", "replace").decode()


def _read(target: Target, shown: str) -> Iterator[Page | Entry | Fault | str]:
    if not target.path.resolve().is_relative_to(target.root):
        yield Fault(shown, "file", "the file is a link to somewhere outside its folder", "put the file itself here")
        return
    try:
        if target.path.stat().st_size > LARGEST:
            yield Fault(shown, "file", f"the file is larger than {LARGEST // 1_000_000} MB", "split it into pages")
            return
        text = target.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Fault(shown, "file", f"the file is not in UTF-8 (byte {error.start + 1})", "save it again as UTF-8")
    except OSError as error:
        yield Fault(shown, "file", f"the file cannot be read ({error.strerror})", "make it readable")
    else:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        yield from (_records if target.path.suffix.lower() in SUFFIXES else read_page)(target, shown, text)


def read_page(target: Target, shown: str, text: str) -> Iterator[Page | Fault]:
    """The page of a file's whole text, or all that is wrong with its front matter."""
    wrong = complaints(text)
    front = None if wrong else split(text)
    if front is not None:
        yield Page(target.path, target.root, shown, target.document, text, front)
    elif wrong:
        yield from (Fault.of(shown, complaint) for complaint in wrong)
    else:
        yield Fault(shown, "front matter", "the page has no front matter", "begin it as corpus/README.md shows")


def _records(target: Target, shown: str, text: str) -> Iterator[Entry | Fault | str]:
    try:
        file, refused = examined(target.document, text)
    except CorpusError as error:
        problem, _, remedy = str(error).removeprefix("Records: ").partition(". ")
        yield Fault(shown, "records", problem, remedy.removesuffix("."))
        return
    yield from (Entry(target.path, shown, record) for record in file.records)
    for each in refused:
        yield each.id
        yield from (
            Fault.of(shown, complaint, f"{SCHEMAS[file.kind].__name__.lower()} {each.id}") for complaint in each.complaints
        )
