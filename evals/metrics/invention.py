"""Facts from nowhere: what an answer states in figures, dates and contacts that nothing it rests on holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.metrics.contacts import Contact, contacts
from evals.metrics.dates import Day, dates, stands_among
from evals.metrics.measured import Measured
from evals.metrics.plain_text import plain_text, without_form
from evals.metrics.quantities import MONEY, Quantity, quantities, stands_in

# What a refusal may name without a source, and what is said to somebody who is not coping: where help is always found.
_HELP = "999 101 111 112 116 123 option 2 85258 24/7 A&E nhs.uk gov.uk www.nhs.uk www.gov.uk samaritans.org"
_NOT_COPING = "stress"
_REFUSALS = frozenset({"signposted", "declined", "no_evidence"})


@dataclass(frozen=True, slots=True)
class _Stated:
    contacts: Sequence[Contact]
    dates: Sequence[Day]
    quantities: Sequence[Quantity]


def invention(case: Case, answer: SaidAnswer) -> Measured:
    """`invented`: 1 where a given answer states a number, a date, an amount of money, an e-mail address, a link or a telephone
    number that stands nowhere in what it rests on, else 0; nothing for an answer that was not given.

    It rests on its citations (quote, columns, section, title, document and link), on the question, its history and profile, and
    on the length of a route where that is what the lengths of its steps add up to. A number has to stand there with the same unit
    or with none; money and shares with their sign, which may stand in a column's name. Citation marks and the ordinals of lists
    are no numbers. A refusal, and an answer to somebody who is not coping, may name emergency numbers; what else a refusal
    states from nowhere is a failure too, though it has no value. What a citation that is not real holds does not count (see
    `citations.borne`). Definition of this project.
    """
    strange = _strange(_stated(without_form(answer.answer)), _basis(case, answer))
    failures = tuple(f"states {said!r}, which nothing it rests on holds" for said in strange)
    return Measured({"invented": float(bool(strange))} if answer.given else {}, failures)


@dataclass(frozen=True, slots=True)
class _Basis:
    text: str
    columns: str


def _basis(case: Case, answer: SaidAnswer) -> _Basis:
    parts = [case.question, *(content for _, content in case.history), *case.profile.values()]
    columns = []
    for each in answer.citations:
        parts += [each.quote, each.section, each.title, each.document, each.url]
        columns += [*each.columns, each.section]
    parts += answer.added_up
    if answer.outcome in _REFUSALS or answer.kind == _NOT_COPING:
        parts.append(_HELP)
    return _Basis("\n".join([*parts, *columns]), " ".join(columns))


def _strange(stated: _Stated, basis: _Basis) -> list[str]:
    held, text = _held(basis.text), plain_text(basis.text).lower()
    numbers = frozenset(each.value for each in held.quantities)
    known = {each.same for each in held.contacts}
    signs = {unit for unit in MONEY | {"%"} if unit in basis.columns}
    strange = [each.said for each in stated.contacts if each.same not in known and each.same not in text]
    strange += [each.said for each in stated.dates if not stands_among(each, held.dates, numbers)]
    strange += [each.said for each in stated.quantities if not stands_in(each, held.quantities, money=each.unit in signs)]
    return list(dict.fromkeys(strange))


def _stated(text: str) -> _Stated:
    """What a text states, nothing of it twice: the digits of a link or a date are no numbers of their own."""
    found, rest = contacts(text)
    days = dates(rest)
    for day in days:
        rest = rest[: day.start] + " " * (day.end - day.start) + rest[day.end :]
    return _Stated(found, days, quantities(rest))


@lru_cache(maxsize=1000)
def _held(text: str) -> _Stated:
    """What a text may be held against: all numbers, those within dates and contacts too."""
    plain = plain_text(text)
    found, rest = contacts(plain)
    return _Stated(found, dates(rest), quantities(plain))
