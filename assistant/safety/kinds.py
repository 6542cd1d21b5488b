"""The kinds of personal data that are told by their form, and the patterns that find them.

Patterns are matched against text in plain ASCII digits, dashes and Latin letters. The group `value` is masked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.safety import forms
from assistant.safety.numbers import (
    is_card,
    is_iban,
    is_national_insurance,
    is_nhs_number,
    is_phone,
    is_postcode,
    is_registration,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of personal data: where `pattern` finds it, its group `value` is masked if `holds` accepts it."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool


def _any_case(before: str, value: str, after: str = forms.ENDS) -> re.Pattern[str]:
    return re.compile(f"{before}(?P<value>{value}){after}", re.IGNORECASE)


def _as_written(before: str, value: str, after: str = forms.ENDS) -> re.Pattern[str]:
    return re.compile(f"{before}(?P<value>{value}){after}")


_STARTS, _IS, _NUMBER, _NI = forms.STARTS, forms.IS, forms.NUMBER, forms.NI_PREFIX
_MY = r"(?:is |was |= ?)?(?:my |her |his |their )?"

_CONTACT = (
    Kind("e-mail address", _any_case(r"(?<![\w.+-])", r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", "")),
    Kind(
        "e-mail address",
        _any_case(
            r"(?<![\w.+-])(?:dot )?",
            r"[\w.+-]{1,64}(?: dot [\w-]{1,63}){0,2} ?(?:\(at\)|\[at\]|<at>| at ) ?"
            r"[\w-]{1,63}(?: ?(?:\(dot\)|\[dot\]|<dot>| dot ) ?[\w-]{1,63}){1,4}",
            "",
        ),
    ),
)
_MONEY = (
    Kind("bank account", _any_case(_STARTS, r"[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?"), is_iban),
    Kind("bank account", _any_case(rf"\bsort ?code\b{_IS}", r"\d\d[ -]?\d\d[ -]?\d\d")),
    Kind(
        "card number",
        _any_case(
            _STARTS,
            r"[2-6]\d{12,18}|[2-6]\d{3}(?:[ .-]{1,2}\d{4}){3}|3\d{3}[ .-]?\d{6}[ .-]?\d{5}|[2-6](?:[ -]\d){15}",
        ),
        is_card,
    ),
)
_OF_THE_STATE = (
    Kind("NHS number", _any_case(_STARTS, r"\d{3}[ ._-]{0,3}\d{3}[ ._-]{0,3}\d{4}"), is_nhs_number),
    Kind("NHS number", _any_case(_STARTS, r"\d(?:[ -]\d){9}"), is_nhs_number),
    Kind("NHS number", _any_case(_STARTS, r"(?:0[1-9]|[12]\d|3[01])(?:0\d|1[0-2])\d\d[ -]?\d{4}"), is_nhs_number),
    Kind("NHS number", _any_case(forms.NHS_LABEL, r"\d(?:[ ./-]{0,2}\d){9}"), is_nhs_number),
    Kind("NI number", _any_case(_STARTS, rf"{_NI}(?:[ .-]?\d\d){{3}}[ .-]?[A-D]"), is_national_insurance),
    Kind(
        "NI number",
        _any_case(forms.NI_LABEL, rf"{_NI}(?:[ ./-]{{0,2}}\d){{6}}(?:[ ./-]{{0,2}}[A-D])?", r"(?![\w]| ?[A-Z]\b)"),
        is_national_insurance,
    ),
    Kind("NI number", _as_written(_STARTS, rf"{_NI}(?:[ .-]?\d){{6}}[ .-]?[A-D]"), is_national_insurance),
    Kind(
        "passport number",
        _any_case(forms.PASSPORT_LABEL, r"[A-Z]{0,2} ?\d{6,9}[A-Z]?|[A-Z]{2}[A-Z\d]\d{6}|\d{3}[ -]?\d{3}[ -]?\d{3}"),
    ),
    Kind("certificate of sponsorship number", _any_case(_STARTS, r"C\d[A-Z]\d[A-Z]\d{5}[A-Z]")),
    Kind(
        "certificate of sponsorship number",
        _any_case(forms.COS_LABEL, r"(?=[A-Z]*\d[A-Z]*\d)[A-Z\d]{9,14}|[A-Z]\d[A-Z](?:[ -]?[A-Z\d]{2,5}){2,4}"),
    ),
    Kind(
        "share code",
        _any_case(forms.SHARE_LABEL, r"(?=[A-Z ._-]{0,10}\d)[A-Z\d]{3}[ ._-]?[A-Z\d]{3}[ ._-]?[A-Z\d]{3}"),
    ),
    Kind(
        "share code",
        _as_written(
            _STARTS,
            r"(?=[A-Z -]{1,6}\d)(?=(?:[A-Z -]*\d){2})(?=(?:[\d -]*[A-Z]){3})[WRS][A-Z\d]{2}[ -][A-Z\d]{3}[ -][A-Z\d]{3}"
            r"|(?=(?:[A-Z]*\d){2})(?=(?:\d*[A-Z]){3})W[A-Z\d]{8}",
        ),
    ),
    Kind("driving licence number", _any_case(_STARTS, r"(?=[A-Z]{2})[A-Z9]{5}\d[0156]\d{4}[A-Z9]{2}\d[A-Z]{2}")),
)
_OF_REGISTERS = (
    Kind("NMC PIN", _any_case(_STARTS, r"\d\d-?[A-L]-?\d{4}-?[A-Z]")),
    Kind("NMC PIN", _any_case(forms.PIN_LABEL, r"\d ?\d[ ./-]{0,2}[A-L](?:[ ./-]{0,2}\d){4}[ ./-]{0,2}[A-Z]")),
    Kind("NMC PIN", _any_case(_STARTS, r"\d\d[ ./-]?[A-L][ ./-]?\d{4}[ ./-]?[A-Z]", rf"(?=\W{{1,3}}{_MY}(?:NMC )?PIN\b)")),
    Kind("registration number", _any_case(forms.REGISTER + forms.REGISTERED, r"[A-Z]{0,3}[ -]?\d{5,8}"), is_registration),
    Kind(
        "registration number",
        _any_case(_STARTS, r"[A-Z]{0,3}\d{5,8}", rf"(?=\W{{0,3}}{_MY}{forms.REGISTER})"),
        is_registration,
    ),
    Kind(
        "registration number",
        _any_case(
            rf"\b(?:my|his|her|their) (?:professional )?(?:registration|reg|register|pin) ?{_NUMBER}{_IS}", r"[A-Z]{0,3}\d{5,8}"
        ),
    ),
    Kind("test candidate number", _any_case(_STARTS, r"\d\d[A-Z]{2}\d{6}[A-Z]{3,4}\d{3}[A-Z]|OET-\d{6}-\d{5,7}")),
    Kind(
        "test candidate number",
        _any_case(forms.TEST_LABEL, r"(?:[A-Z]{1,4}-?)?\d{5,12}[A-Z]?|\d{2,6}-\d{4,6}(?:-\d{3,7})?"),
        is_registration,
    ),
    Kind("test candidate number", _any_case(rf"\bcandidate (?:{_NUMBER}\W{{0,2}})+{_IS}", r"[A-Z]{0,4}-?\d[A-Z\d-]{3,16}")),
    Kind("ID number", _any_case(rf"{forms.HELD_AS}(?: record| file)? ?{_NUMBER}{_IS}", r"[A-Z]{0,5}\d{4,12}[A-Z\d]{0,5}")),
    Kind("ID number", _any_case(rf"\bMRN\b ?{_NUMBER}?{_IS}", r"[A-Z]{0,5}\d{4,12}[A-Z\d]{0,5}")),
)
_REACHES = (
    Kind(
        "phone number",
        _any_case(
            r"(?<![\w/.+-])",
            r"(?:\+|00) ?44[ .-]?(?:\(0\) ?)?[1-9](?:[ ().-]{0,3}\d){8,9}|44 ?7(?:[ .-]?\d){9}"
            r"|\+(?!44)[1-9](?:[ ().-]{0,3}\d){7,14}|00(?!44)[1-9]\d(?:[ ().-]{0,2}\d){8,12}|\(?0[1-35789](?:[ ().-]{0,3}\d){8,9}",
        ),
        is_phone,
    ),
    Kind(
        "phone number",
        _any_case(forms.RINGS, r"7\d{3}[ .-]?\d{3}[ .-]?\d{3}|(?:\+|00)?[1-9]\d{0,2}[ .-]\d{3,5}(?:[ .-]\d{3,5}){1,2}"),
        is_phone,
    ),
    Kind("date of birth", _any_case(rf"{forms.BORN}{_IS}(?:on )?", forms.DATE)),
    Kind("date of birth", _any_case(_STARTS, forms.DATE, rf"(?=\W{{0,3}}{_MY}{forms.BORN})")),
    Kind(
        "postcode",
        _any_case(r"(?<![\w£-])", rf"{forms.POSTCODE_AREA}\d[A-Z\d]?(?: |-| - )?\d[ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA"),
        is_postcode,
    ),
    Kind("address", _any_case(forms.LIVES, forms.STREET)),
    Kind("patient details", _any_case(rf"{forms.PATIENT}\b", rf"(?:ward \w{{1,12}},? ?(?:and |in )?)?{forms.BED}")),
    Kind("patient details", _any_case(r"\b", rf"ward \w{{1,12}},? ?(?:in |and )?{forms.BED}")),
    Kind(
        "date of birth", _any_case(rf"{forms.PATIENT}(?<![\w/.-])", r"\d{1,2}[/.-]\d{1,2}[/.-](?:19[2-9]\d|200\d|201\d|[2-9]\d)")
    ),
)

KINDS = (*_CONTACT, *_MONEY, *_OF_THE_STATE, *_OF_REGISTERS, *_REACHES)
"""In the order in which they are looked for: what one has masked no later one sees."""
