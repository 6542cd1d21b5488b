"""A swap: one thing in a true sentence put in the place of another, so that the sentence says what its quotes do not."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.corruptions.values import Family, Value
from evals.evidence import contains


@dataclass(frozen=True, slots=True)
class Swap:
    """A sentence with `new` in the place of `old`; `elsewhere` says that `new` stands in the quotes, said of something else."""

    sentence: str
    old: str
    new: str
    elsewhere: bool


Swapper = Callable[[str, Sequence[str]], Iterator[Swap]]

_AT_LEAST = re.compile(r"(?:at least|more than|over|above|minimum of|from age)\s*$", re.I)
_AT_MOST = re.compile(r"(?:up to|at most|no more than|no later than|less than|half of)\s*$", re.I)
_ABOUT = re.compile(r"(?:about|around|nearly|usually)\s*$", re.I)
_KEPT = 20_000  # texts whose values are remembered: a passage is read once for each of its sentences
_NEAR = 0.2  # "about 3" is not made false by 3.2
_FAR = 13  # times: a year may turn into a month, but six months into eight hours reads as a slip
_RATE = re.compile(r" an? (?:hour|day|week|month|year)\b")
_PLURAL = re.compile(r"\w+s\b")


def value_swapper(family: Family) -> Swapper:
    """Swaps a value for another of its shape: one that the quotes say of something else, or one that they do not say."""

    known_text = Family(lru_cache(maxsize=_KEPT)(family.find), family.others)

    def swaps(sentence: str, said: Sequence[str]) -> Iterator[Swap]:
        own = known_text.find(sentence)
        around = [value for text in said for value in known_text.find(text)]
        taken, known = {value.key for value in own}, {value.key for value in around}
        for value in own:
            elsewhere = dict.fromkeys(other.text for other in around if other.shape == value.shape and other.key not in taken)
            for text in dict.fromkeys((*elsewhere, *family.others(value))):
                other = _read(family, sentence, value, text)
                said_already = other is not None and other.key in (taken if text in elsewhere else known | taken)
                if not said_already and _fits(sentence, value, other):
                    yield Swap(_put(sentence, value, text), value.text, text, text in elsewhere)

    return swaps


def replaced(sentence: str, found: re.Match[str], new: str, said: Sequence[str]) -> Swap:
    """The swap of a stretch of words for others."""
    changed = sentence[: found.start()] + new + sentence[found.end() :]
    return Swap(changed, found[0], new, any(contains(text, new) for text in said))


def _put(sentence: str, value: Value, text: str) -> str:
    return sentence[: value.start] + text + sentence[value.end :]


def _read(family: Family, sentence: str, value: Value, text: str) -> Value | None:
    """The new value where it stands in the changed sentence, or None where it is none there."""
    return next((other for other in family.find(_put(sentence, value, text)) if other.start == value.start), None)


def _fits(sentence: str, value: Value, other: Value | None) -> bool:
    """Whether the new value makes the sentence false and still reads well."""
    if other is None or other.text == value.text or other.key == value.key:
        return False
    one_to_many = other.text in {"1", "one"} and _PLURAL.match(sentence[value.end :].lstrip())
    other_rate = _RATE.match(sentence[value.end :]) and other.text.split()[-1].rstrip("s") != value.text.split()[-1].rstrip("s")
    if one_to_many or (other_rate and value.shape == "length") or not _range_holds(sentence, value, other):
        return False
    before = sentence[: value.start]
    old, new = value.key[-1], other.key[-1]
    if not isinstance(old, float | int) or not isinstance(new, float | int):
        return True
    if not old / _FAR <= new <= old * _FAR:
        return False
    if _AT_LEAST.search(before) and new < old:
        return False
    if _AT_MOST.search(before) and new > old:
        return False
    return not (_ABOUT.search(before) and abs(new - old) < _NEAR * old)


def _range_holds(sentence: str, value: Value, other: Value) -> bool:
    """Whether "16 to 21" still runs upwards."""
    low = re.search(r"(\d[\d,.]*)(?: to |-)£?$", sentence[: value.start])
    high = re.match(r" to £?(\d[\d,.]*)", sentence[value.end :])
    new = re.sub(r"[^\d.]", "", other.text)
    if not new or not (low or high):
        return True
    as_number = [float(found[1].replace(",", "").rstrip(".")) for found in (low, high) if found]
    return (not low or as_number[0] < float(new)) and (not high or float(new) < as_number[-1])
