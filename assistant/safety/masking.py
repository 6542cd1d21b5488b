"""Masking: personal data in a text replaced by what it is, before anything stores it, logs it or sends it to a model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.safety.cleaning import clean
from assistant.safety.kinds import KINDS
from assistant.safety.lettering import plain_digits
from assistant.safety.people import NAME, names

_MARK = re.compile(r"\[[A-Za-z][A-Za-z '-]{2,40}\]")
_TAKEN = "\ue000"  # stands in for what is masked already: no pattern matches it


@dataclass(frozen=True, slots=True)
class Masked:
    """A text, cleaned and masked; `found` names the kinds of what was masked, each once, in the order of the text."""

    text: str
    found: tuple[str, ...] = ()


def read(text: str) -> Masked:
    """What may be kept of a text: clean, and with personal data replaced by what it is, in square brackets.

    Masked: e-mail addresses, payment cards, bank accounts, NHS numbers, National Insurance numbers, NMC PINs, numbers of other
    registers, passports, certificates of sponsorship, share codes and candidates of tests, phone numbers, postcodes, dates of
    birth, staff and hospital numbers that are named as such, beds of patients, and names of people who are asked about. Years,
    money, bands and help lines (999, 111, 116 123) stay.
    """
    plain = clean(text)
    spans = sorted(_spans(plain_digits(plain)))
    parts, place = [], 0
    for start, end, name in spans:
        parts += [plain[place:start], f"[{name}]"]
        place = end
    return Masked("".join([*parts, plain[place:]]), tuple(dict.fromkeys(name for _, _, name in spans)))


def without_marks(text: str) -> str:
    """A masked text without what stands for what was masked, so that "[NHS number]" draws nothing; the text where no more is left."""
    left = " ".join(_MARK.sub(" ", text).split())
    return left if any(letter.isalpha() for letter in left) else text


def mask(text: str) -> str:
    """The text as `read` keeps it."""
    return read(text).text


def _spans(view: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of all that is to be masked; none overlap."""
    for kind in KINDS:
        for match in list(kind.pattern.finditer(view)):
            start, end = match.span("value")
            if _TAKEN not in view[start:end] and kind.holds(match["value"]):
                view = _without(view, start, end)
                yield start, end, kind.name
    for start, end in names(view):
        yield start, end, NAME


def _without(view: str, start: int, end: int) -> str:
    return view[:start] + _TAKEN * (end - start) + view[end:]
