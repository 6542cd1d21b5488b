"""Money, rungs of a ladder (pay bands, levels, tiers) and plain numbers."""

import re
from collections.abc import Iterator, Sequence

from evals.corruptions.times import dates, lengths
from evals.corruptions.values import DIGITS, WORDS, Family, Value, number, written_like

_MONEY = re.compile(rf"£(?P<sum>{DIGITS})(?P<million> million)?(?!\d)")
_RUNG = re.compile(r"\b(?P<ladder>[Bb]and|[Ll]evel|Tier)(?::| is)? (?P<rung>\d[a-d]?)\b(?!\.\d|,\d)(?! (?:years|months|hours))")
_RUNGS = {"band": "2 3 4 5 6 7 8a 8b 8c 8d 9".split(), "level": "1 2 3 4 5 6 7".split(), "tier": "1 2 3".split()}
_NUMBER = re.compile(rf"(?<![\w£.,/+@:-])(?:{DIGITS})%?(?![\w/@]|[.,:-]\d)|\b(?:{'|'.join(WORDS[1:])})\b(?!-)")
_PHONE = re.compile(r"\b\d[\d ]{2,}\d{3}\b|\b(?<=call )\d{3}\b|\b(?<=Text )\d{5}\b")
_NAMED = re.compile(r"PLAB [12]|Plan \d|\d+ Year Health Plan|option \d|A-level|day \d+|levels? \d[\d, ]*(?: ?and| or) \d", re.I)
_NUMBERED = re.compile(r"^\d+\. ")


def sums(text: str) -> list[Value]:
    """Amounts in pounds."""
    return [
        Value(match.start(), match.end(), match[0], (number(match["sum"]) * (1e6 if match["million"] else 1),), "sum")
        for match in _MONEY.finditer(text)
    ]


def other_sums(amount: Value) -> list[str]:
    """The amount with another first or second digit, or ten times as much."""
    match = _MONEY.fullmatch(amount.text)
    if match is None:
        return []
    digits = match["sum"]
    places = [place for place, letter in enumerate(digits) if letter.isdigit()]
    said = [_with_digit(digits, places[0], 1), _with_digit(digits, places[0], 3)]
    said += [_with_digit(digits, places[1], step) for step in (2, 5) if len(places) > 2]
    return [f"£{other}{match['million'] or ''}" for other in said]


def _with_digit(digits: str, place: int, step: int) -> str:
    return digits[:place] + str((int(digits[place]) + step - 1) % 9 + 1) + digits[place + 1 :]


def rungs(text: str) -> list[Value]:
    """Pay bands, qualification levels and tiers of training: each a rung of a ladder."""
    return [
        Value(
            match.start("rung"),
            match.end("rung"),
            match["rung"],
            (match["ladder"].lower(), match["rung"]),
            match["ladder"].lower(),
        )
        for match in _RUNG.finditer(text)
        if match["rung"] in _RUNGS[match["ladder"].lower()]
    ]


def other_rungs(rung: Value) -> list[str]:
    """The other rungs of the ladder, the nearest first."""
    ladder = _RUNGS[rung.shape]
    place = ladder.index(rung.text)
    return sorted((other for other in ladder if other != rung.text), key=lambda other: abs(ladder.index(other) - place))


def numbers(text: str) -> list[Value]:
    """Counts, shares, scores, ages and telephone numbers: what is none of the other values and no part of a name."""
    taken = [(each.start, each.end) for find in (dates, lengths, sums, rungs) for each in find(text)]
    taken += [match.span() for pattern in (_NAMED, _NUMBERED) for match in pattern.finditer(text)]
    phones = [Value(*match.span(), match[0], (match[0],), "telephone") for match in _PHONE.finditer(text)]
    taken += [(phone.start, phone.end) for phone in phones]
    return [*phones, *_plain_numbers(text, taken)]


def _plain_numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Value]:
    for match in _NUMBER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            shape = "share" if match[0].endswith("%") else "score" if "." in match[0] else "count"
            yield Value(*match.span(), match[0], (shape, number(match[0].rstrip("%"))), shape)


def other_numbers(value: Value) -> list[str]:
    """A larger or a smaller number, written alike."""
    if value.shape == "telephone":
        return [value.text[:-1] + str((int(value.text[-1]) + step) % 10) for step in (1, 4)]
    digits = value.text.rstrip("%")
    count, sign = number(digits), value.text[len(digits) :]
    near = max(1, round(count / 4))
    steps = (0.5, -0.5, 1, -1) if value.shape == "score" else (near, -near, max(1, round(count)))
    others = [count + step for step in steps if count + step > 0 and not (sign and count + step > 100)]
    return [written_like(other, digits) + sign for other in others]


SUMS = Family(sums, other_sums)
RUNGS = Family(rungs, other_rungs)
NUMBERS = Family(numbers, other_numbers)
