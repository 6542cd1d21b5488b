"""The lines of an answer with what the details know of each, for formats in which all is said once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.channels.replies.markdown import Line, without_marks
from assistant.channels.replies.told import Told, ToldItem, unsaid

_BEFORE_MANY, _BEFORE_ONE = "These may have changed", "May have changed"  # as it is said over some lines, and before one


@dataclass(frozen=True, slots=True)
class NotedLine:
    """A line, and the facts of the step or item that it says."""

    line: Line
    facts: tuple[str, ...] = ()


def noted(lines: Sequence[Line], told: Told | None) -> tuple[list[NotedLine], tuple[ToldItem, ...]]:
    """The lines with their facts, and the items of which no line says something that there is a fact of."""
    if told is None:
        return [NotedLine(line) for line in lines], ()
    waiting = _Waiting(told.items)
    found: list[NotedLine] = []
    head = ""
    for line in lines:
        words = without_marks(line.text)
        facts = waiting.take(words, head)
        if words.endswith(":") and facts is None:
            head = words
        elif line.kind != "bullet":
            head = ""
        found.append(NotedLine(line, unsaid(facts or (), f"{head} {words}")))
    return found, tuple(_left(told.items, waiting))


def _left(items: Iterable[ToldItem], waiting: "_Waiting") -> Iterator[ToldItem]:
    for at, item in enumerate(items):
        steps = tuple(step for number, step in enumerate(item.steps) if waiting.has((at, number)))
        if steps or (item.facts and waiting.has((at, -1))):
            yield replace(item, steps=steps)


class _Waiting:
    """The items and steps that no line has said yet; a place is those of the item and the step, -1 for the item itself."""

    def __init__(self, items: Sequence[ToldItem]) -> None:
        self._facts: dict[tuple[int, int], tuple[str, ...]] = {}
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, item in enumerate(items):
            self._add((at, -1), item.title, item.facts)
            for number, step in enumerate(item.steps):
                self._add((at, number), step.text, step.facts)

    def _add(self, place: tuple[int, int], text: str, facts: tuple[str, ...]) -> None:
        self._facts[place] = facts
        self._places[without_marks(text)].append(place)

    def has(self, place: tuple[int, int]) -> bool:
        """Whether no line has said it."""
        return place in self._facts

    def take(self, words: str, head: str) -> tuple[str, ...] | None:
        """The facts of the first that these words say, by themselves or under their head; None where they say none."""
        heads = ("", head, head.replace(_BEFORE_MANY, _BEFORE_ONE)) if head else ("",)
        places = next((found for each in heads if (found := self._places.get(f"{each} {words}".strip()))), None)
        return self._facts.pop(places.pop(0)) if places else None
