"""The words by which somebody goes on from what was said before, or points back to it."""

import re

from assistant.following.subjects import has_subject

_POLITE = r"(?:ok(?:ay)?|right|great|thanks|thank you|thx|ta|cheers|sorry|cool|good|so|well|now|and|but)"
_OPENS = re.compile(r"^(?:and|n|so|but|or|what about|how about|ok and)\b", re.IGNORECASE)
_OPENING = re.compile(
    rf"^(?:{_POLITE}[\s,.!]+)*?(?:(?:and|n|so|but|or)\s+)?(?:(?:what|how) about\s+)?"
    r"(?:for\s+(?!how|what|who)|if\s+(?:its?|it is)\s+for\s+)?",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|that|those|these|this one|there|he|she|the same|one|ones|the (?:first|second|third|other|last)"
    r"|\d(?:st|nd|rd|th) one|also|too|as well|instead|again|tho|though|for (?:longer|less|more))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|that|those|these|this one|he|she|the same one|ones?)\b", re.IGNORECASE)
_THE_THING = re.compile(
    r"\bthe (?:\w+ )?(?:course|training|programme|program|apprenticeship|fees?|exam|test|forms?|job|pay|money|grant"
    r"|round|scheme|placement|visa|places?|score|qualification|interview|deadline)\b(?! (?:of|for|in|on|to|that|at|from|with|as)\b)",
    re.IGNORECASE,
)
_TWO_QUESTIONS = re.compile(
    r"^(?:what|who|how|where|when|which)\b.+ and (?:what|who|how|where|when|which|is|are|do|does|can)\b", re.IGNORECASE
)
_QUESTION_WORD = re.compile(
    r"\?|\b(?:what|whats|wat|how|hows|who|whos|when|where|wheres|why|which|is there|are there|can i|can we|do i|do we|does"
    r"|should i|tell me|need|want|explain|compare|list|difference)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\b(?:which one|no one|some ?one|any ?one|one of|(?:\d\w\w|first|second|third|other|last|each) ones?)\b", re.IGNORECASE
)
_ASKS_ANEW = re.compile(r"^(?:what|how|who|when|where|why|which|is|are|do|does|can|could|will|should)\b", re.IGNORECASE)
_SHORT = 4  # words: "how much?", "who for?" say nothing alone
_STATEMENT = 9  # words: a longer statement says enough alone


def opens(text: str) -> bool:
    """Whether a question opens as one that goes on: "and ...", "what about ..."."""
    return bool(_OPENS.search(text.strip()))


def points_back(text: str) -> bool:
    """Whether a question points to what came before, or says too little alone; "it" may be what it names itself."""
    points = bool(_POINTS_BACK.search(text)) and not _TWO_QUESTIONS.search(text)
    short = len(text.split()) <= _SHORT and not (asks_anew(text) and has_subject(text))
    return points or bool(_THE_THING.search(text)) or short or not has_subject(text) or adds_a_fact(text)


def adds_a_fact(text: str) -> bool:
    """Whether a short message states something and asks nothing: "I am a care worker"."""
    return len(text.split()) <= _STATEMENT and not _QUESTION_WORD.search(text) and not asks_anew(text)


def without_opening(text: str) -> str:
    """The question without "and", "what about" and the like before it."""
    text = text.strip()
    return _OPENING.sub("", text, count=1).strip() or text


def asks_anew(text: str) -> bool:
    """Whether words open as a question of their own."""
    return bool(_ASKS_ANEW.search(text))


def pointer(text: str) -> re.Match[str] | None:
    """The first word that stands for something said before, if there is one."""
    skipped = [found.span() for found in _PLACEHOLDER.finditer(text)]
    return next(
        (found for found in _PRONOUN.finditer(text) if not any(start <= found.start() < end for start, end in skipped)), None
    )
