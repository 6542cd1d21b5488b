"""Whether a sentence in another language says what one sentence of its English quotes says: all that binds it, and no more."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.grounding.lexicon import meaning
from assistant.grounding.measured_languages import MeasuredLanguage
from assistant.grounding.rows import Unit, units
from assistant.grounding.texts import clean
from assistant.grounding.tongues import Bound, bound, is_listed, unlisted
from assistant.grounding.verdict import Reason, Verdict, verdict
from assistant.words import stems

ENGLISH = "en"
_EDGES = ".,;:!()[]\"'،؛।-"
# Said in so many ways that no list holds them, or so seldom that nothing was measured.
_NOT_CARRIED = re.compile(
    r"\b(?:half|thirds?|quarters?|double|twice|dozen|hundreds?|thousands?|millions?|first|second|should|would|unless|except|whether"
    r"|neither|instead|recommended|suggested|proposed|planned|expected|intended|advised|said|claimed|idea|other than|not only)\b",
    re.I,
)
_REFERS_BACK = re.compile(r"(?:it|its|this|that|these|those|they|their|he|she|both|such|there)\b", re.I)
_ADDRESS = re.compile(r"https?:|www\.|@|\d[\d -]{8,}\d")
_JOINERS = re.compile("[\u200c\u200d]")  # inside words, where `clean` puts blanks
_QUESTION = re.compile(r"[?؟]")
_MAY_BE_SILENT = frozenset("years months weeks days hours about most all often if before after".split())
# Words of the work itself: a translation must have them, and may have them where the English says it otherwise.
_MAY_BE_ADDED = frozenset(
    "level people train keep pass pay grant limit register degree begin fund english wage apprenticeship maths work course staff senior"
    " cost".split()
)
_KINDS: dict[str, Reason] = {
    "not": "negation",
    "must": "modality",
    "can": "modality",
    "at_most": "number",
    "at_least": "number",
    "some": "quantifier",
    "all": "quantifier",
    "most": "quantifier",
    "only": "quantifier",
    "always": "quantifier",
    "often": "quantifier",
}
_LONGEST = 600  # characters
_SHORTEST = 3  # letters of a word that is looked up
_REFUSED = 0.1


class Meanings(Protocol):
    """What is known of the meaning of words; each method may raise ModelUnavailable."""

    def similar(self, text: str, other: str) -> float:
        """The cosine of two texts."""

    def nearest(self, word: str) -> frozenset[str]:
        """The meanings of English words that are nearest to a word in any language."""


def check_translated(
    language: str, sentence: str, quotes: Sequence[str], fitted: MeasuredLanguage, meanings: Meanings
) -> Verdict:
    """The verdict on one sentence in another language against English quotes.

    Raises:
        ModelUnavailable: the embedding model did not answer.
    """
    said = clean(_JOINERS.sub("", sentence), _LONGEST + 1).strip()
    if not said or len(said) > _LONGEST or _ADDRESS.search(said) or _QUESTION.search(said):
        return verdict(0.0, "not_found")
    own = bound(language, said)
    reasons: list[Reason] = []
    for unit in _carried(quotes):
        reason = _unlike(own, bound(ENGLISH, unit.text), quotes, fitted)
        if not reason:
            ahead = meanings.similar(said, unit.text) - fitted.floor
            if ahead >= 0 and _means_all(language, said, unit.text, meanings):
                return verdict(min(1.0, 0.5 + ahead), "")
        reasons.append(reason or "not_found")
    return verdict(_REFUSED, reasons[0]) if len(set(reasons)) == 1 else verdict(0.0, "not_found")


def _carried(quotes: Sequence[str]) -> list[Unit]:
    """The sentences of the quotes that can be told in another language: no headings, no rows, nothing that refers back."""
    known = units([clean(quote, len(quote)) for quote in quotes])
    plain = [unit for unit in known if not unit.heading and not unit.cells]
    return [unit for unit in plain if not _NOT_CARRIED.search(unit.text) and not _REFERS_BACK.match(unit.text)]


def _means_all(language: str, said: str, english: str, meanings: Meanings) -> bool:
    """Whether each content word of the English that no list knows stands in the sentence, or is what a word of it means."""
    lower = said.lower()
    wanted = {meaning(stem) for word, stem in _stemmed(unlisted(english)) if word not in lower}
    words = dict.fromkeys(word for each in lower.split() if (word := each.strip(_EDGES)) and not any(map(str.isdigit, word)))
    for word in words:
        if not wanted:
            break
        if len(word) >= _SHORTEST and not is_listed(language, word):
            wanted -= meanings.nearest(word)
    return not wanted


def _stemmed(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(words, stems(words), strict=True)


def _unlike(said: Bound, known: Bound, quotes: Sequence[str], fitted: MeasuredLanguage) -> Reason:
    """Why a sentence cannot be a translation of another; empty where nothing speaks against it."""
    if said.numbers != known.numbers or said.months != known.months or said.marks != known.marks:
        return "number"
    told = " ".join(quotes)
    if known.short - said.short or any(name not in told for name in said.short):
        return "name"
    apart = {*(said.concepts - known.concepts - _MAY_BE_ADDED), *(known.concepts - said.concepts - _MAY_BE_SILENT)}
    for concept in sorted(apart, key=lambda each: list(_KINDS).index(each) if each in _KINDS else len(_KINDS)):
        return _KINDS.get(concept, "name")
    longer = said.length / known.length
    return "" if fitted.shortest <= longer <= fitted.longest else "not_found"
