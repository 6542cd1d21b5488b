"""What a question is about: its words without those that only ask."""

import re

from assistant.words import tokens

_OWN = 3  # words: so many that say what a question is about, and were not said before, make a subject of its own
_GENERIC = frozenset(
    tokens(
        """manager employer boss money time work job year month week day hour first last more less other person people way part place use
        help start apply ask find go come say try attempt grade requirement make kind sort number amount change different quick soon late early good best chance"""
    )
)
_ASKING = frozenset(
    """how long much many often old soon what whats what's which who whos who's whom when where wheres why is isnt are was were be does do
    did done can cant could cud will wud would should shall may might must has have had i im i'm i'd id we you u ur my our me us a an the
    to for of on in at by with about from so please pls tell need want get got become join take takes took cost costs pay pays paid last
    lasts mean means there any some it if and or n ok hi hello that this these those they them it's its work works working claim free
    happened happens happening anything something everything anyone someone whatever bout abt doing whos wat wot wud
    now also""".split()
)
_SAYS_NOTHING = _GENERIC | _ASKING | frozenset(tokens(" ".join(_ASKING)))  # as words and as stems
_CLAUSE = re.compile(r"[,;.?!]\s+|\s+-\s+|\bbut\b")
_VERB = re.compile(
    r"\s+(?:get|gets|take|takes|took|cost|costs|last|lasts|means?|wants?|needs?|works?|pays?|paid|asks?|earns?|covers?|claim|say|says|"
    r"do|does|did|is|are|was|were|can|should|must|i|we|you|it|please|pls|have|has|hold|holds|revalidate|run|runs)\b.*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:\s+(?:for|on|in|to|of|at|by|with|about|from))+$", re.IGNORECASE)


def subject_of(question: str) -> str:
    """The thing that a question asks about, or the whole question where that cannot be told: "the OSCE" of "how much is the OSCE"."""
    clauses = [clause for clause in _CLAUSE.split(question.strip(" ?!.")) if clause.strip()]
    for clause in reversed(clauses):
        if found := _subject(clause):
            return found
    return question.strip(" ?!.")


def framed(question: str, subject: str) -> str:
    """The question about another subject."""
    old = subject_of(question)
    at = question.find(old)
    return f"{question[:at]}{subject}{question[at + len(old) :]}"


def has_subject(question: str) -> bool:
    """Whether a question says at all what it is about."""
    return bool(_own(question))


def has_own_subject(question: str, before: str) -> bool:
    """Whether a question says what it is about in words that were not said before."""
    own = _own(question)
    return len(own) >= _OWN and not own & set(tokens(before))


def _own(question: str) -> set[str]:
    return {stem for stem in tokens(question) if stem not in _SAYS_NOTHING}


def _subject(clause: str) -> str:
    words = clause.split()
    first = next((place for place, word in enumerate(words) if word.lower().strip(",'\"") not in _ASKING), None)
    if first is None:
        return ""
    while first > 0 and words[first - 1].lower() in {"the", "an", "a", "level"}:
        first -= 1
    kept = " ".join(words[first:])
    return _TRAILING.sub("", _VERB.sub("", kept)) or kept
