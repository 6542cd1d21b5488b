"""Which programmes are told, in what order, and what is said before each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.careers.ageing import MAY_HAVE_CHANGED, NOT_CONFIRMED, is_old
from assistant.careers.book import Book, dated
from assistant.careers.learning.askers import Asker
from assistant.careers.learning.matching import Fit, fit
from assistant.careers.learning.naming import named
from assistant.careers.learning.wishes import Wish
from assistant.knowledge.schema import Programme
from assistant.types import Standing

_SHOWN = 5
_ASKED_ABOUT = 2  # how many of what nobody has confirmed follow what can be used
_NEAREST = 3
_SAME_AGAIN = 1.5  # what each one of its theme that is shown already takes from the worth of the next
_MONEY = re.compile(r"£|\b(?:free|pays?|paid|costs?|fund(?:s|ed|ing)?)\b", re.IGNORECASE)
_SOCIAL_CARE = "social_care"


@dataclass(frozen=True, slots=True)
class Pick:
    """A programme that is told, how it stands, and our words before what it says."""

    fit: Fit
    status: Standing
    lead: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """All fits, best first, by what may be said of them."""

    named: tuple[Fit, ...]
    ready: tuple[Fit, ...]
    doubtful: tuple[Fit, ...]
    near: tuple[Fit, ...]


def shelf_of(book: Book, wish: Wish, asker: Asker) -> Shelf:
    """Every programme of the book, by how well it fits; at once nobody can ask whether something runs, if there is what does."""
    fits = sorted((fit(each, wish, asker) for each in book.all(Programme)), key=lambda each: -each.score)
    told = {each.id for each in named((each.programme for each in fits), wish)[:_ASKED_ABOUT]}
    offered = [each for each in fits if each.programme.status == "offered" and each.programme.id not in told]
    unknown = [each for each in fits if each.programme.status == "unknown" and each.programme.id not in told]
    ready = tuple(each for each in offered if each.suits)
    return Shelf(
        named=tuple(each for each in fits if each.programme.id in told),
        ready=ready,
        doubtful=() if wish.at_once and ready else tuple(each for each in unknown if each.suits),
        near=tuple(each for each in offered if not each.suits),
    )


def picks_of(shelf: Shelf, today: date) -> Iterator[Pick]:
    """What is told: what is named, then what can be used, then what to ask about; where nothing can be used, what comes near."""
    picks = [_pick_of_named(each, today) for each in shelf.named]
    picks += [_pick(each, today) for each in _chosen(shelf.ready, _SHOWN - len(picks))]
    usable = any(pick.status == "met" for pick in picks)
    room = max(1, min(_ASKED_ABOUT if usable else _NEAREST, _SHOWN - len(picks)))
    yield from picks
    yield from (_pick_to_ask(each, today) for each in shelf.doubtful[:room])
    if not usable:
        yield from (_pick_nearest(each, today) for each in _nearest(shelf))


def _pick(found: Fit, today: date) -> Pick:
    return Pick(found, "met", _spoken(*found.reasons_for, _doubt(found.programme, today)))


def _nearest(shelf: Shelf) -> Iterable[Fit]:
    """What is about the subject; where there is something to ask about, nothing that is about something else."""
    of_subject = [each for each in shelf.near if each.is_of_subject]
    return (of_subject or ([] if shelf.doubtful else shelf.near))[:_NEAREST]


def _pick_of_named(found: Fit, today: date) -> Pick:
    status = found.programme.status
    if status == "planned":
        return Pick(found, "not_met", "A plan, nothing to join yet:")
    if status == "ended":
        return Pick(found, "not_met", "Closed:")
    if status == "unknown":
        return _pick_to_ask(found, today)
    return _pick(found, today) if found.suits else _pick_nearest(found, today, "You named it")


def _pick_to_ask(found: Fit, today: date) -> Pick:
    doubt = _doubt(found.programme, today)
    return Pick(found, "unknown", f"Ask whether it runs. {doubt}" if doubt else "Ask whether it runs:")


def _pick_nearest(found: Fit, today: date, how: str = "Near") -> Pick:
    against = ", ".join(found.reasons_against)
    return Pick(found, "not_met", _spoken(f"{how}, but {against}.", _doubt(found.programme, today)))


def _spoken(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _doubt(programme: Programme, today: date) -> str:
    """What is said before words that may no longer be true, or that no source confirms."""
    if programme.confidence == "unverified":
        return NOT_CONFIRMED
    return MAY_HAVE_CHANGED if _MONEY.search(programme.text.text) and is_old(dated(programme), today) else ""


def _chosen(ready: Sequence[Fit], room: int) -> list[Fit]:
    """The best of several themes; of what is free, and open to social care, the best has a place."""
    chosen = _varied(ready, room)
    for wanted in (_is_free, _is_for_care):
        found = next((each for each in ready if wanted(each)), None)
        if chosen and found and not any(map(wanted, chosen)):
            chosen = [*chosen[:-1], found]
    return chosen


def _varied(ready: Sequence[Fit], room: int) -> list[Fit]:
    """The best; where no subject is asked for, another theme comes before more of the same."""
    if any(each.is_of_subject for each in ready):
        return list(ready[:room])
    left, chosen = list(ready), list[Fit]()
    while left and len(chosen) < room:
        themes = Counter(each.programme.theme for each in chosen)
        best = max(left, key=lambda each: each.score - _SAME_AGAIN * themes[each.programme.theme])
        left = [each for each in left if each is not best]
        chosen.append(best)
    return chosen


def _is_free(found: Fit) -> bool:
    return found.programme.cost == "free"


def _is_for_care(found: Fit) -> bool:
    return _SOCIAL_CARE in found.programme.settings or "anyone" in found.programme.staff_groups
