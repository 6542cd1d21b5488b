"""Answers to tap for what is not known: sentences that a reader of circumstances understands when they come back."""

from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.knowledge.conditions import About, Condition
from assistant.types import Choice

TAPS: Mapping[About, tuple[str, ...]] = {
    "sector": ("I work in the NHS", "I work in a GP practice", "I work in social care"),
    "employer_type": ("My employer pays the levy", "My employer does not pay the levy"),
    "student": ("I am a university student", "I am not a student"),
    "staff_group": ("I am a nurse", "I am an AHP", "I am a care worker", "I am a support worker"),
    "registration": ("I am registered with the NMC", "I am registered with the HCPC", "I am not registered"),
    "age": ("I am 16 to 18", "I am 19 to 21", "I am 22 to 24", "I am 25 or older"),
    "apprenticeship_level": (
        "It is a level 3 apprenticeship",
        "It is a level 5 apprenticeship",
        "It is a level 6 apprenticeship",
        "It is a level 7 apprenticeship",
    ),
    "employed": ("I am in work", "I am out of work"),
    "earnings": ("I earn less than £25,750 a year", "I earn £25,750 to £26,799 a year", "I earn £26,800 or more a year"),
    "residence": ("I can get student finance", "I cannot get student finance"),
    "start_date": ("It has not started yet", "It started before January 2026"),
    "care_leaver": ("I am a care leaver", "I am not a care leaver"),
    "ehc_plan": ("I have an EHC plan", "I do not have an EHC plan"),
    "child_under_15": ("I have a child under 15", "I have no children"),
    "mayoral_area": ("A mayor runs skills funding where I live", "My area has no mayor"),
    "nation": ("I work in England", "I work in Scotland", "I work in Wales", "I work in Northern Ireland"),
}
WANTED: Mapping[About, Mapping[str, tuple[str, ...]]] = {
    "qualification": {
        "gcse-maths": ("I have GCSE English and maths", "I have no maths GCSE", "I have no English GCSE"),
        "level-3": ("I have a full level 3", "I do not have a level 3"),
        "degree": ("I have a degree", "I do not have a degree"),
    },
    "registration": {
        "swe": ("I am registered with Social Work England", "I am not registered"),
        "lapsed_nmc": ("My NMC registration has lapsed", "My HCPC registration has lapsed", "I am registered with the NMC"),
    },
    "course": {
        "return-to-practice": ("I plan a return to practice course", "I plan a nursing degree"),
        "nursing": ("I study nursing", "I study midwifery", "I study physiotherapy", "I am on a paramedic degree"),
        "social-work": ("I study social work", "I study nursing"),
        "medicine": ("I study medicine", "I study dentistry"),
        "esol": ("I plan an ESOL course", "I plan a level 2 course"),
        "level-3": ("I plan an access to HE course", "I plan a level 2 course", "I plan a level 3 course"),
    },
}
"""What can be said depends on what a condition asks for: here by the first of its slugs that is found."""


ALL = frozenset(
    tap.lower()
    for answers in (*TAPS.values(), *(each for wanted in WANTED.values() for each in wanted.values()))
    for tap in answers
)
"""Every tap, in small letters."""


def taps_for(deciding: Iterable[Condition]) -> tuple[Choice, ...]:
    """The answers for what the most of these conditions wait for; the nation comes last, as the answer says it already."""
    asked = list(deciding)
    counts = Counter(each.about for each in asked if each.about in {*TAPS, *WANTED})
    if not counts:
        return ()
    about = max(counts, key=lambda each: (each != "nation", counts[each]))
    slugs = [slug for each in asked if each.about == about for slug in each.among or each.none_of]
    wanted = WANTED.get(about, {})
    answers = next((wanted[each] for each in slugs if each in wanted), TAPS.get(about, ()))
    return tuple(Choice(each, each) for each in answers)
