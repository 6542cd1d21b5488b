"""A Word file as a page that could be published: its text, its place, and all that is wrong with it, as its author sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.checking import check_page
from assistant.corpus.content import read_page
from assistant.corpus.faults import Fault
from assistant.corpus.publishing import target_in
from assistant.corpus.word_page import WordPage, in_words_of_word, read_word_page
from assistant.retrieval.reading import Limits
from assistant.retrieval.targets import Target

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a page, where it is to stand, and what is wrong with it; with an error it must not be published."""

    text: str
    target: Target
    faults: tuple[Fault, ...]

    @property
    def refused(self) -> bool:
        return any(fault.level == "error" for fault in self.faults)


def limits(max_file_mb: int, seconds: float, memory_mb: int) -> Limits:
    """What reading a Word file may cost."""
    return Limits(max_file_mb * _MEGABYTE, seconds, memory_mb * _MEGABYTE)


def read_draft(file: Path, folder: Path, beside: Sequence[Path], against: Path | None, bounds: Limits) -> Draft:
    """The draft of a .docx file for a folder; `beside` is content that it may link to and be in conflict with.

    Raises:
        UnreadableFile: it is no Word file, is locked or broken, or asks for more than the limits.
    """
    return draft(read_word_page(file, bounds), file.name, folder, (*beside, folder), against)


def draft(page: WordPage, shown: str, folder: Path, beside: Sequence[Path], against: Path | None) -> Draft:
    """The draft of a page that was read in the Word file `shown`."""
    target = target_in(folder, page.name)
    faults = list(page.faults)
    if not any(fault.key == "the table of particulars" for fault in faults):
        for read in read_page(target, shown, page.text):
            found = [read] if isinstance(read, Fault) else check_page(read, beside, against)
            faults += [in_words_of_word(fault, shown) for fault in found]
    return Draft(page.text, target, tuple(faults))
