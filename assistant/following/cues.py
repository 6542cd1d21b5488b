"""The words by which somebody goes on, points back, changes the topic or corrects what they asked."""

import re
from dataclasses import dataclass

from assistant.following.subjects import has_subject

_POLITE = r"(?:ok(?:ay)?|right|great|thanks|thank you|thx|ta|cheers|sorry|cool|good|so|well|now|and|but)"
_OPENS = re.compile(r"^(?:and|n|so|but|or|what about|how about|ok and)\b", re.IGNORECASE)
_OPENING = re.compile(
    rf"^(?:{_POLITE}[\s,.!]+)*?(?:(?:and|n|so|but|or)\s+)?(?:(?:what|how) about\s+)?(?:for\s+(?!how|what|who)|if\s+(?:its?|it is)\s+for\s+)?",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|that|those|these|this one|there|he|she|the same|one|ones|the (?:first|second|third|other|last)"
    r"|\d(?:st|nd|rd|th) one|also|too|as well|instead|again|tho|though|for (?:longer|less|more))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|that|those|these|this one|he|she|the same one|ones?)\b", re.IGNORECASE)
_THE_THING = re.compile(
    r"\bthe (?:\w+ )?(?:course|training|programme|program|apprenticeship|fees?|exam|test|forms?|job|pay|money|grant|round|scheme|placement|visa"
    r"|places?|score|qualification|interview|deadline)\b(?! (?:of|for|in|on|to|that|at|from|with|as)\b)",
    re.IGNORECASE,
)
_TWO_QUESTIONS = re.compile(
    r"^(?:what|who|how|where|when|which)\b.+ and (?:what|who|how|where|when|which|is|are|do|does|can)\b", re.IGNORECASE
)
_QUESTION_WORD = re.compile(
    r"\?|\b(?:what|whats|wat|how|hows|who|whos|when|where|wheres|why|which|is there|are there|can i|can we|do i|do we|does|should i|tell me|need|"
    r"want|explain|compare|list|difference)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\b(?:which one|no one|some ?one|any ?one|one of|(?:\d\w\w|first|second|third|other|last|each) ones?)\b", re.IGNORECASE
)
_NEW = (
    r"(?:(?:a |an |on a(?:n| )|for a )?(?:new|different|diff|diffrent|another|other|separate|unrelated|next) "
    r"(?:q|qu|question|thing|topic|subject|matter|note|one)|something (?:else|different|new)"
    r"|(?:change|changing|to change) (?:of |the )*(?:topic|subject)|moving on|on another note"
    r"|(?:forget|never ?mind|leave|drop) (?:that|it|about (?:that|it))|never ?mind|unrelated|off topic"
    r"|by the way|btw|anyway|anyways)"
)
_NEW_FIRST = re.compile(
    rf"^(?:{_POLITE}[\s,.!]+)*{_NEW}\b(?: now| then| please| pls| though| tho| but)*\s*[-–:,.!?]*\s*", re.IGNORECASE
)
_NEW_LAST = re.compile(rf"[,.!?-]\s*(?:{_POLITE}\s+)*(?:this is |its |it's )?{_NEW}\W*$", re.IGNORECASE)
_SORRY = r"(?:no|nope|nah|sorry|oops|whoops|ah|oh|er|um|typo|my mistake|my bad|wrong(?: one)?|actually|hang on|wait)"
_MEANT = r"(?:i (?:actually |really )?(?:meant|mean|said|was asking about|am asking about|wanted)|i'?m asking about|meant|mean)"
_CORRECTIONS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^(?:{_SORRY}[\s,.!:-]+)*{_MEANT}(?: to (?:say|ask|type))?\s*[,:]?\s*(?P<right>.+?)(?:[,\s]+not\s+(?P<wrong>.+))?$",
        rf"^(?:{_SORRY}[\s,.!:-]+)*not\s+(?P<wrong>[^,.;]+?)(?:\s*[,.;-]\s*(?:but\s+)?|\s+but\s+)(?P<right>.+)$",
        r"^(?:no[\s,.!-]+no|typo|oops|whoops|wrong one|my mistake|my bad)[\s,.!:-]+(?P<right>.+?)(?P<wrong>)$",
        r"^(?:no|nope|nah)[\s,.!:-]+(?P<right>(?:the|for) [^?]{1,60}?)(?P<wrong>)$",
    )
)
_NARROWS = re.compile(r"\basking about\b", re.IGNORECASE)
_ASKS_ANEW = re.compile(r"^(?:what|how|who|when|where|why|which|is|are|do|does|can|could|will|should)\b", re.IGNORECASE)
_THAT = re.compile(r"^(?:that(?: one)?|this|it)$", re.IGNORECASE)
_SHORT = 4  # words: "how much?", "who for?" say nothing alone
_STATEMENT = 9  # words: a longer statement says enough alone


@dataclass(frozen=True, slots=True)
class Correction:
    """What was meant, and what it stands in place of, "" where that is not said; `narrows` where the rest was meant as well."""

    right: str
    wrong: str
    narrows: bool = False


def opens(text: str) -> bool:
    """Whether a question opens as one that goes on: "and ...", "what about ..."."""
    return bool(_OPENS.search(text.strip()))


def points_back(text: str) -> bool:
    """Whether a question points to what came before, or says too little alone; "it" may be what it names itself."""
    points = bool(_POINTS_BACK.search(text)) and not _TWO_QUESTIONS.search(text)
    short = len(text.split()) <= _SHORT and not (asks_anew(text) and has_subject(text))
    return points or bool(_THE_THING.search(text)) or short or adds_a_fact(text)


def adds_a_fact(text: str) -> bool:
    """Whether a short message states something and asks nothing: "I am a care worker"."""
    return len(text.split()) <= _STATEMENT and not _QUESTION_WORD.search(text) and not asks_anew(text)


def without_opening(text: str) -> str:
    """The question without "and", "what about" and the like before it."""
    text = text.strip()
    return _OPENING.sub("", text, count=1).strip() or text


def leaves_the_topic(text: str) -> bool:
    """Whether a question says that it is about something else."""
    return bool(_NEW_FIRST.search(text.strip()) or _NEW_LAST.search(text.strip()))


def new_question(text: str) -> str:
    """What is asked by a question that says that it is about something else; the whole of it where nothing more is said."""
    text = text.strip()
    return _NEW_LAST.sub("", _NEW_FIRST.sub("", text)).strip() or text


def correction(text: str) -> Correction | None:
    """What a message corrects in the question before; None where it corrects nothing."""
    said = text.strip().rstrip("?!. ")
    for form in _CORRECTIONS:
        found = form.fullmatch(said)
        if found is not None and found["right"]:
            wrong = found["wrong"] or ""
            wrong = "" if _THAT.fullmatch(wrong) else wrong.strip()
            return Correction(found["right"].strip(" ,"), wrong, bool(_NARROWS.search(said)))
    return None


def asks_anew(text: str) -> bool:
    """Whether words open as a question of their own."""
    return bool(_ASKS_ANEW.search(text))


def pointer(text: str) -> re.Match[str] | None:
    """The first word that stands for something said before, if there is one."""
    skipped = [found.span() for found in _PLACEHOLDER.finditer(text)]
    return next(
        (found for found in _PRONOUN.finditer(text) if not any(start <= found.start() < end for start, end in skipped)), None
    )
