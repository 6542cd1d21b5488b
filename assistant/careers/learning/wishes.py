"""What somebody wants to learn, read from their words: the subject, the time they have, how, where and at what cost."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

DAY_HOURS = 7  # how long a day of learning is taken to be; records that count in days say the same
_MONTHS = {"month": 1.0, "week": 52 / 12, "year": 1 / 12}  # how often a month
_HOURS_OF_WORK = 15  # as many hours a week are somebody's job, not their time to learn

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty five": 45,
    "half": 0.5,
    "half a": 0.5,
    "half an": 0.5,
    "quarter of an": 0.25,
}
_MINUTES = {"mi": 1, "ho": 60, "hr": 60, "h": 60, "da": 60 * DAY_HOURS}
_TIME = re.compile(
    rf"(?<![\w.,£])(?P<number>\d+(?:\.\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]*"
    r"(?P<unit>min(?:ute)?s?|hours?|hrs?|h|days?)\b(?!\s+(?:contract|shift|job|away|ago|off sick))"
    r"(?:\s*(?:a|per|each|every|/|in a)\s*(?P<per>month|week|year)\b)?"
)
_NO_TIME_TO_LEARN = re.compile(r"\b(?:work|works|working|worked|contract|contracted)(?:\s+(?:about|only|for|is))?\s*$")
_HAS_TIME = re.compile(r"\b(?:have|has|got|get|gets|spare|only|in|for|with|just)\s+$")  # "a PhD one day" is no day to learn in
_AT_ONCE = re.compile(
    r"\b(?:\d{1,2}\s*[ap]m|nights?|tonight|midnight|right now|now|(?:my|lunch|tea|coffee) break|between (?:patients|visits|calls)"
    r"|while i wait|on the bus|quick(?:ly)?|bite[- ]?size)\b"
)
_AT_ONCE_MINUTES = 60  # who has no longer than this wants to start where they are
_DELIVERY = {
    "online": re.compile(
        r"\b(?:on-?line|(?:at|from) home|remote(?:ly)?|virtual(?:ly)?|e-?learning|(?:on )?my phone|web ?sites?)\b"
    ),
    "in_person": re.compile(r"\b(?:face[- ]to[- ]face|in[- ]person|class ?room)\b"),
    "work_based": re.compile(r"\b(?:on the job|while i work|at my own work)\b"),
}
_FREE = re.compile(
    r"\bfree\b(?! time)|\b(?:no|without) (?:cost|money|fees?)\b|\b(?:can'?t|cannot) (?:afford|pay)\b|\bwithout paying\b|\bskint\b"
)
_LEVELS = {
    "macro": re.compile(r"\b(?:system[- ]wide|whole system|system leaders?(?:hip)?|macro)\b"),
    "meso": re.compile(r"\b(?:whole organi[sz]ation|across (?:the|my) (?:trust|organi[sz]ation)|meso)\b"),
    "micro": re.compile(r"\b(?:my team|team level|micro)\b"),
}
GOALS: Mapping[str, re.Pattern[str]] = {
    goal: re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
    for goal, pattern in {
        "leadership": r"lead(?:er|ers|ership|ing)?\b|team lead",
        "management": r"managers? (?:course|training|skill|program|qual|apprentic)|(?:be|become|becoming) an? (?:\w+ ){0,2}manager"
        r"|management\b|managing (?:people|staff|a team)|supervis(?:or|ing)\b",
        "digital": r"digital|computers?\b|it skills|excel\b|spreadsheets?|tech(?:nology)?\b|typing\b",
        "english-maths": r"maths?\b|numeracy|literacy skills|gcses?\b|functional skills|english and maths|level 2 english",
        "esol": r"esol\b|(?:improve|better|learn|practi[sc]e|speak) (?:my |in )?english\b(?! and)"
        r"|english (?:lessons?|classes|course|language)",
        "clinical-skills": r"clinical skills?|care skills|dementia|wounds?\b|diabetes|palliative|end of life|phlebotomy"
        r"|venepuncture|cannulation|medicines?\b|medication|observations\b|anatomy",
        "wellbeing": r"well-?being|stress|resilien|burn(?:t|ed)?[- ]?out|mental health first|mhfa\b|trim\b|just culture|mindful",
        "research": r"research|ph\.?d\b|academic|nihr\b|journal|publish|literature search|evidence[- ]based",
        "teaching": r"teach|mentor (?:student|new|other|some)|mentoring|train(?:ing)? (?:others|new staff)|educat(?:e|or)|assessor",
        "coaching": r"coach(?:ing|ed)?\b|(?:find|get|want|need|have) an? mentor|be(?:ing)? mentored",
        "facilitation": r"facilitat",
        "return": r"return(?:ing|er)?\b(?! home)|com(?:e|ing) back|go(?:ing)? back to (?:nursing|practice|work)|laps(?:e|ed|ing)"
        r"|been away|years out\b",
        "care-certificate": r"care certificate|care cert\b",
        "improvement": r"quality improvement|qi\b|improv(?:e|ing|ement) (?:the |our |how )?(?:service|care|quality|ward|team|things)"
        r"|service improvement|innovat|make changes|change things",
        "safety": r"patient safety|safety culture",
        "mandatory": r"mandatory|stat(?:utory)?[ /]|core skills|statutory|fire safety|moving and handling|safeguarding",
        "learning-disability": r"mcgowan|learning disabilit|autis",
        "advanced-practice": r"advanced (?:clinical )?pract|acp\b|consultant (?:pract|nurse|midwife)",
        "apprenticeship": r"apprentic",
        "preceptorship": r"precept|newly (?:qualified|registered)|first year|nqn\b|just qualified|asye\b",
        "induction": r"induction|new starter|new to care|(?:just )?start(?:ed|ing) (?:in|as|at)",
        "careers-advice": r"career advice|careers? (?:advice|talk|help|ideas)|what jobs?\b|which roles?\b|what can i become",
        "networking": r"communit(?:y|ies) of practice|network|meet (?:other|people)",
        "international": r"stay and thrive|(?:staff|nurses?|people|trained) from abroad|internationally educated|overseas",
        "equality": r"equality|inclusion|edi\b|disability conference",
        "supervision": r"clinical supervision",
        "study-skills": r"study skills|how to study|write essays|referencing",
        "qualification": r"qualification|diploma|nvq|level [3-7]\b|degree",
        "science": r"scientist|laborator|lab\b",
        "administration": r"(?:business )?admin(?:istration)? (?:course|apprentic|qual|training)",
    }.items()
}


@dataclass(frozen=True)
class Wish:
    """`minutes` are at one sitting, `monthly` hours a month; `at_once` is to start where somebody is; `text` are their words."""

    text: str = ""
    goals: tuple[str, ...] = ()
    minutes: float | None = None
    monthly: float | None = None
    at_once: bool = False
    delivery: frozenset[str] = frozenset()
    free: bool = False
    level: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(re.findall(r"[a-z0-9]+", self.text.lower()))


def wish_of(text: str) -> Wish:
    """The wish that words tell."""
    said = " ".join(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    times = list(_times(said))
    minutes = next((amount for amount, per in times if not per), None)
    return Wish(
        text=text,
        goals=tuple(goal for goal, pattern in GOALS.items() if pattern.search(said)),
        minutes=minutes,
        monthly=next((amount / 60 * _MONTHS[per] for amount, per in times if per), None),
        at_once=bool(_AT_ONCE.search(said)) or (minutes is not None and minutes < _AT_ONCE_MINUTES),
        delivery=frozenset(way for way, pattern in _DELIVERY.items() if pattern.search(said)),
        free=bool(_FREE.search(said)),
        level=next((level for level, pattern in _LEVELS.items() if pattern.search(said)), ""),
    )


def _times(said: str) -> Iterator[tuple[float, str]]:
    """Each length of time to learn in: minutes, and how often ("" for once)."""
    for found in _TIME.finditer(said):
        number, per = found["number"], found["per"] or ""
        minutes = _NUMBERS.get(number, 0) or float(number)
        minutes *= next(size for unit, size in _MINUTES.items() if found["unit"].startswith(unit))
        before = said[: found.start()]
        of_work = per == "week" and minutes >= 60 * _HOURS_OF_WORK
        some_day = not per and re.fullmatch(r"(?:a|one) day", found[0]) and not _HAS_TIME.search(before)
        if not of_work and not some_day and not _NO_TIME_TO_LEARN.search(before):
            yield minutes, per
