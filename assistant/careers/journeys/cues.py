"""What words say of a journey: who travels, which stage they are at, and which steps they have ticked."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from assistant.careers.people.dates import MONTHS

Who = Literal["international", "returner", "school_leaver", "new_starter"]

_FROM_ABROAD = (
    "abroad|overseas|foreign|intl|international(?:ly)?|immigra\\w+|my (?:home )?country|visas?|sponsor(?:ed|ship)?|e-?visa|ukvi|osce|plab|"
    "arriv(?:e|es|ed|ing|al)|land(?:s|ed|ing) in|(?:move[ds]?|moving|came|come|coming) to (?:the )?uk|"
    "india|indian|kerala|malayali|philippines|filipin[oa]s?|pinoy|nigerian?|ghana|ghanaian|zimbabwe(?:an)?|zambian?|kenyan?|"
    "ugandan?|cameroon(?:ian)?|botswana|ethiopian?|eritrean?|somalia?|sudan(?:ese)?|south african?|egypt(?:ian)?|jordan(?:ian)?|"
    "leban(?:on|ese)|syrian?|iraqi?|iranian?|turkish|afghan(?:istan)?|nepal(?:i|ese)?|pakistani?|bangladeshi?|sri lankan?|myanmar|"
    "vietnam(?:ese)?|malaysian?|singapore|hong kong|china|chinese|dubai|saudi|kuwait|qatar|jamaican?|trinidad|barbados|caribbean|"
    "brazil(?:ian)?|australian?|new zealand|canadian?|american|spain|spanish|portugal|portuguese|italy|italian|poland|romanian?|"
    "bulgarian?|greece|greek|germany|german|france|french|ukrain(?:e|ian)"
)
_COMING_BACK = (
    r"back (?:in)?to\b(?! (?:school|college|uni|my (?:home )?country|home)\b)|"
    "return(?:er|ing)?(?: to)?|rejoin\\w*|readmi\\w+|lapsed|"
    "career break|years? (?:away|out)|left the (?:register|profession)|used to be an?"
)
_FROM_SCHOOL = (
    "(?:leav(?:e|es|ing)|left|finish(?:ed|ing)?) (?:school|college|sixth form)|school[- ]leavers?|gcses?|a[- ]levels?|t[- ]levels?|"
    "year 1[0-3]|sixth form|work experience|(?:i'?m|i am|is|she'?s|he'?s) 1[4-8]|1[4-8][- ]years?[- ]old"
)
_STARTING = (
    "start(?:s|ed|ing)?|new starters?|just joined|joined|joining|new job|first (?:day|week|shift)|induction|newly qualified|nqn|"
    "begin(?:ning)?|began|new (?:here|to)"
)
_WHO: tuple[tuple[Who, re.Pattern[str]], ...] = tuple(
    (who, re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE))  # type: ignore[misc]
    for who, words in (
        ("international", _FROM_ABROAD),
        ("returner", _COMING_BACK),
        ("school_leaver", _FROM_SCHOOL),
        ("new_starter", _STARTING),
    )
)

BEFORE = ("before-arrival", "before-you-start")
FIRST_WEEK = ("first-week", "first-weeks", "back-at-work")
FIRST_MONTHS = ("test-of-competence", "care-certificate", "first-months", "preceptorship", "first-year")
LATER = ("test-of-competence", "first-year", "back-at-work")

_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = f"(?:yesterday|today|this (?:week|morning)|last (?:week|night)|(?:on |last )?{_WEEKDAY}|just)"
_PAST = "arrived|landed|came|started|joined|moved|began"
_COMING = "arriv(?:e|es|ing)|land(?:s|ing)?|com(?:es?|ing)|start(?:s|ing)?|join(?:ing)?|mov(?:e|ing)|fly(?:ing)?|travel(?:ling)?"
_STAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"passed (?:my |the |both |all )*(?:osce|plab)|(?:osce|plab)\W+passed", ("registration",)),
    (
        r"(?:got|have|received) (?:my |the |a )?(?:nmc )?pin|on the (?:nmc |hcpc |gmc )?register now",
        ("preceptorship", "first-year"),
    ),
    (r"lost (?:my|their|his|her) sponsor|sponsor\w* (?:lost|loses|licen\w+)|already (?:here|in the uk)", ("already-in-the-uk",)),
    (r"preceptor\w*", ("preceptorship", "first-year")),
    (r"care certificate", ("care-certificate", "first-months", "first-week")),
    (rf"(?:{_PAST}) {_DAY}|{_DAY} (?:{_PAST})|first (?:day|week|shift)", FIRST_WEEK),
    (r"before (?:i|we|they|she|he) (?:come|arrive|start|fly|travel|leave)s?", BEFORE),
    (r"osce|test of competence|\bplab|return to practice course", ("test-of-competence", "plab-test", "course-or-test")),
    (r"registration|join(?:ing)? the register|\bpin\b|readmi\w+", ("registration", "your-registration")),
    (r"revalidation|first year|appraisal", ("first-year", "back-at-work")),
    (r"how much|money|funding|cost of|bursary", ("money", "choose-a-start")),
    (rf"(?:{_COMING}) (?:in the uk )?(?:soon|on|next|tomorrow|{_WEEKDAY})", BEFORE),
    (r"going to start|about to (?:start|come|arrive)|not (?:yet )?arrived", BEFORE),
)
_STAGE_CUES = tuple((re.compile(rf"\b(?:{words})", re.IGNORECASE), slugs) for words, slugs in _STAGES)
_FIRST = re.compile(
    r"(?:what|which).{0,30}\bfirst\b(?! (?:week|day|year|shift|month|three))|where do i (?:start|begin)|first steps?\b",
    re.IGNORECASE,
)

_MONTH = re.compile(
    rf"\b(?:(?P<past>{_PAST})|{_COMING}|arrival|due)\b[^.;!?]{{0,30}}?\b(?:in|on|from|since)\b[^.;!?]{{0,12}}?"
    r"\b(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b(?: (?P<year>20\d\d))?",
    re.IGNORECASE,
)
_TICKS = re.compile(r"\bdone:\s*((?:[a-z0-9]+(?:-[a-z0-9]+)*[\s,]*)+)", re.IGNORECASE)
_STEP_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def whose(text: str) -> tuple[Who, ...]:
    """Whose journeys the words speak of, those from abroad first."""
    return tuple(who for who, cue in _WHO if cue.search(text))


def stages_named(text: str, today: date) -> tuple[str, ...]:
    """The slugs of stages that the words point to, the best first; `first` stands for a journey's own first stage."""
    if _FIRST.search(text):
        return ("first",)
    found = next((slugs for cue, slugs in _STAGE_CUES if cue.search(text)), ())
    return found or _by_month(text, today)


def done(texts: Iterable[str]) -> frozenset[str]:
    """The ids of steps that were ticked, as in "done: take-cbt, open-ukvi-account"."""
    return frozenset(step for text in texts for step in _ticked(text))


def _ticked(text: str) -> Iterator[str]:
    for ticks in _TICKS.findall(text.lower()):
        yield from _STEP_ID.findall(ticks)


def _by_month(text: str, today: date) -> tuple[str, ...]:
    found = _MONTH.search(text)
    if not found:
        return ()
    month = MONTHS[found["month"][:3].lower()]
    since = _months_since(month, found["year"], bool(found["past"]), today)
    if since < 0 or (since == 0 and not found["past"]):
        return BEFORE
    return FIRST_WEEK if since <= 1 else FIRST_MONTHS if since <= 3 else LATER


def _months_since(month: int, year: str | None, past: bool, today: date) -> int:
    """How many months ago a month was: without a year the last one for what is past, and the next one for what is to come."""
    if year:
        return (today.year - int(year)) * 12 + today.month - month
    return (today.month - month) % 12 if past else -((month - today.month) % 12)
