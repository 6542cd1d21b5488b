"""What may come in and what may be kept: cleaning a question, refusing an unreadable one, masking personal data."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import QuestionError

MAX_WORDS = 2_000
"""The longest question that is read; a model sees far less of it."""
MAX_CHARACTERS = 20_000
"""The same for scripts that are written without spaces."""

_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
_SPECIALS_AND_TAGS = "\ufff9-\uffff\U000e0000-\U000e0fff"
_HIDDEN = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}{_SPECIALS_AND_TAGS}\ud800-\udfff]")
# Joiners shape Indic and Arabic letters; elsewhere they only join emoji or hide something.
_JOINED_SCRIPTS = "[\u0590-\u109f\u1780-\u17ff]"
_NEEDLESS_JOINER = re.compile(f"(?<!{_JOINED_SCRIPTS})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED_SCRIPTS})")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")


def clean(text: str) -> str:
    """The text in NFC without characters that are unseen or steer the display; blanks and blank lines are single."""
    seen = _NEEDLESS_JOINER.sub("", _HIDDEN.sub("", text.replace("\r", "\n")))
    return _BLANK_LINES.sub("\n", _BLANKS.sub(" ", unicodedata.normalize("NFC", seen))).strip()


def check_question(text: str) -> None:
    """Accept a question, as `clean` returns it.

    Raises:
        QuestionError: it is empty, holds no letter or digit, or is longer than MAX_WORDS or MAX_CHARACTERS.
    """
    if not text:
        raise QuestionError("The question is empty: please write what you would like to know.")
    if not any(character.isalnum() for character in text):
        raise QuestionError("The question has no words: please write in words what you would like to know.")
    words = len(text.split())
    if words > MAX_WORDS:
        raise QuestionError(f"The question has {words:,} words; up to {MAX_WORDS:,} can be read: please shorten it.")
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"The question has {len(text):,} characters; up to {MAX_CHARACTERS:,} can be read: please shorten it."
        )


@dataclass(frozen=True, slots=True)
class _Personal:
    """A kind of personal data: where `pattern` finds it, its group `value` is masked if `holds` accepts it."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool

    def mask(self, text: str) -> str:
        return self.pattern.sub(self._masked, text)

    def _masked(self, match: re.Match[str]) -> str:
        label = match.group()[: match.start("value") - match.start()]
        return f"{label}[{self.name}]" if self.holds(match["value"]) else match.group()


def _digits(value: str) -> list[int]:
    return [int(character) for character in value if character.isdecimal()]


def _is_nhs_number(value: str) -> bool:
    """The last digit is the mod-11 check digit of the first nine."""
    *nine, check = _digits(value)
    return -sum(weight * digit for weight, digit in zip(range(10, 1, -1), nine, strict=True)) % 11 == check


def _is_card(value: str) -> bool:
    """Luhn: every second digit from the right doubled, its digits summed, the total divisible by ten."""
    digits = _digits(value)[::-1]
    return sum(digits[0::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def _is_national_insurance(value: str) -> bool:
    return value[:2].upper() not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


def _is_postcode(value: str) -> bool:
    """Not a grade or level followed by an ordinal or a time, as in "ST3 4th year"."""
    return not re.fullmatch(r"[A-Za-z]{1,2}\d \d(?:st|nd|rd|th|hr|yr)", value)


_AREAS = (
    "AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|"
    "GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|"
    "PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{_DAY}[ -]{_MONTH},?[ -]\d{{2,4}}|{_MONTH} {_DAY},? \d{{4}}"
_STARTS = r"(?<![\w£$€/.,+-])"
_ENDS = r"(?![\w]|[/.,-]\d)"
_IS = r"\W{0,3}(?:is\b|was\b)?\W{0,3}"


def _pattern(before: str, value: str, after: str = _ENDS) -> re.Pattern[str]:
    return re.compile(f"{before}(?P<value>{value}){after}", re.IGNORECASE)


_PERSONAL = (
    _Personal("e-mail address", _pattern(r"(?<![\w.+-])", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", "")),
    _Personal(
        "card number",
        _pattern(_STARTS, r"[2-6]\d{12,18}|[2-6]\d{3}(?:[ -]\d{4}){3}|3\d{3}[ -]\d{6}[ -]\d{5}"),
        _is_card,
    ),
    _Personal("NHS number", _pattern(_STARTS, r"\d{3}[ -]?\d{3}[ -]?\d{4}"), _is_nhs_number),
    _Personal(
        "NI number",
        _pattern(_STARTS, r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ -]?\d\d){3}[ -]?[A-D]"),
        _is_national_insurance,
    ),
    _Personal("NMC PIN", _pattern(_STARTS, r"\d\d[A-L]\d{4}[A-Z]")),
    _Personal("NMC PIN", _pattern(rf"\bPIN\b{_IS}", r"\d\d ?[A-L] ?\d{4} ?[A-Z]")),
    _Personal(
        "registration number",
        _pattern(rf"\b(?:GMC|HCPC|GPhC)\b(?: (?:number|no\.?|registration))*{_IS}", r"[A-Z]{0,3}\d{5,8}"),
    ),
    _Personal(
        "ID number",
        _pattern(
            r"\b(?:employee|staff|assignment|payroll|personnel|passport|BRP|account|hospital|patient|driving licence)"
            rf" ?(?:id|number|no\.?|num|ref(?:erence)?|#)\b{_IS}",
            r"[A-Z]{0,5}\d{4,12}[A-Z\d]{0,5}",
        ),
    ),
    _Personal(
        "phone number",
        _pattern(
            r"(?<![\w/.+-])",
            r"(?:\+|00)44[ .-]?(?:\(0\) ?)?[1-9](?:[ ().-]{0,2}\d){8,9}"
            r"|\+(?!44)[1-9](?:[ ().-]{0,2}\d){8,14}|\(?0[1-35789](?:[ ().-]{0,2}\d){8,9}",
        ),
    ),
    _Personal("date of birth", _pattern(rf"\b(?:DOB|D\.O\.B\.?|date of birth|birthday|born(?: on)?){_IS}(?:on )?", _DATE)),
    _Personal("postcode", _pattern(r"(?<![\w£-])", rf"(?:{_AREAS})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA"), _is_postcode),
)


def mask(text: str) -> str:
    """The text with UK personal data replaced by what it is, in square brackets.

    Masked: e-mail addresses, payment cards, NHS numbers, National Insurance numbers, NMC PINs, phone numbers,
    postcodes, and dates of birth and staff or document numbers that are named as such. Years, money, bands and help
    lines (999, 111, 116 123) stay.
    """
    for personal in _PERSONAL:
        text = personal.mask(text)
    return text
