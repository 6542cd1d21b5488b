"""Ages, bands, hours, pay and years as people type them ("im 19", "b5", "30 hrs", "earn 24k"), and what cannot be so."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.careers.people.circumstances import Between, Value
from assistant.knowledge.conditions import About


@dataclass(frozen=True, slots=True)
class Range:
    """What a number can be: `least` to `most`, and the sentence that says so when another is given."""

    least: float
    most: float
    complaint: str


RANGES: Mapping[About, Range] = {
    "age": Range(14, 100, "That is not an age we can use. Please give an age in whole years, from 14 to 100."),
    "hours": Range(1, 60, "That is not a number of weekly hours we can use. Please give hours a week, from 1 to 60."),
    "earnings": Range(1000, 500_000, "That is not a yearly pay we can use. Please give pounds a year before tax."),
    "apprenticeship_level": Range(2, 7, "There is no apprenticeship at that level. Apprenticeships have levels 2 to 7."),
    "years_registered": Range(0, 60, "That is not a number of years we can use. Please give whole years since you registered."),
    "years_away": Range(0, 60, "That is not a number of years we can use. Please give whole years away from practice."),
    "experience": Range(0, 60, "That is not a number of years we can use. Please give whole years of experience."),
}
NO_SUCH_BAND = "There is no such NHS band. The bands are 1 to 9, and band 8 is split into 8a, 8b, 8c and 8d."
_BROKEN = {"hours"}  # below 25 leaves 24.99, where whole numbers leave 24

_N = r"(?P<n>\d+(?:\.\d+)?)(?!\d)(?P<k> ?k\b)?"
_LOW = r"(?P<low>(?:under|below|less than|younger than|fewer than)\s+(?:£ ?)?)?"
_HIGH = r"(?P<high>(?:over|above|more than|at least|older than|minimum)\s+(?:£ ?)?)?"
_TO = rf"{_LOW}{_HIGH}£? ?{_N}(?:\s*(?:-|to|and|or)\s*£?(?P<m>\d+(?:\.\d+)?)(?P<mk> ?k)?)?"
_TO += r"(?P<plus>\s*\+|\s+or (?:over|older|more|above))?"
_YEARS = r"\s*(?:years?|yrs?|y)"
_UNITS = r"%|k\b|/|(?:h(?:ou)?rs?|months?|weeks?|days?|miles?|min(?:ute)?s?)\b|(?:years?|yrs?)\b(?!\s*(?:old|of age))"
_NOT_AN_AGE = rf"(?!\d|\.\d|\s*(?:{_UNITS}))"
_I_AM = r"(?:i'?m|i am|im|iam|aged?|turning|turned|just turned|person of)"

_SPOKEN: tuple[tuple[About, str], ...] = (
    ("age", rf"\b{_I_AM}\s*:?\s*(?:only |now |nearly )?{_TO}{_NOT_AN_AGE}"),
    ("age", rf"(?<![\d.£])\b{_TO}\s*(?:years? old|yrs? old|y/?o\b|year olds?\b|years of age)"),
    ("age", rf"(?:^|[,;.]\s*|\band )(?=under|over|above|below){_TO}{_NOT_AN_AGE}"),
    ("age", r"(?:[,;]\s*|\band )(?P<n>1[6-9]|[2-6]\d)\s*(?=[,;.]|$)"),
    ("hours", rf"(?<![\d.£])\b{_TO}\s*(?:hrs?|hours?|h)\s*(?:a|per|/|each|p)?\s*(?:week|wk|w\b|contract)"),
    (
        "hours",
        (
            rf"\b(?:i'?m|im|i am|on|work|works|working|do|contracted|contract|contract (?:of|is)|only)\s+"
            rf"(?:only )?(?:for )?{_TO}\s*-?\s*(?:hrs?|hours?)\b"
        ),
    ),
    ("hours", rf"(?:^|,\s*|;\s*){_TO}\s*(?:hrs?|hours?)\b(?! (?:of|cpd|study|practice))"),
    (
        "earnings",
        (
            rf"\b(?:earn(?:ing|s)?|salary|paid|pay is|pay of|income|make|wages?)\s*"
            rf"(?:is|of|about|around|only|:|at)?\s*{_TO}(?!\s*(?:an|per|/)\s*h)"
        ),
    ),
    ("earnings", r"(?<![\d.£])\b(?P<n>\d{2})(?P<k> ?k)\b(?! (?:loan|grant|debt|bursary|fee))"),
    ("earnings", rf"\bon\s+(?=£|\d+ ?k|\d{{5}}){_TO}(?!\s*(?:an|per|/)\s*h)"),
    ("earnings", rf"(?<![\w.]){_TO}\s*(?:a|per)\s*(?:year|annum)\b(?! (?:grant|fee))"),
    (
        "years_registered",
        rf"\b{_TO}{_YEARS}\s*(?:as a )?(?:post )?(?:registered|registration|qualified|pqe|post qualification)",
    ),
    ("years_registered", rf"\b(?:registered|qualified)\s*(?:for|since|nurse for|as a nurse for)?\s*{_TO}{_YEARS}(?: ago)?"),
    (
        "years_away",
        (
            r"\b(?:away|lapsed|left (?:nursing|practice|midwifery|the register|the profession)|out of (?:practice|nursing)|"
            r"(?:career )?break|lapsed (?:registration|pin)|registration lapsed|not (?:practised|worked|nursed))\s*"
            rf"(?:from practice |as a nurse )?(?:for|of|about|in)?\s*{_TO}{_YEARS}(?: ago)?"
        ),
    ),
    ("years_away", rf"\b{_TO}{_YEARS}\s*(?:away|out of (?:practice|nursing|work as)|off the register|career break|break)"),
    (
        "experience",
        rf"\b{_TO}{_YEARS}\s*(?:of )?(?:experience|exp\b|as an?\b(?! (?:registered|qualified))|in (?:care|the nhs|nursing|the role))",
    ),
    ("apprenticeship_level", r"\b(?:level|lvl|l) ?(?P<n>\d{1,2})(?= (?:[\w']+ ){0,4}?apprentice)"),
    ("apprenticeship_level", r"\bapprenticeships? (?:at |is |on |, )?(?:level|lvl|l) ?(?P<n>\d{1,2})"),
)
_PATTERNS = tuple((about, re.compile(pattern)) for about, pattern in _SPOKEN)
_CHILD = re.compile(
    r"\b(?:my (?:son|daughter|child|kid|boy|girl|little one|youngest|eldest)(?: who)?[\w ]{0,25}? ?(?:is|'s|aged) (?P<a>\d{1,2})\b|"
    r"(?:child(?:ren)?|son|daughter|kid|baby|toddler)s? (?:of|aged?) (?P<b>\d{1,2})\b|"
    r"(?:have|got|with|had) (?:an? |my |one )?(?P<c>\d{1,2}) ?(?:(?:years?|yrs?) old|yo|y/o)\b|"
    r"(?P<d>\d{1,2}) ?(?:year|yr) old (?:son|daughter|child|kid|boy|girl)|"
    r"(?:child(?:ren)?|son|daughter|kids?) under (?P<e>\d{1,2})\b)"
)
_SPECIAL = re.compile(r"\b(?:sen|send|special (?:educational )?needs|ehcp?)\b")
_BAND = re.compile(
    r"(?P<wished>\b(?:to|into|get|getting|be|become|reach|want|next|what'?s|what is|is|are|do|does)\s+(?:an?\s+)?)?"
    r"\b(?:band|bnd|afc|b)(?: is)?[ .:]?(?P<n>\d{1,3})(?P<letter>[a-z]?)\b(?! (?:pay|salary|wages?)\b)"
)
_PART_TIME, _FULL_TIME = (
    re.compile(r"\bpart[ -]?time\b(?! (?:course|degree|study))"),
    re.compile(r"\bfull[ -]?time\b(?! (?:course|degree|study))"),
)
_NEWLY = re.compile(
    r"\bnewly (?:qualified|registered)\b|\bnq(?:n|sw)\b|\b(?:qualified|registered) (?:for )?(?:1[0-2]|\d) months?\b"
)
_LETTERS = "abcd"


def number_of(about: About, text: str) -> tuple[Value | None, str]:
    """The number of a text that says nothing else, such as a form's field: the value, and a complaint where it cannot be."""
    if about == "band":
        match = re.fullmatch(r"(?:(?:nhs |afc )?(?:band|b)\s*)?(?P<n>\d{1,4})\s*(?P<letter>[a-z]?)", text)
        return _band(match["n"], match["letter"]) if match else (None, NO_SUCH_BAND)
    if about == "hours" and (value := _times(text)):
        return value, ""
    match = re.search(r"(?:level |£ ?)?" + _TO, text)
    return _value(about, match) if match else (None, RANGES[about].complaint)


def numbers(text: str) -> Iterator[tuple[About, Value | None, str]]:
    """The numbers that a text in small letters gives of its writer, first ones first; a value of None comes with its complaint."""
    yield from _children(text)
    text = _CHILD.sub(" ", text)
    yield from _bands(text)
    for about, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield (about, *_value(about, match))
    if value := _times(text):
        yield "hours", value, ""
    if _NEWLY.search(text):
        yield "years_registered", Between(0, 1), ""


def _times(text: str) -> Value | None:
    """Part-time is below the 37.5 hours of a full post; full-time is at least 35 hours anywhere."""
    return Between(1, 37.4) if _PART_TIME.search(text) else Between(35, None) if _FULL_TIME.search(text) else None


def _value(about: About, match: re.Match[str]) -> tuple[Value | None, str]:
    groups = match.groupdict()
    number = float(match["n"]) * (1000 if groups.get("k") else 1)
    if about == "earnings" and number < 1000 and groups.get("mk"):
        number *= 1000
    limits = RANGES[about]
    if not limits.least <= number <= limits.most:
        return None, limits.complaint
    step = 0.01 if about in _BROKEN else 1
    if groups.get("low"):
        return Between(None, number - step), ""
    if groups.get("high") or groups.get("plus"):
        return Between(number, None), ""
    if groups.get("m"):
        return Between(number, float(match["m"]) * (1000 if groups.get("mk") else 1)), ""
    return (int(number) if number == int(number) else number), ""


def _bands(text: str) -> Iterator[tuple[About, Value | None, str]]:
    """A band that somebody wants or moves to is not theirs."""
    for match in _BAND.finditer(text):
        if not match["wished"]:
            yield ("band", *_band(match["n"], match["letter"]))


def _band(number: str, letter: str) -> tuple[Value | None, str]:
    band = int(number)
    if band == 8:
        if letter and letter not in _LETTERS:
            return None, NO_SUCH_BAND
        return (8 + (_LETTERS.index(letter) + 1) / 10 if letter else Between(8.1, 8.4)), ""
    return (None, NO_SUCH_BAND) if letter or not 1 <= band <= 9 else (band, "")


def _children(text: str) -> Iterator[tuple[About, Value, str]]:
    for match in _CHILD.finditer(text):
        under = match["e"] is not None
        age = int(next(each for each in match.groups() if each)) - under
        special = bool(_SPECIAL.search(text))
        if age < 15:
            yield "child_under_15", "yes", ""
        if age < 17 and special:
            yield "child_sen_under_17", "yes", ""
