"""Numbers as they are written: in digits and in words, with scales, currencies and marks."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

NUMBER = re.compile(r"[£$€]?\d+(?:[.,:/]\d+)*(?:%|(?:st|nd|rd|th|k|m|bn)(?![^\W_]))?")
WORDS = dict(
    zip(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
        nineteen twenty""".split(),
        range(2, 21),
        strict=True,
    )
) | {"zero": 0, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}
TIMES = {
    "minute": ("minute", 1),
    "min": ("minute", 1),
    "hour": ("hour", 1),
    "hr": ("hour", 1),
    "day": ("day", 1),
    "week": ("day", 7),
    "fortnight": ("day", 14),
    "month": ("month", 1),
    "year": ("month", 12),
    "yr": ("month", 12),
}
STEPS = set(
    "band level grade stage key tier phase step part section year day week chapter module unit page rule appendix number".split()
)


def singular(word: str) -> str:
    """A word without the s of its plural."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def value_at(words: Sequence[str], place: int) -> tuple[str | None, int, str]:
    """The value at a place, the place after it, and its mark (a currency, %, "th")."""
    word = words[place]
    end = place + 1
    number: Decimal
    mark = ""
    if word in WORDS:
        number = Decimal(WORDS[word])
        if WORDS[word] >= 20 and words[end : end + 1] == ["-"]:
            end += 1
        following = words[end] if end < len(words) else ""
        ones = 1 if following == "one" else WORDS.get(following, 0)
        if WORDS[word] >= 20 and 0 < ones < 10:
            number, end = number + ones, end + 1
        elif end > place + 1:
            end = place + 1
    elif word == "one":
        unit = next((each for each in words[place + 1 : place + 3] if each != "-"), "")
        before = words[place - 1] if place else ""
        if singular(unit) not in TIMES and unit not in _SCALES and singular(before) not in STEPS:
            return None, end, mark
        number = Decimal(1)
    elif NUMBER.fullmatch(word):
        return _written(words, place)
    else:
        return None, end, mark
    while end < len(words) and words[end] in _SCALES:
        number, end = number * _SCALES[words[end]], end + 1
    return plain(number), end, mark


def _written(words: Sequence[str], place: int) -> tuple[str | None, int, str]:
    match = re.fullmatch(r"([£$€]?)([\d.,:/]+)(.*)", words[place])
    assert match, words[place]
    mark, digits, tail = match.groups()
    end = place + 1
    if "/" in digits or digits.count(":") > 0 or digits.count(".") > 1:
        return digits.replace(":", "."), end, "code" if "/" in digits else "time"
    try:
        number = Decimal(
            digits.replace(",", "") if re.fullmatch(r"\d+(?:,\d{3})*(?:\.\d+)?", digits) else digits.replace(",", ".")
        )
    except InvalidOperation:
        return digits, end, "code"
    if tail in _SCALES:
        number *= _SCALES[tail]
    elif tail:
        mark = mark or tail
    while end < len(words) and words[end] in _SCALES and len(words[end]) > 1:
        number, end = number * _SCALES[words[end]], end + 1
    if mark == "" and len(digits) > 1 and digits.startswith("0") and "." not in digits:
        return digits, end, "code"
    return plain(number), end, mark


def plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
