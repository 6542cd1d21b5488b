"""The rules of a record by itself: its wording, and the numbers of its rules, which must stand in a sentence too."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from assistant.corpus.content import Entry
from assistant.corpus.faults import Fault
from assistant.corpus.wording import OFFERS, UNCONFIRMED, people
from assistant.knowledge.conditions import Condition
from assistant.knowledge.records import words_of
from assistant.knowledge.schema import Amount, Scheme, Span

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MILLIONS = re.compile(r"(\d[\d,]*(?:\.\d+)?) ?(?:million|m\b)")
_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty""".split()
_NUMBERS = dict(zip(_WORDS, range(21), strict=True)) | {"a year": 1, "an hour": 1, "half an hour": 0.5, "half a year": 0.5}
_NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "once": 1, "twice": 2}
_WEEKS_A_MONTH = 4.345
_COUNTED = ("age", "hours", "earnings", "band", "years_away", "years_registered", "apprenticeship_level")


def faults_of(entry: Entry) -> Iterator[Fault]:
    """All that is wrong with a record by itself."""
    record = entry.record
    text = " ".join(words.text for words in words_of(record))
    if record.confidence == "unverified" and UNCONFIRMED not in record.text.text:
        yield _fault(
            entry, "text", "the record is unverified, but its text does not say so", 'say "not confirmed by our sources"'
        )
    for offer in [] if record.status == "offered" else OFFERS.findall(text):
        problem = f"{offer!r} sounds like an offer, but the record is {record.status!r}"
        yield _fault(entry, "status", problem, "say what was described, and when")
    for name in people(text):
        yield _fault(entry, "text", f"{name!r} looks like the name of a person", "name the role or team")
    yield from _misdated(entry)
    said = _said(text)
    for path, number, forms in _rules(record, ""):
        if not said & forms:
            problem = f"{path} is {number:g}, and no sentence of the record says that number"
            yield Fault(entry.shown, f"{entry.key}: {path}", problem, "say it in a sentence, with its date", "warning")


def _fault(entry: Entry, key: str, problem: str, remedy: str) -> Fault:
    return Fault(entry.shown, f"{entry.key}: {key}", problem, remedy)


def _misdated(entry: Entry) -> Iterator[Fault]:
    """Sums whose date is not that of the source they are quoted with."""
    record = entry.record
    for place, amount in enumerate(record.amounts if isinstance(record, Scheme) else ()):
        source = amount.source or record.source
        if amount.as_of != source.as_of:
            problem = f"as_of is {amount.as_of}, but the sum is quoted with {source.title!r} of {source.as_of}"
            yield _fault(entry, f"amounts.{place}", problem, "give the sum the source that says it, or the date of this one")


def _said(text: str) -> frozenset[float]:
    """The numbers that a text says, in digits or words; 8a to 8d are 8.1 to 8.4, and weeks are also told in months."""
    text = text.lower()
    digits = {float(found.rstrip(",").replace(",", "")) for found in _DIGITS.findall(text)}
    digits |= {float(found.replace(",", "")) * 1_000_000 for found in _MILLIONS.findall(text)}
    words = {float(number) for word, number in _NUMBERS.items() if re.search(rf"\b{word}\b", text)}
    bands = {8 + (ord(letter) - ord("a") + 1) / 10 for letter in re.findall(r"\b8([a-d])\b", text)}
    weeks = {float(round(number / _WEEKS_A_MONTH)) for number in digits | words if "week" in text}
    return frozenset(digits | words | bands | weeks)


def _rules(value: object, path: str) -> Iterator[tuple[str, float, frozenset[float]]]:
    """Each number of a rule: where it stands, and the numbers by which a sentence may say it."""
    if isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from _rules(each, f"{path}.{place}")
    elif isinstance(value, Span):
        for name, number in (("least", value.least), ("most", value.most)):
            if number:
                yield f"{path}.{name}", number, _spans(path.rpartition(".")[2], number)
    elif isinstance(value, BaseModel):
        yield from _own(value, path)
        for name in type(value).model_fields:
            yield from _rules(getattr(value, name), f"{path}.{name}".lstrip("."))


def _own(value: BaseModel, path: str) -> Iterator[tuple[str, float, frozenset[float]]]:
    if isinstance(value, Amount) and value.pounds is not None:
        yield f"{path}.pounds", value.pounds, frozenset({value.pounds})
    if isinstance(value, Condition) and value.about in _COUNTED:
        # "under 25" is at most 24, "over 18" at least 19
        if value.at_least is not None:
            yield f"{path}.at_least", value.at_least, frozenset({value.at_least, value.at_least - 1})
        if value.at_most is not None:
            yield f"{path}.at_most", value.at_most, frozenset({value.at_most, value.at_most + 1})


def _spans(name: str, number: int) -> frozenset[float]:
    """Months are also told in years, minutes in hours."""
    larger = {"months": 12, "minutes": 60}.get(name, 1)
    return frozenset({float(number), number / larger})
