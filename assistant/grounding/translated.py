"""Whether a sentence in another language says what one sentence of its English quotes says: all that binds it, and no more."""

import re
from collections.abc import Callable, Sequence

from assistant.grounding.measured_languages import MeasuredLanguage
from assistant.grounding.rows import Unit, units
from assistant.grounding.texts import clean
from assistant.grounding.tongues import Bound, bound, unlisted_people
from assistant.grounding.verdict import Reason, Verdict, verdict

Similar = Callable[[str, str], float]
"""Gives the cosine of two texts; may raise ModelUnavailable."""

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
_REFUSED = 0.1


def check_translated(language: str, sentence: str, quotes: Sequence[str], fitted: MeasuredLanguage, similar: Similar) -> Verdict:
    """The verdict on one sentence in another language against English quotes.

    Raises:
        ModelUnavailable: the embedding model did not answer.
    """
    said = clean(_JOINERS.sub("", sentence), _LONGEST + 1).strip()
    if not said or len(said) > _LONGEST or _ADDRESS.search(said) or _QUESTION.search(said):
        return verdict(0.0, "not_found")
    own = bound(language, said)
    reasons: list[Reason] = []
    for unit in _carried(quotes, said):
        reason = _unlike(own, bound("en", unit.text), quotes, fitted)
        if not reason and similar(said, unit.text) >= fitted.floor:
            return verdict(min(1.0, 0.5 + similar(said, unit.text) - fitted.floor), "")
        reasons.append(reason or "not_found")
    return verdict(_REFUSED, reasons[0]) if len(set(reasons)) == 1 else verdict(0.0, "not_found")


def _carried(quotes: Sequence[str], said: str) -> list[Unit]:
    """The sentences of the quotes that can be told in another language: no headings, no rows, nothing that refers back.

    Of people whom the lists do not know it can only tell in the English word.
    """
    known = units([clean(quote, len(quote)) for quote in quotes])
    plain = [unit for unit in known if not unit.heading and not unit.cells]
    kept = [unit for unit in plain if not _NOT_CARRIED.search(unit.text) and not _REFERS_BACK.match(unit.text)]
    return [unit for unit in kept if all(word in said.lower() for word in unlisted_people(unit.text))]


def _unlike(said: Bound, known: Bound, quotes: Sequence[str], fitted: MeasuredLanguage) -> Reason:
    """Why a sentence cannot be a translation of another; empty where nothing speaks against it."""
    if said.numbers != known.numbers or said.months != known.months or said.marks != known.marks:
        return "number"
    if known.short - said.short or any(name not in quote for name in said.short for quote in [" ".join(quotes)]):
        return "name"
    apart = {*(said.concepts - known.concepts), *(known.concepts - said.concepts - _MAY_BE_SILENT)}
    for concept in sorted(apart, key=lambda each: list(_KINDS).index(each) if each in _KINDS else len(_KINDS)):
        return _KINDS.get(concept, "name")
    longer = said.length / known.length
    return "" if fitted.shortest <= longer <= fitted.longest else "not_found"
