"""The names that documents go by: a word such as "Torbay" that is a name, and that one document has nearly to itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from anyascii import anyascii

from assistant.retrieval.record_files import RECORD_FILES
from assistant.types import Passage
from assistant.words import fold, stems, tokens

_SHARE = 0.8  # of its passages in one document, and of its occurrences with a capital letter
_PASSAGES = 4  # that hold it
_SPREAD = 0.12  # of the document's passages, unless it stands in the title
_LARGE = 12  # passages: a smaller document is a page on a subject, and its subject's name does not stand for the page
_NEVER = frozenset(
    stems(
        """january february march april may june july august september october november december figure table box appendix
        annex page section chapter phase stage step part theme goal objective principle priority action
        north south east west central i ii iii iv v vi q1 q2 q3 q4""".split()
    )
)
_WORD = re.compile(r"[A-Za-z][\w']*")
_INSIDE = re.compile(r"(?<=[a-z0-9,&] )[A-Za-z][\w']*")  # the first word of a line or sentence has a capital anyway


_SOUNDS = str.maketrans({"c": "k", "q": "k", "m": "n", "t": "d"} | dict.fromkeys("aeiouhwy'-", ""))
_LEAST_SOUNDS = 3
_ENDING = 1  # sounds that a case ending may add


@dataclass(frozen=True, slots=True)
class IndexedText:
    """What the lexical index is given of a passage."""

    id: str
    document: str
    title: str
    section: str
    text: str
    likely: str = ""

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """A passage with the questions that its units answer."""
        likely = "\n".join(question for unit in passage.units for question in unit.likely)
        return cls(passage.id, passage.document, passage.title, passage.section, passage.text, likely)

    @property
    def body(self) -> str:
        """The text without the section path that opens it."""
        return self.text.removeprefix(self.section)


class DocumentNames:
    """Counts words over passages, then tells which of them name a document."""

    def __init__(self) -> None:
        self._capitals: Counter[str] = Counter()
        self._occurrences: Counter[str] = Counter()
        self._passages: dict[str, Counter[str]] = defaultdict(Counter)
        self._sizes: Counter[str] = Counter()
        self._titles: dict[str, set[str]] = {}

    def add(self, text: IndexedText) -> None:
        """Count one passage."""
        if not text.document.endswith(RECORD_FILES):  # what a file of records is called, nobody asks for
            self._sizes[text.document] += 1
        self._titles.setdefault(text.document, set(tokens(text.title)))
        inside = _INSIDE.findall(text.body)
        for word, stem in zip(inside, stems(fold(word) for word in inside), strict=True):
            self._occurrences[stem] += 1
            self._capitals[stem] += word[0].isupper()
        for stem in set(stems(fold(word) for word in _WORD.findall(text.body))) - _NEVER:
            self._passages[stem][text.document] += 1

    def found(self) -> dict[str, str]:
        """Document by the stem that names it; none where there is but one document."""
        if len(self._sizes) < 2:
            return {}
        named = {}
        for stem, counts in self._passages.items():
            document, passages = counts.most_common(1)[0]
            if self._names(stem, document, passages, sum(counts.values())):
                named[stem] = document
        return named

    def _names(self, stem: str, document: str, passages: int, everywhere: int) -> bool:
        if passages < _PASSAGES or self._sizes[document] < _LARGE or passages < _SHARE * everywhere:
            return False
        if not self._capitals[stem] or self._capitals[stem] < _SHARE * self._occurrences[stem]:
            return False
        return stem in self._titles[document] or passages >= _SPREAD * self._sizes[document]


def named_in_script(text: str, names: Mapping[str, str]) -> dict[str, str]:
    """The names that words of another script spell out by sound: a Hindi or Arabic "London", say; stem to document."""
    sounds = {stem: _sounds(stem) for stem in names}
    found = {}
    for word in text.split():
        heard = "" if word.isascii() else _sounds(anyascii(word).lower())
        for stem, spelt in sounds.items():
            if len(spelt) >= _LEAST_SOUNDS and heard.startswith(spelt) and len(heard) <= len(spelt) + _ENDING:
                found[stem] = names[stem]
    return found


def _sounds(word: str) -> str:
    """The consonants, those that scripts confuse made alike."""
    return "".join(letter for letter in word.translate(_SOUNDS) if letter.isalpha())
