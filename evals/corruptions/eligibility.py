"""Who may: the people, places and conditions that a sentence speaks of, swapped for others."""

import re
from collections.abc import Iterator, Sequence

from evals.corruptions.lexicon import lexicon
from evals.corruptions.swaps import Swap, replaced

_RULES: tuple[tuple[str, str], ...] = (
    # who
    (r"\ba registered\b", "an unregistered"),
    (r"(?<!\ba )\bregistered (?=(?:nurses?|managers?|AHPs?|colleague|job|adult|professional)\b)", "unregistered "),
    (r"\bRegistered (?=(?:nurses?|managers?|AHPs?)\b)", "Unregistered "),
    (r"\btrained abroad\b", "trained in the UK"),
    (r"\bfrom abroad\b", "from the UK"),
    (r"\boverseas doctors\b", "UK doctors"),
    (r"\binternational (?=(?:nurses|staff|recruits)\b)", "UK-trained "),
    (r"\blive in the UK\b", "live abroad"),
    (r"\bnew (?=(?:nurses?|starters?|social workers|pharmacists|paramedics|care staff|level 7)\b)", "experienced "),
    (r"\bsmaller employers\b", "larger employers"),
    (r"\bLarge employers\b", "Small employers"),
    (r"\b([Dd])egree students\b", r"\1iploma students"),
    (r"\ball staff\b", "registered staff alone"),
    (r"\bAll staff\b", "Registered staff alone"),
    (r"\bAnyone\b", "Managers alone"),
    (r"\bEveryone\b", "No one"),
    (r"\bFor new nurses\b", "For retired nurses"),
    (r"\bThe employer, not the worker\b", "The worker, not the employer"),
    (r"\bThe employer and public funds pay the fee, not the apprentice\b", "The apprentice pays the fee, not the employer"),
    (r"\byour employer must\b", "you must"),
    # conditions
    (r"\bmust not\b", "may"),
    (r"\bmust(?! not)\b", "need not"),
    (r"\bcannot\b", "can"),
    (
        r"\bcan (?=(?:apply|claim|ask|get|borrow|take|train|start|join|register|study|prescribe|use|work|sit|top|open|be sponsored)\b)",
        "cannot ",
    ),
    (r"\bCan be sponsored\b", "Cannot be sponsored"),
    (r"\b([Yy]ou) (also |usually )?need\b", r"\1 do not \2need"),
    (r"\bdo not have to\b", "have to"),
    (r"\bneed not\b", "must"),
    (r"\bif (you|they|we) (have|meet|get|take|borrow|sat|want|leave)\b", r"even if \1 do not \2"),
    (r"\bIf you (have|take|borrow)\b", r"If you do not \1"),
    (r"\bif the employer agrees\b", "even if the employer does not agree"),
    (r"\bunless the employer asks for it\b", "even if the employer asks for it"),
    (r"\bonly if\b", "even if"),
    (r"\bonly for\b", "not only for"),
    (r"\bwith few exceptions\b", "with many exceptions"),
    (r"\b([Ww])ithout (?=(?:a )?GCSE)", r"\1ith "),
    (r"\blow pay or out of work\b", "high pay and in work"),
    (r"\beven for a second degree\b", "but not for a second degree"),
    (r"\b(?:are|were) (?:left out|not included)\b", "are included"),
    (r"\bwith no (?=(?:fee|credit check)\b)", "with a "),
    (r"\bunder (?=\d\d\b)", "over "),
    (r"\b(?<=\d )or over\b", "or under"),
    (r"\b(?<=\d )and over\b", "and under"),
    (r"\b([Oo])r more\b", r"\1r less"),
    (r"\bor above\b", "or below"),
    (r"\bat least\b", "at most"),
    (r"\bAt least\b", "At most"),
    (r"\bat most\b", "at least"),
    (r"\bAt most\b", "At least"),
    (r"\bmore than (?=\d)", "fewer than "),
    (r"\bLess than (?=\d)", "More than "),
    (r"\bup to (?=(?:£|half|\d+%))", "at least "),
    (r"\bUp to (?=£)", "At least "),
    (r"\bbefore (?=you (?:pay|book|plan|rely|travel)|January|the number|February)", "after "),
    (r"\bafter (?=(?:passing|promotion|the STP|a PhD|the MPharm|the course)\b)", "before "),
    (r"\bfull time\b", "part time"),
    (r"\bfull-time\b", "part-time"),
    (r"\b(?:a paid job|paid work)\b", "unpaid work"),
    (r"\bdo not pay\b", "pay"),
    (r"\bDoes not pay\b", "Pays"),
    (r"\bfree\b(?= (?:for|courses|on)|,|\.|$)", "not free"),
    (r"\bin the first year\b", "after the first year"),
    (r"\bon the job\b", "away from the job"),
    (r"\bNot covered\b", "Covered"),
    (r"\bCovered:|(?<=Point: )Covered\b", "Not covered"),
    (r"\bNot counted\b", "Counted"),
    (r"\bnot counted\b", "counted"),
)
_COMPILED = tuple((re.compile(pattern), new) for pattern, new in _RULES)


def swaps(sentence: str, said: Sequence[str]) -> Iterator[Swap]:
    """Each group of people swapped for another, and each condition for its opposite."""
    for pattern, new in _COMPILED:
        found = pattern.search(sentence)
        if found:
            yield replaced(sentence, found, found.expand(new) if found.groups() else new, said)
    yield from lexicon("people").swaps(sentence, said)
