"""The verdict on a scheme in plain words for one person: "Not for care staff:", and why in a word: "age"."""

from collections.abc import Mapping

from assistant.careers.ageing import NOT_CONFIRMED
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.schemes.eligibility import Eligibility, Fit, Judged, leaves
from assistant.knowledge.conditions import About, Condition

LEADS: Mapping[Fit, str] = {
    "met": "Fits what you told us:",
    "unknown": "May fit:",
    "not_met": "Does not fit:",
    "expired": "Ended, or not confirmed since:",
}
_IF_ENGLAND = {"met": "Fits if you work in England:", "unknown": "May fit, if you work in England:"}
_PEOPLE: Mapping[About, Mapping[str, str]] = {
    "staff_group": {
        "admin": "office staff",
        "ahp": "allied health professionals",
        "care_staff": "care staff",
        "doctor": "doctors",
        "healthcare_science": "healthcare scientists",
        "manager": "managers",
        "midwife": "midwives",
        "nurse": "nurses",
        "nursing_associate": "nursing associates",
        "pharmacy": "pharmacy staff",
        "social_worker": "social workers",
        "student": "students",
        "support": "support workers",
    },
    "sector": {
        "general_practice": "GP practices",
        "independent": "private employers",
        "nhs": "NHS staff",
        "social_care": "social care",
        "voluntary": "charities",
    },
    "registration": {
        "none": "people who are not registered",
        "nmc": "people on the NMC register",
        "hcpc": "people on the HCPC register",
    },
    "student": {"yes": "university students", "no": "people who are not students"},
    "employed": {"yes": "people in work", "no": "people out of work"},
}
_THINGS: Mapping[About, str] = {
    "age": "your age",
    "apprenticeship_level": "that level",
    "course": "that course",
    "earnings": "your pay",
    "employer_type": "your employer",
    "qualification": "the qualifications that you told us",
    "start_date": "that start date",
}
_WORDS: Mapping[About, str] = {
    "apprenticeship_level": "level",
    "course": "course",
    "earnings": "pay",
    "employer_type": "employer",
    "nation": "England only",
    "registration": "registration",
    "sector": "workplace",
    "staff_group": "job",
    "start_date": "start date",
    "student": "for students",
    "years_registered": "years registered",
}


def verdict(each: Eligibility, of: Circumstances) -> str:
    """How a scheme stands for somebody, before the sentence that decides it."""
    failed = next(iter(each.standing_as("not_met")), None)
    if failed is not None:
        who = _whom(failed, of)
        return f"Ended or not confirmed, and not for {who}:" if each.fit == "expired" else f"Not for {who}:"
    if each.scheme.confidence == "unverified":
        return NOT_CONFIRMED
    if each.fit == "unknown" and rests_on_others(each):
        return "It depends:"
    if each.fit == "unknown" and each.nation_is_open:
        return _IF_ENGLAND["unknown" if each.standing_as("unknown") else "met"]
    return LEADS[each.fit]


def rests_on_others(each: Eligibility) -> bool:
    """Whether nothing but what others decide is asked, such as what an employer has promised."""
    return all(one.condition.about == "other" and not (one.condition.any or one.condition.all) for one in each.conditions)


def why_not(each: Eligibility) -> str:
    """Why a scheme does not fit, in a word or two."""
    if each.fit == "expired":
        return "ended or not confirmed"
    failed = next(iter(each.standing_as("not_met")), None)
    about = _about(failed.condition) if failed else "other"
    return _WORDS.get(about, about.replace("_", " "))


def question(one: Judged) -> str:
    """What has to be known, as a question; a condition of several parts is decided by the first that is open."""
    ask = one.condition.ask or next((each.ask for each in one.deciding if each.ask), None)
    return f"Need to know: {ask}" if ask else "Need to know:"


def _whom(failed: Judged, of: Circumstances) -> str:
    about = _about(failed.condition)
    value = of.get(about)
    if about == "nation" and isinstance(value, str):
        return value
    return _PEOPLE.get(about, {}).get(str(value)) or _THINGS.get(about, "you, by what you told us")


def _about(condition: Condition) -> About:
    return next(leaves(condition)).about
