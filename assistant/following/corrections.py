"""What a message corrects in the question before: "sorry, I meant band 5", "not nurses, midwives"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.following.cues import asks_anew
from assistant.following.likeness import swapped
from assistant.following.wordings import any_of

_SURE = (
    r"^{sorry}{meant}(?: to (?:say|ask|type))?\s*[,:]?\s*(?P<right>.+?)(?:[,\s]+not\s+(?P<wrong>.+))?$",
    r"^{sorry}not\s+(?P<wrong>[^,.;]+?)(?:\s*[,.;-]\s*(?:but\s+)?|\s+but\s+)(?P<right>.+)$",
    r"^{sorry}(?P<right>[^,?]+?),? i mean(?:t)?(?P<wrong>)$",
    r"^\*+\s*(?P<right>[^*?]+)(?P<wrong>)$",
    r"^(?:wait[\s,]+no|no[\s,]+wait|no[\s,]+sorry|sorry[\s,]+no)[\s,.!:-]+(?P<right>(?:\S+ ?)(?:\S+ ?)?(?:\S+ ?)?(?:\S+)?)(?P<wrong>)$",
    r"^(?:make that|rather)[\s,:]+(?P<right>.+)(?P<wrong>)$",
    r"^(?:no[\s,.!-]+no|typo|w?h?oops|wrong one|my mistake|my bad)[\s,.!:-]+(?P<right>.+?)(?P<wrong>)$",
    r"^(?:no|nope|nah)[\s,.!:-]+(?P<right>(?:the|for) [^?]+?)(?P<wrong>)$",
)
_PERHAPS = (  # only where what is said to be wrong stands in the question
    r"^i(?:'m| am|m) not (?:an? )?(?P<wrong>[^,.;]+?)[\s,.;-]+(?:but )?i(?:'m| am|m) (?:an? )?(?P<right>.+)$",
    r"^{sorry}(?P<right>[^,?]+?),? not (?:the |an? )?(?P<wrong>[^,?]+)$",
)
_NARROWS = re.compile(r"\basking about\b", re.IGNORECASE)
_THAT = re.compile(r"^(?:that(?: one)?|this|it)$", re.IGNORECASE)
_LONGEST = 120  # characters: a longer message is a question of its own


@dataclass(frozen=True, slots=True)
class Correction:
    """What was meant, and what it stands in place of, "" where that is not said; `narrows` where the rest was meant as well."""

    right: str
    wrong: str
    narrows: bool = False


def correction(text: str, question: str) -> Correction | None:
    """What a message corrects in the question before; None where it corrects nothing."""
    said = text.strip().rstrip("?!. ")
    return next(_found(said, question), None) if len(said) <= _LONGEST else None


def _found(said: str, question: str) -> Iterator[Correction]:
    for form, is_sure in _forms():
        found = form.fullmatch(said)
        if found is None or asks_anew(found["right"]):
            continue
        wrong = (found["wrong"] or "").strip()
        if is_sure or swapped(question, wrong, "") is not None:
            right = found["right"].strip(" ,")
            yield Correction(right, "" if _THAT.fullmatch(wrong) else wrong, bool(_NARROWS.search(said)))


@cache
def _forms() -> tuple[tuple[re.Pattern[str], bool], ...]:
    filled = {"{sorry}": rf"(?:{any_of('sorry')}[\s,.!:-]+)*", "{meant}": any_of("meant")}
    forms: list[tuple[re.Pattern[str], bool]] = []
    for form in (*_SURE, *_PERHAPS):
        pattern = form
        for name, wording in filled.items():
            pattern = pattern.replace(name, wording)
        forms.append((re.compile(pattern, re.IGNORECASE), form in _SURE))
    return tuple(forms)
