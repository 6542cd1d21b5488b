"""What a question asks of the pathway planner: where from, where to, what against what, and what matters to the asker."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.careers.roles.names import Mention, RoleNames, RolesFound
from assistant.careers.routes.telling import PathwayAsked

_ARROW = "→"
_ARTICLE = r"(?:(?:an?|the|being|band|my)\s+)*"
_TARGET = re.compile(rf"(?:\bto|\binto|\bbe|\bbecom\w*|\btowards?|\bqualify\w* as|\btrain\w* as|\bways? in(?:to)?)\s+{_ARTICLE}$")
_TAKEN_UP = re.compile(r"(?:do|study)\b")  # how names of what is taken up begin
_ORIGIN = re.compile(rf"(?:\bfrom|\bi'?m|\bi am|\bim|\bbeen|\bwork\w* as|\bcurrently|\bas|\bnow)\s+{_ARTICLE}$")
_AGAINST = re.compile(r"\bor\b|\bvs\b|\bversus\b|\binstead of\b|\brather than\b|\bcompared?\b")
_COMPARES = re.compile(r"\bcompare\b|\bdifference between\b|\bside by side\b|\bwhich is (?:better|quicker|shorter)\b")
_WANTS_A_ROLE = re.compile(r"(?:\bbecome|\bbecoming|\bto be)\s+(.+)$")
_LIMITS = {
    "hours": re.compile(r"\bpart[ -]?time\b|\b\d+ ?(?:hours|hrs|h)\b|\b(?:fewer|less|my) hours\b"),
    "nights": re.compile(r"\bnights?\b|\bnight shifts?\b"),
    "caring": re.compile(
        r"\bkids?\b|\bchild(?:ren|care)?\b|\bcaring for\b|\bcare for my\b|\bsingle (?:mum|dad|parent)\b|\bschool run\b"
    ),
    "travel": re.compile(r"\btravel\w*\b|\bcommut\w+\b|\bcan'?t drive\b|\bno car\b|\bbus\b"),
}
_PREFERS = {
    "university": re.compile(r"\b(?:at|by|through|go to|full[ -]time) (?:a )?(?:full[ -]time )?uni(?:versity)?\b"),
    "apprenticeship": re.compile(
        r"\b(?:by|through|as|with|do|doing) (?:an? )?(?:degree )?apprenti\w+\b|\bwhile (?:i )?(?:am )?(?:work|earn)\w*\b|"
        r"\b(?:keep|cant stop|can't stop|without stopping) (?:working|earning)\b"
    ),
}


def asked_in(names: RoleNames, text: str, own: str = "") -> PathwayAsked:
    """What a text asks; `own` is the asker's role as it is known from elsewhere ("" where it is not)."""
    plain = text.lower().replace("’", "'")
    found = names.find(plain)
    if _ARROW in plain:
        asked, lost = _both_ends(names, plain)
    else:
        asked = _roles_asked(plain, _once_each(found.mentions), own)
        lost = _unnamed_goal(names, plain, asked)
    return replace(
        asked,
        limits=frozenset(limit for limit, pattern in _LIMITS.items() if pattern.search(plain)),
        prefers=next((way for way, pattern in _PREFERS.items() if pattern.search(plain)), ""),
        no_such_role=lost is not None,
        nearest=lost.nearest if lost is not None else (),
        no_bands=found.no_bands,
    )


def goal_in(names: RoleNames, text: str) -> PathwayAsked | None:
    """What a text asks that names what somebody wants to become; None where it names none."""
    asked = asked_in(names, text)
    return asked if asked.target and not asked.second else None


def _both_ends(names: RoleNames, text: str) -> tuple[PathwayAsked, RolesFound | None]:
    """What stands before and after an arrow, and what of it names no role: "hca → astronaut"."""
    sides = [names.find(side) for side in text.split(_ARROW, maxsplit=1)]
    roles = [main_role(side) for side in sides]
    lost = next((side for side, role in zip(sides, roles, strict=True) if not role), None)
    return PathwayAsked(roles[0], roles[1]), lost


def main_role(found: RolesFound) -> str:
    """The role that is meant where one was asked for, or "": one beside a band before others, and the longest name before shorter ones."""
    weights = [(bool(each.band), each.exact, each.end - each.start) for each in found.mentions]
    return found.mentions[weights.index(max(weights))].role if weights else ""


def _once_each(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions less those of a role that was named before."""
    return list({mention.role: mention for mention in reversed(mentions)}.values())[::-1]


def _roles_asked(text: str, mentions: Sequence[Mention], own: str) -> PathwayAsked:
    if not mentions:
        return PathwayAsked(own)
    if len(mentions) == 1:
        role = mentions[0].role
        return PathwayAsked(own if own != role else "", role) if _is_goal(text, mentions[0]) else PathwayAsked(role)
    first, second, *more = mentions
    if more and _AGAINST.search(text[second.end : more[0].start]):
        return PathwayAsked(first.role, second.role, more[0].role)
    if _COMPARES.search(text) or (_AGAINST.search(text[first.end : second.start]) and not _ORIGIN.search(text[: first.start])):
        return PathwayAsked(own, first.role, second.role)
    backwards = _is_goal(text, first) and not _is_goal(text, second)
    return PathwayAsked(second.role, first.role) if backwards else PathwayAsked(first.role, second.role)


def _is_goal(text: str, mention: Mention) -> bool:
    """Whether a role is named as what somebody wants: "to be a nurse", "do nursing"."""
    return bool(_TARGET.search(text[: mention.start]) or _TAKEN_UP.match(text, mention.start))


def _unnamed_goal(names: RoleNames, text: str, asked: PathwayAsked) -> RolesFound | None:
    """What is found of a goal that was typed and names no role: "I want to become a vet"."""
    goal = _WANTS_A_ROLE.search(text)
    if goal is None or asked.target:
        return None
    found = names.find(goal[1])
    return None if found.mentions else found
