"""How many tokens of a language model may be used in a day, by one person and in all."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime

from assistant.composing.writing.failures import ModelFailed


def _now() -> datetime:
    return datetime.now(UTC)


class Budgets:
    """Counts the tokens of this process since midnight UTC; a second process counts its own, and a restart begins anew.

    A limit of 0 is none. Whoever has no key counts towards the whole alone.
    """

    def __init__(self, per_person: int, per_day: int, now: Callable[[], datetime] = _now) -> None:
        self._per_person, self._per_day, self._now = per_person, per_day, now
        self._day: date | None = None
        self._whole = 0
        self._of: Counter[str] = Counter()

    def take(self, person: str, tokens: int) -> None:
        """Set aside what a call may use at most.

        Raises:
            ModelFailed: that is more than is left.
        """
        self._turn_the_page()
        if self._per_day and self._whole + tokens > self._per_day:
            raise ModelFailed("budget spent")
        if person and self._per_person and self._of[person] + tokens > self._per_person:
            raise ModelFailed("person's budget spent")
        self._add(person, tokens)

    def give_back(self, person: str, tokens: int) -> None:
        """Return what was set aside and not used; a negative number takes what was used beyond it."""
        self._turn_the_page()
        self._add(person, -tokens)

    def _add(self, person: str, tokens: int) -> None:
        self._whole = max(0, self._whole + tokens)
        if person:
            self._of[person] = max(0, self._of[person] + tokens)

    def _turn_the_page(self) -> None:
        today = self._now().date()
        if today != self._day:
            self._day, self._whole = today, 0
            self._of.clear()
