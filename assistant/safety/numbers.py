"""What tells a number that names somebody from one that only looks like it: check digits and the rules of who gives it out."""

import re

import phonenumbers
from stdnum import iban, luhn
from stdnum.gb import nhs

_NEVER_GIVEN_OUT = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_ORDINAL = re.compile(r"[A-Za-z]{1,2}\d \d(?:st|nd|rd|th|hrs?|yrs?|pw|pa|pt|ft|wte|day)")
_WORDS_BEFORE_NUMBERS = frozenset("am an as at be by he me my we pm".split())
_TIED = re.compile(r"[A-Za-z]{2}(?:\d{6}|(?:([ .-])\d\d(?:\1\d\d){2}))")
_HELP_LINES = frozenset(
    "08001111 08088005000 08082000247 08001448848 08000684141 08001114646 03001231100 03003112233 03001317000 03001233393 "
    "03007906268 08004708090 08001111999".split()
)


def digits(value: str) -> str:
    """The decimal digits of a text."""
    return "".join(filter(str.isdecimal, value))


def is_nhs_number(value: str) -> bool:
    """The last of its ten digits is the check digit of the others, and they are not all the same."""
    return nhs.is_valid(digits(value)) and len(set(digits(value))) > 1


def is_card(value: str) -> bool:
    """Its digits pass Luhn's check."""
    return luhn.is_valid(digits(value))


def is_iban(value: str) -> bool:
    """Its country, length and check digits are those of a bank account."""
    return iban.is_valid(value)


def is_national_insurance(value: str) -> bool:
    """Its prefix is given out, and no English word before a number ("by 2024 25 a")."""
    prefix = value[:2]
    return prefix.upper() not in _NEVER_GIVEN_OUT and (
        prefix.lower() not in _WORDS_BEFORE_NUMBERS or prefix.isupper() or _TIED.match(value) is not None
    )


def is_postcode(value: str) -> bool:
    """Not a grade or level followed by an ordinal or a time, as in "ST3 4th year"."""
    return not _ORDINAL.fullmatch(value)


def is_phone(value: str) -> bool:
    """It has the length of a number of its country, and is no public help line."""
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number) and f"0{number.national_number}" not in _HELP_LINES


def is_registration(value: str) -> bool:
    """It is more than a year."""
    return len(digits(value)) > 4
