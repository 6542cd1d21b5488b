"""Which schemes an answer tells, the most fitting first, and which it names as what does not fit."""

from collections.abc import Iterable

from assistant.careers.people.circumstances import Circumstances
from assistant.careers.schemes.eligibility import ORDER, Eligibility
from assistant.careers.schemes.subjects import FREE, LOANS, NIHR, ONE_OF
from assistant.knowledge.conditions import Condition

MOST = 5
_OF_FEW = {"care_leaver", "ehc_plan", "child_under_15", "child_sen_under_17", "student", "years_registered", "other"}
_ONLY_IF_ASKED = {
    *NIHR,
    "acp-london-supervision",
    "acp-primary-care-grant",
    "apprenticeship-level-7",
    "toc-returner-refund",
    "student-loan-second-degree",
    "lifelong-learning-entitlement",
    "international-test-costs",
    "international-visa-costs",
}
_CARE = ("ldss", "asf-low-pay")
_UNREGISTERED = ("apprenticeship-levy", "asf-low-pay")


def of_subject(about: list[Eligibility]) -> list[Eligibility]:
    """What is asked for by name, in its order: one or two whatever they say, of more those that fit, may fit or have ended."""
    if len(about) <= 2:
        return about
    ranked = sorted(about, key=lambda each: (ORDER.index(each.fit), each.scheme.confidence == "unverified"))
    return [each for each in ranked if each.fit != "not_met"][:MOST] or about[:2]


def likely(every: Iterable[Eligibility], of: Circumstances) -> list[Eligibility]:
    """Whatever fits or may fit somebody who names nothing, without what only those want who ask for it; one of each kind."""
    left_out = {*_ONLY_IF_ASKED, *ONE_OF} - {_apprenticeship(of)}
    if of.get("registration") not in {None, "none"}:
        left_out |= {*FREE, "asf-english-maths", "advanced-learner-loan"}  # who is on a register has passed these levels
    known = (each for each in every if each.fit in {"met", "unknown"} and each.scheme.id not in left_out)
    own = (each for each in known if each.scheme.to != "employer" or of.get("staff_group") == "manager")
    return sorted((each for each in own if not _needs_to_be_said(each)), key=_rank)


def unfit(every: Iterable[Eligibility]) -> list[Eligibility]:
    """What somebody might have hoped for and does not get: what fails in one thing, before what has ended."""
    failed = [each for each in every if each.fit == "not_met" or (each.fit == "expired" and not each.standing_as("not_met"))]
    known = [each for each in failed if each.scheme.to != "employer" and each.scheme.confidence == "verified"]
    hoped = [each for each in known if each.scheme.id not in _ONLY_IF_ASKED]
    return sorted(hoped, key=lambda each: (each.fit == "expired", len(each.standing_as("not_met")), _for_few(each)))


def instead(every: Iterable[Eligibility], of: Circumstances) -> list[Eligibility]:
    """What people without registration may ask about where the scheme that they ask for is not for them."""
    group, sector = of.get("staff_group"), of.get("sector")
    in_care = group == "care_staff" or (sector == "social_care" and group != "nurse")
    wanted = _CARE if in_care else _UNREGISTERED if of.get("registration") == "none" else ()
    by_id = {each.scheme.id: each for each in every}
    return [by_id[key] for key in wanted if key in by_id and not by_id[key].standing_as("not_met")]


def _apprenticeship(of: Circumstances) -> str:
    """Of the ways in which apprenticeships are paid, the usual one where somebody works."""
    held, sector = of.get("employer_type"), of.get("sector")
    is_small = isinstance(held, frozenset) and "small_employer" in held
    return ONE_OF[1] if is_small or sector in {"social_care", "general_practice", "voluntary"} else ONE_OF[0]


def _rank(each: Eligibility) -> tuple[int, bool, bool, bool, bool, bool, int]:
    """Fitting before not, confirmed before not, what is for few and loans after the rest, then by how little is open."""
    closed = len([one for one in each.standing_as("met") if one.condition.about != "nation"])
    return (
        ORDER.index(each.fit),
        each.scheme.confidence == "unverified",
        each.scheme.to == "employer",
        _for_few(each),
        each.scheme.id in LOANS,
        each.scheme.id not in FREE,
        len(each.standing_as("unknown")) - closed,
    )


def _needs_to_be_said(each: Eligibility) -> bool:
    """Whether it is only for people who would say so of themselves, such as care leavers, students or returners."""
    return any(_is_for_few(one.condition) and one.condition.about != "other" for one in each.standing_as("unknown"))


def _for_few(each: Eligibility) -> bool:
    return any(_is_for_few(one.condition) for one in each.standing_as("unknown"))


def _is_for_few(condition: Condition) -> bool:
    """Whether it fails for most people, so that it is not told to somebody who has said nothing of the kind."""
    lapsed = bool(condition.among) and all(each.startswith("lapsed") for each in condition.among)
    one_course = condition.about == "course" and len(condition.among) == 1
    composed = bool(condition.any or condition.all)  # whose own subject is not given
    return (condition.about in _OF_FEW and not composed) or lapsed or one_course
