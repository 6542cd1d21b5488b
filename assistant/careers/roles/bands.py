"""NHS pay bands as people type them: "band 5", "b5", "band five", "8a"; and those that there are not, "band 42"."""

import re
from dataclasses import dataclass

BANDS = ("1", "2", "3", "4", "5", "6", "7", "8", "8a", "8b", "8c", "8d", "9")
_WORDS = {word: str(at) for at, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)}
_BAND = re.compile(
    rf"\b(?:bands?|bnd|afc)[\s-]*(\d+|{'|'.join(_WORDS)})(?:\s?([a-d])\b)?(?!\w)|\bb[ -]?(\d)([a-d])?\b", re.IGNORECASE
)
_LETTERED = 8


@dataclass(frozen=True, slots=True)
class Band:
    """A band that is named in a text, at `start:end`; `name` is how it is written ("8a"), and `real` that there is one."""

    name: str
    start: int
    end: int

    @property
    def real(self) -> bool:
        return self.name in BANDS


def bands_in(text: str) -> tuple[Band, ...]:
    """The bands that a text names, in its order."""
    return tuple(_band(match) for match in _BAND.finditer(text))


def _band(match: re.Match[str]) -> Band:
    digits, letter = (match[1] or match[3]).lower(), (match[2] or match[4] or "").lower()
    number = _WORDS.get(digits, digits)
    if letter and number != str(_LETTERED):
        # "band 5 a year ago": the letter is a word of its own; "band 5a" is no band and stays as written
        spaced = match[0][-2].isspace()
        return Band(number, match.start(), match.end() - 2) if spaced else Band(number + letter, match.start(), match.end())
    return Band(number + letter, match.start(), match.end())


def rung(band: str) -> float | None:
    """The band as a number, 8.1 to 8.4 for 8a to 8d, or None where it is no band."""
    if band not in BANDS:
        return None
    return float(band[0]) + ("abcd".index(band[1]) + 1) / 10 if len(band) > 1 else float(band)
