"""Drafted sentences that are fit to be checked: one sentence each, of a length to be read, with no address of its own making."""

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.composing.writing.form import LONGEST
from assistant.drafts import Drafted

Split = Callable[[str], Sequence[tuple[int, int]]]
"""Start and end of each sentence of a text, in characters."""

MOST = 10  # sentences of a draft; some stand two in a text
MOST_CHARACTERS = 400  # of a sentence

_MARKS = re.compile(r"\s*(?:\[\d+(?:\s*[,;-]\s*\d+)*\]|【[^】]*】)")  # the marks of citations are ours to set
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)]|#{1,6})\s+")
_OTHER_ENDS = re.compile(r"(?<=[।॥؟。！？۔])\s*")  # ends of sentences outside Latin script
_EMAIL = re.compile(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+")
_LINK = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\b(?:[a-z0-9-]{2,}\.)+[a-z]{2,}\b(?:/\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d \u00a0().-]{6,}\d")
_SHORTEST_PHONE = 9  # digits
_MARKED_UP = re.compile(r"</?[a-z]|\]\(|[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", re.IGNORECASE)
_ENDS = ".!?।॥؟。！？۔"
_CLOSING = "\"'”’)"
_EDGES = ".,;:!?'\"”’)>"


class Candidates:
    """Takes drafted sentences in turn and gives on those that are fit; stateful, for one draft."""

    def __init__(self, quotes: Sequence[str], split: Split, instructions: str = "") -> None:
        """`instructions` are the model's own, of which nothing is passed on."""
        self._instructions = instructions.casefold()
        self._quotes = [quote.casefold() for quote in quotes]
        self._split = split
        self._said: set[str] = set()
        self._goes_round = False

    @property
    def are_enough(self) -> bool:
        """Whether there are as many as a draft may have, or the last said nothing that had not been said."""
        return self._goes_round or len(self._said) >= MOST

    def of(self, drafted: Drafted) -> Iterator[Drafted]:
        """The sentences of what was drafted as one."""
        texts = self._sentences(drafted.text)
        new = [text for text in dict.fromkeys(texts) if text.casefold() not in self._said]
        self._goes_round = bool(texts) and not new
        for text in new:
            if len(self._said) < MOST and self._is_fit(text, drafted.quotes):
                self._said.add(text.casefold())
                yield Drafted(text, drafted.quotes)

    def _sentences(self, text: str) -> list[str]:
        """Each sentence; of a text that was cut at its limit not the last, which has no end."""
        parts = _OTHER_ENDS.split(_MARKS.sub("", _BULLET.sub("", text)))
        found = [_BULLET.sub("", part[start:end]) for part in parts for start, end in self._split(part)]
        is_cut = len(text) >= LONGEST and found[-1:] and found[-1].rstrip(_CLOSING)[-1:] not in _ENDS
        return found[:-1] if is_cut else found

    def _is_fit(self, text: str, quotes: Sequence[int]) -> bool:
        if len(text) > MOST_CHARACTERS or not any(sign.isalpha() for sign in text) or _MARKED_UP.search(text):
            return False
        said = "\n".join(self._quotes[number - 1] for number in quotes)
        if text.casefold().rstrip(_EDGES) in self._instructions:
            return False
        return all(each in said for each in _addresses(text)) and all(each in _digits(said) for each in _phones(text))


def _addresses(text: str) -> Iterator[str]:
    """The links, bare domains and e-mail addresses of a text, in lower case."""
    for pattern in (_EMAIL, _LINK):
        yield from (found.rstrip(_EDGES).casefold() for found in pattern.findall(text))


def _phones(text: str) -> Iterator[str]:
    """The digits of each telephone number; a shorter one may be a span of years."""
    yield from (digits for found in _PHONE.findall(text) if len(digits := _digits(found)) >= _SHORTEST_PHONE)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
