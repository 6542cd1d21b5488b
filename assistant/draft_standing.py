"""Whether an English sentence that is taken out of its quote still says what it said there: its subject, its referents, its articles."""

import re

from assistant.types import Citation
from assistant.words import tokens

_ENDS = re.compile(r"[.!?]['\")\]]*$")
_TWICE = re.compile(r"\b(\w+ \w+) \1\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:these|those|then|such|the former|the latter|both of them)\b(?! (?:who|that|which)\b)", re.IGNORECASE
)
_END = re.compile(r"(?<=[.!?])\s+")
_OF_ALL = frozenset(
    tokens(
        "people person staff worker work job course training learning detail step help support use service get pay page what how"
    )
)
_THE = re.compile(r"\bthe ([\w-]+)", re.IGNORECASE)


def is_well_formed(text: str, citation: Citation) -> bool:
    """Whether a sentence is whole, says nothing twice over, and makes no "the" of the quote's "a"."""
    return (
        bool(_ENDS.search(text))
        and not _TWICE.search(text)
        and not any(_was_one_of_many(word, citation) for word in _THE.findall(text))
    )


def stands_alone(text: str, citation: Citation) -> bool:
    """Whether a sentence points back to nothing, and opens its quote or names what that is about by a telling word of a heading."""
    if _POINTS_BACK.search(text):
        return False
    said = set(tokens(text))
    opens = tokens(_END.split(citation.quote.strip())[0])
    return bool(_subject(citation) & said) or (bool(opens) and said >= set(opens))


def _subject(citation: Citation) -> set[str]:
    return set(tokens(f"{citation.title} {citation.section}")) - _OF_ALL


def _was_one_of_many(word: str, citation: Citation) -> bool:
    told = f"{citation.title}. {citation.section}. {citation.quote}"
    written = re.escape(word)
    return bool(re.search(rf"\ban? {written}\b", told, re.IGNORECASE)) and not re.search(
        rf"\bthe {written}\b", told, re.IGNORECASE
    )
