"""Whether a message only adds a fact or a tick: "I am 19 to 21", "done: take-cbt", "25". Such a message is short and says nothing else."""

import re
from datetime import date

from assistant.careers.people.description import described
from assistant.types import Profile

_MOST_WORDS = 12
_TICK_OR_NUMBER = re.compile(r"done:.*|\d{1,3}|band \d\w?|yes|no", re.IGNORECASE)
_SHIFTS = re.compile(
    r"(?:i|i'm|im|we) (?:only )?(?:work|do|am on) (?:\w+ ){0,3}(?:nights?|days?|shifts?|weekends?)\b.{0,20}", re.IGNORECASE
)
# A person who also says how they are is listened to first.
_FEELING = re.compile(
    r"\b(?:alone|lonely|sad|scared|afraid|cope|coping|cry\w*|hopeless|worthless|die|dying|dead|kill|suicid\w*|hurt\w*|hit\w*|harm\w*|"
    r"abus\w*|desperat\w*|depress\w*|anxi\w*|panic\w*|give up|giving up|end it|enough of|can'?t (?:go|take|do) (?:on|this|it)|"
    r"help me|unsafe|bull\w+)\b",
    re.IGNORECASE,
)


def only_adds_a_fact(text: str) -> bool:
    """Whether that is all that a message does."""
    said = text.strip().rstrip(".!").replace("’", "'")
    if "?" in said or len(said.split()) > _MOST_WORDS or _FEELING.search(said):
        return False
    if _TICK_OR_NUMBER.fullmatch(said) or _SHIFTS.fullmatch(said):
        return True
    return bool(described(Profile(), said, date.today()).circumstances.known)
