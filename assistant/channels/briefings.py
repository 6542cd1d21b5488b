"""A call for a briefing as the question that it is."""

import re
from uuid import uuid4

from assistant.types import Profile, Question

_OWN = re.compile(r"\b(?:my|own) (?:\w+ )?development plan\b", re.IGNORECASE)


def briefing_question(text: str, profile: Profile) -> Question:
    """The question for the briefing tool; it opens with what it is, so that it is repeated without the name of a person."""
    opening = "" if _OWN.search(text) else "Briefing: "
    return Question(opening + text, profile=profile, id=uuid4().hex, tool="briefing")
