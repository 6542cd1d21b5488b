"""Follow-up questions: "and how long is it?" read together with what came before, without a model."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.following import cues, stand_alone
from assistant.following.topics import leaves_the_topic
from assistant.types import Turn

_CAP = 600  # characters of an earlier answer that are read
_MANY_THINGS = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Continued:
    """A question read with the last exchange before it; `plainly` where its own words show that it goes on from there.

    `told` is the last answer.
    """

    text: str
    plainly: bool
    told: str = ""


def continued(question: str, history: Sequence[Turn], names_document: bool) -> Continued | None:
    """The question with what it goes on from, or None where it stands alone.

    It stands alone when there is no history, when it says so ("new question: ..."), or when it names a document of its own and
    does not open with "and" or the like. Where it plainly goes on, it is written out; else the last question is put before it.
    """
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or leaves_the_topic(question) or (names_document and not cues.opens(question)):
        return None
    followed = stand_alone(question, history)
    told = _told(next((turn.content for turn in reversed(history) if turn.role == "assistant"), ""))
    parts = (followed.alone, told) if followed.plainly else (asked[-1], told, question)
    return Continued(" ".join(filter(None, parts)), followed.plainly, told)


def _told(answer: str) -> str:
    """What of an earlier answer helps to find what is meant: nothing of one so long that it tells of many things."""
    return answer[:_CAP] if len(answer) <= _MANY_THINGS else ""
