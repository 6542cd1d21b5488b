"""What may be said of a draft: whole sentences, one at a time, each held against its quotes before anyone sees it."""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.draft_standing import is_well_formed, stands_alone
from assistant.drafts import Drafted
from assistant.releasing import Verdict, carrying
from assistant.types import Citation, Sentence
from assistant.wording import Worded

MOST_READ, MOST_SAID = 40, 12  # sentences of a draft
LONGEST = 500  # characters of a sentence
_NOT_SAID = (
    re.compile(r"[<>`{}|\\\n]|\]\(|\*\*|__|https?:|www\.", re.I),  # markup and links
    re.compile(r"\[\d+(?:\s*[,;-]\s*\d+)*\]"),  # marks of citations, which are ours to set
    re.compile(r"^(?:[-*•]|\(?\d{1,2}[.)]|#{1,6})\s"),  # items of lists and headings
    re.compile(r"[?؟]\W*$"),  # questions
    re.compile(r"[.!?।؟]\s"),  # a second sentence
)
_WORD = re.compile(r"[^\W_]+")
_REFERS_BACK = re.compile(
    r"(?:and |but |so |also,? )?(?:it|its|this|that|these|those|they|their|he|she|his|her|such|both|then|here|there it|the same|another"
    r"|the (?:source|sources|page|table|list|report|article|plan|dates?|sums?|rest|other|others|first|second|last|latter)"
    r"|one of (?:them|these))\b",
    re.I,
)


class CheckIn(Protocol):
    """Says whether quotes carry a sentence in the language of that code. May raise ModelUnavailable."""

    def __call__(self, language: str, sentence: str, quotes: Sequence[str]) -> Verdict: ...


@dataclass
class DraftRelease:
    """Releases the sentences of one draft; quote n of the draft's writer is `citations[n - 1]`.

    `sentences` are those released so far; they number the citations from 1 in the order in which they are first used.
    """

    citations: Sequence[Citation]
    language: str
    check: CheckIn
    sentences: list[Sentence] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _said: set[tuple[str, ...]] = field(default_factory=set)

    async def released(self, drafted: AsyncGenerator[Drafted]) -> AsyncGenerator[Sentence]:
        """The sentences that their quotes carry, in the draft's order; the rest is left out, and so is what is said twice.

        Raises:
            ModelUnavailable: the writer stopped half-way, or the embedding model did not answer; what was released stands.
        """
        read = 0
        async with aclosing(drafted):
            async for draft in drafted:
                read += 1
                if (sentence := await asyncio.to_thread(self._released, draft.text.strip(), draft.quotes)) is not None:
                    self.sentences.append(sentence)
                    yield sentence
                if read >= MOST_READ or len(self.sentences) >= MOST_SAID:
                    return

    @property
    def worded(self) -> Worded:
        """What was released, as the body of an answer with its [n] marks, and the citations that it uses."""
        text = " ".join(" ".join((each.text, *(f"[{number}]" for number in each.citations))) for each in self.sentences)
        used = tuple(replace(self.citations[place], number=number) for place, number in self._numbers.items())
        return Worded(text, tuple(self.sentences), used)

    def _released(self, text: str, quotes: Sequence[int]) -> Sentence | None:
        words = _words(text)
        if not _can_be_said(text) or words in self._said or not self._follows(text, words):
            return None
        for places in self._places(quotes):
            carried = [line for place in places for line in carrying(self.citations[place])]
            # Whether it stands is told without a vector, so that is asked first.
            if not self._stands(text, words, places):
                continue
            verdict = self.check(self.language, text, carried)
            if verdict.supported:
                self._said.add(words)
                return Sentence(text, tuple(self._number(place) for place in places), round(verdict.score, 3))
        return None

    def _places(self, quotes: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """The quotes to try: each that is named, then all that are named, then each other one."""
        named = tuple(dict.fromkeys(number - 1 for number in quotes if 0 < number <= len(self.citations)))
        yield from ((place,) for place in named)
        if len(named) > 1:
            yield named
        yield from ((place,) for place in range(len(self.citations)) if place not in named)

    def _number(self, place: int) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def _stands(self, text: str, words: tuple[str, ...], places: Sequence[int]) -> bool:
        """Whether an English sentence says outside its quote what it says there: by itself, or after the sentence that it followed."""
        if self.language != "en":
            return True
        quoted = [self.citations[place] for place in places]
        is_whole = all(is_well_formed(text, each) for each in quoted)
        return is_whole and (any(stands_alone(text, each) for each in quoted) or self._goes_on(words))

    def _follows(self, text: str, words: tuple[str, ...]) -> bool:
        """Whether what a sentence refers back to was said right before it, as in the quote."""
        return not _REFERS_BACK.match(text) or self._goes_on(words)

    def _goes_on(self, words: tuple[str, ...]) -> bool:
        before = _words(self.sentences[-1].text) if self.sentences else ()
        told = f" {' '.join((*before, *words))} "
        return bool(before) and any(told in f" {' '.join(_words(each.quote))} " for each in self.citations)


def is_enough(body: Worded, plain: Worded, language: str = "en") -> bool:
    """Whether what is left of a draft can stand in the place of the answer in the quotes' own words, `plain`.

    All that `plain` says from its first quote must be told, and two thirds of all that it says. In another language, whose words
    cannot be compared, the first quote must be used, with two sentences for every three of `plain`.
    """
    if not body.sentences or not plain.sentences:
        return False
    if language != "en":
        used = {_place(citation) for citation in body.citations}
        return _place(plain.citations[0]) in used and 3 * len(body.sentences) >= 2 * len(plain.sentences)
    left = untold(body, plain)
    core = any(each.citations == plain.sentences[0].citations for each in left)
    return not core and 3 * len(left) <= len(plain.sentences)


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document, citation.start, citation.end


def untold(body: Worded, plain: Worded) -> tuple[Sentence, ...]:
    """The sentences of the plain answer that a draft in English does not tell: four in five of their words, and every number."""
    told = set(_words(" ".join(each.text for each in body.sentences)))
    return tuple(each for each in plain.sentences if not _is_told(_words(each.text), told))


def _is_told(words: Sequence[str], told: set[str]) -> bool:
    known = [word in told for word in words if len(word) > 3]
    numbers = all(word in told for word in words if any(letter.isdecimal() for letter in word))
    return numbers and 5 * sum(known) >= 4 * len(known)


def _can_be_said(text: str) -> bool:
    """Whether a text is one plain sentence; writers part and clean what they draft, and what they leave is not mended here."""
    return bool(text) and len(text) <= LONGEST and not any(pattern.search(text) for pattern in _NOT_SAID)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
