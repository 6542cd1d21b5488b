"""Words taken over from a source: runs of successive words that a page or record shares with it.

A run of eight is refused, so up to seven may be shared. Over 45 pages that were written anew, held against their sources, runs of
six are shared 86 times and runs of seven 28 times, all set phrases such as "GCSE English and maths at grade 4" or sums with their
dates, which cannot be said otherwise; of eight there is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.corpus.content import Entry, Page
from assistant.corpus.faults import Fault
from assistant.corpus.glossary import terms
from assistant.corpus.wording import without_addresses
from assistant.errors import CorpusError
from assistant.knowledge.records import SUFFIXES, words_of

RUN = 8  # successive words
_WORD = re.compile(r"£?\d[\d,.]*\d%?|\w+")
_BETWEEN = re.compile(r"\n\n|\n[-|\d]|\|")  # what follows is another thing said
_ENTRY = re.compile(r"\n\s*(?:-\s|[\w-]+:)")  # another entry of a list or mapping
_TEXTS = (".txt", ".md", *SUFFIXES)


class Sources:
    """The runs of words of all texts in a folder."""

    def __init__(self, folder: Path, run: int = RUN) -> None:
        self._run = run
        self._runs = {each for text in _texts(folder) for each in self._runs_of(text)}

    def shared(self, text: str, names: Sequence[str] = ()) -> list[str]:
        """The stretches of a text, each as long as it goes on, that stand in a source too; `names` and official terms are left out."""
        return [stretch for block in _BETWEEN.split(_without(text, names)) for stretch in self._stretches(block)]

    def _stretches(self, block: str) -> Iterator[str]:
        words = _words(block)
        start = end = 0
        for place, run in enumerate(self._runs_of(block)):
            if run not in self._runs:
                continue
            if place > end - self._run + 1 and end:
                yield " ".join(words[start:end])
                end = 0
            start = start if end else place
            end = place + self._run
        if end:
            yield " ".join(words[start:end])

    def _runs_of(self, text: str) -> Iterator[int]:
        words = _words(text)
        return (hash(tuple(words[start : start + self._run])) for start in range(len(words) - self._run + 1))


def faults_of(pages: Iterable[Page], entries: Iterable[Entry], sources: Sources) -> Iterator[Fault]:
    """The stretches of pages and records that stand in the sources too."""
    remedy = "say it in your own words"
    for page in pages:
        for stretch in sources.shared(_own(page), (page.front.provenance.source_title,)):
            yield Fault(page.shown, "text", f"these words stand in a source as they are: {stretch!r}", remedy)
    for entry in entries:
        for stretch in sources.shared(_sentences(entry), (entry.record.source.title,)):
            yield Fault(entry.shown, entry.key, f"these words stand in a source as they are: {stretch!r}", remedy)


def _own(page: Page) -> str:
    return without_addresses(page.body).split("\n## Sources\n")[0]


def _sentences(entry: Entry) -> str:
    """The sentences of a record; its title comes first and is a name."""
    return "\n\n".join(words.text for words in list(words_of(entry.record))[1:])


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, "\n\n")
    return terms().sub("\n\n", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _texts(folder: Path) -> Iterator[str]:
    """The texts of a folder: of `documents` and `facts` in it, where it has them. YAML is read as text, one entry at a time."""
    places = [folder / name for name in ("documents", "facts") if (folder / name).is_dir()] or [folder]
    try:
        for file in sorted(file for place in places for file in place.rglob("*") if file.is_file()):
            if file.suffix.lower() in _TEXTS:
                text = file.read_text("utf-8", errors="replace")
                yield from _ENTRY.split(text) if file.suffix.lower() in SUFFIXES else (text,)
    except OSError as error:
        raise CorpusError(f"{folder} cannot be read ({error.strerror}): name another folder with --against.") from error
