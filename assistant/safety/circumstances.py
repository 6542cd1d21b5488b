"""Age and residence, which people tell for one answer: left out of what is kept, and of what a language model is sent."""

import re

AGE, RESIDENCE = "[age]", "[residence]"

_I = r"\b(?:i['\u2019]?m|i am|i will be|i['\u2019]?ll be|i was|i (?:just )?turn(?:ed)?|my age(?: is|:)?)\s+"
_ABOUT = r"(?:(?:now|only|just|nearly|almost|about|around|over|under|turning|aged?|currently|already)\s+){0,3}"
_TENS, _TEENS = "(?:twen|thir|for|fif|six|seven|eigh)ty", "(?:thir|four|fif|six|seven|eigh|nine)teen"
_NUMBER = rf"(?:[1-9]\d|{_TENS}(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|{_TEENS})"
_OLD = r"[ -]?(?:(?:years?|yrs?|yr)[ -]?(?:old|of age)|y/o|yo|y\.o\.)"
_NOT_OF_THINGS = (
    r"(?![\w%+]|[,./:]\d|\s*%|[ -](?:years?|yrs?|months?|mths?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|miles?|points?|credits?"
    r"|percent|per cent)\b)"
)
_NO_RANGE = r"(?!\s*(?:\+|to\b|-|\u2013|(?:or|and) (?:over|above|under|older|younger|up)\b))"
_AGES = (
    rf"\b(?P<value>{_NUMBER}{_OLD})(?!\w)",
    rf"{_I}{_ABOUT}(?P<value>{_NUMBER}){_NOT_OF_THINGS}",
    rf"\b(?P<value>aged?:?\s+{_NUMBER})\b{_NO_RANGE}",
    r"\bin (?:my|her|his|their) (?P<value>(?:(?:early|mid|late)[ -])?(?:[1-9]0['\u2019]?s|(?:twen|thir|for|fif|six|seven)ties))\b",
)

_VISA = (
    r"(?:student|graduate|skilled worker|(?:health and (?:social )?care|h ?& ?c|care|senior care)(?: worker)?|(?:un)?married partner|spouse"
    r"|partner|fianc[e\u00e9]e?|dependant|dependent|family|parent|visitor|tourist|work(?:er)?|sponsored|tier \d|youth mobility|ukraine"
    r"|ancestry|bno|global talent|temporary) visa"
)
_COUNTRY = r"(?:the )?(?:u\.?k\.?|united kingdom|england|scotland|wales|northern ireland|great britain|britain)"
_STATUS = (
    r"(?:(?:pre[ -]?)?settled(?: and pre[ -]?settled)?(?: status)?|(?:indefinite|limited|discretionary) leave"
    r"(?: to (?:remain|enter))?|ilr|leave to remain|refugee(?: status)?|humanitarian protection|asylum(?: seeker)?"
    rf"|(?:british|uk|irish|eu) (?:citizen(?:ship)?|passport|national(?:ity)?)|{_VISA}|right to (?:work|remain|live) in {_COUNTRY})"
)
_HELD = r"\b(?:i|we)(?:['\u2019]ve| have|ve| hold| got| was granted| got granted| was given)(?: got| had)?\s+|\bmy\s+|\bas an?\s+"
_BEING = r"\b(?:i['\u2019]?m|i am|here|came|came over|working|living)\s+(?:on\s+)?|\bon\s+(?=an?\b|my\b|the\b)|\bwith\s+"
_SOON = r"(?:(?:an?|the|my|now|only|just|still|currently|already|got|applied for)\s+){0,3}"
_LONG = (
    r"(?:for|since)?\s*(?:(?:about|over|nearly|almost|more than|less than|only|under)\s+){0,2}(?:\d{1,4}|\w+)"
    r"(?:\s+(?:years?|yrs?|months?))?"
)
_RESIDENCES = (
    rf"(?:{_HELD}|{_BEING}){_SOON}(?P<value>{_STATUS})\b",
    rf"\b(?:lived|living|resident)\s+(?P<value>(?:here|(?:here )?in {_COUNTRY})\s+{_LONG})\b",
    rf"\b(?:been|stayed)\s+(?P<value>(?:here )?in {_COUNTRY}\s+{_LONG})\b",
)
_SPEAKS_OF_SELF = re.compile(r"\b(?:i|i['\u2019]m|im|i['\u2019]ve|ive|my|me|we)\b", re.IGNORECASE)
_FORMS = (
    *((re.compile(pattern, re.IGNORECASE), AGE) for pattern in _AGES),
    *((re.compile(pattern, re.IGNORECASE), RESIDENCE) for pattern in _RESIDENCES),
)


def impersonal(text: str) -> str:
    """The text without the age and the residence that its writer tells: each is replaced by what it is, in square brackets.

    It knows the plain English ways to tell them. What is asked of others' ages and visas stays.
    """
    for form, told in _FORMS:
        if told == AGE or _SPEAKS_OF_SELF.search(text):
            text = _replaced(form, text, told)
    return text


def _replaced(form: re.Pattern[str], text: str, told: str) -> str:
    """The text with `told` in the place of the group `value` of each match."""
    parts, place = [], 0
    for found in form.finditer(text):
        start, end = found.span("value")
        parts += [text[place:start], told]
        place = end
    return "".join([*parts, text[place:]])
