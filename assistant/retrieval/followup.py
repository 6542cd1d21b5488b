"""Follow-up questions: "and how long is it?" read together with what came before, without a model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Turn

_OPENS = re.compile(r"^(?:and|n|so|but|what about|how about|ok and)\b", re.I)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|that|those|these|this one|there|he|she|the same|one|ones|the (?:first|second|third|other|last)"
    r"|\d(?:st|nd|rd|th) one)\b",
    re.I,
)
_NEW_TOPIC = re.compile(
    r"\b(?:new q|new question|diff|different|diffrent|something else|another (?:thing|question|topic)"
    r"|change (?:of )?(?:topic|subject))\b",
    re.I,
)
_SHORT = 4  # words: "how much?", "who for?" say nothing alone
_CAP = 600  # characters of an earlier answer that are read


@dataclass(frozen=True, slots=True)
class Continued:
    """A question read with the last exchange before it; `plainly` where its own words show that it goes on from there.

    `told` is the last answer.
    """

    text: str
    plainly: bool
    told: str = ""


def continued(question: str, history: Sequence[Turn], names_document: bool) -> Continued | None:
    """The question with the last exchange before it, or None where it stands alone.

    It stands alone when there is no history, when it says so ("new question: ..."), or when it names a document of its own and
    does not open with "and" or the like. It plainly goes on when it points back or is too short to be understood.
    """
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or _NEW_TOPIC.search(question):
        return None
    opens = bool(_OPENS.search(question.strip()))
    if names_document and not opens:
        return None
    points = bool(_POINTS_BACK.search(question)) or len(question.split()) <= _SHORT
    answered = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    return Continued(" ".join(part for part in (asked[-1], answered[:_CAP], question) if part), opens or points, answered[:_CAP])
