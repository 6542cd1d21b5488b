"""The details of an answer as the page draws them: in place of those lines of its text that say the same, so that each is said once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from assistant.channels.replies import one_line, visible, without_marks
from assistant.types import Choice, Details, Item, Step

Drawn = Literal["routes", "table", "checklist"]
COLUMNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("what_it_is", frozenset({"scheme", "programme"})),
    ("depends_on", frozenset({"condition"})),
    ("sums_and_limits", frozenset({"amount", "threshold"})),
    ("next_step", frozenset({"apply", "start", "contact"})),
)
"""The columns of a table by the names of their labels, each with the parts that stand in it; the first takes what no other does."""

TICK = "done: "
"""How a message that ticks a step begins."""

_ENDS = frozenset({"total", "wait", "leads"})  # of a whole route, whichever step they follow


@dataclass(frozen=True, slots=True)
class Said:
    """A step with its words as the text says them; `head` are those that are said once for it and its neighbours ("Need to know:")."""

    step: Step
    words: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Steps that stand under one head, or one without."""

    head: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A step of a route with what it asks and who pays; `said` is None for what comes before the first."""

    said: Said | None
    notes: tuple[Notes, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An item with what is said of it: by the legs of a route with its `ends`, or by the columns of a table."""

    item: Item
    said: tuple[Said, ...]

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The steps of a route, each with its notes."""
        found: list[list[Said]] = [[]]
        for each in self.said:
            if each.step.part == "step":
                found.append([each])
            elif each.step.part not in _ENDS:
                found[-1].append(each)
        opening, *legs = found
        first = (Leg(None, _notes(opening)),) if opening else ()
        return (*first, *(Leg(leg[0], _notes(leg[1:])) for leg in legs))

    @property
    def ends(self) -> tuple[Notes, ...]:
        """What is said of the whole route."""
        return _notes([each for each in self.said if each.step.part in _ENDS])

    def cell(self, column: str) -> tuple[Notes, ...]:
        """What stands in a column of COLUMNS."""
        return _notes([each for each in self.said if _column(each.step) == column])


@dataclass(frozen=True, slots=True)
class Drawing:
    """A text in Markdown and what is drawn between its lines; all of the text is `before` where nothing is drawn."""

    before: str
    kind: Drawn | None = None
    parts: tuple[Part, ...] = ()
    after: str = ""
    journey: str = ""

    @property
    def boxes(self) -> tuple[str, ...]:
        """The ids of the steps that can be ticked."""
        return tuple(each.step.id for part in self.parts for each in part.said if each.step.id)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a table in which something stands."""
        used = {_column(each.step) for part in self.parts for each in part.said}
        return tuple(name for name, _ in COLUMNS if name in used)


def drawing(text: str, details: Details | None) -> Drawing:
    """What the page shows of an answer's text and details."""
    kind = _kind(details) if details else None
    if details is None or kind is None:
        return Drawing(text)
    items = [item for item in details.items if item.steps]
    raw = visible(text).split("\n")
    taken, said = _read(raw, [step for item in items for step in item.steps], {f"**{item.title}**" for item in items})
    first = min(taken, default=len(raw))
    before, after = (
        [line for at, line in enumerate(raw) if at not in taken and (at < first) is early] for early in (True, False)
    )
    told = iter(said)
    parts = tuple(Part(item, tuple(next(told) for _ in item.steps)) for item in items)
    return Drawing("\n".join(before).strip(), kind, parts, "\n".join(after).strip(), details.id)


def has_box(choice: Choice, details: Details | None) -> bool:
    """Whether a choice is to tick a step that has a box in the checklist."""
    steps = {step.id for item in details.items for step in item.steps if step.id} if details else set()
    return choice.value.startswith(TICK) and choice.value.removeprefix(TICK) in steps


def _kind(details: Details) -> Drawn | None:
    """How details are drawn; a briefing, and a list of which nothing can be ticked, are read best as they are written."""
    steps = [step for item in details.items for step in item.steps]
    drawn: Mapping[str, Drawn] = {"routes": "routes", "schemes": "table", "programmes": "table"}
    if details.type == "journey" and details.id and any(step.id for step in steps):
        return "checklist"
    return drawn.get(details.type) if steps else None


def _read(raw: Sequence[str], steps: Sequence[Step], titles: set[str]) -> tuple[set[int], list[Said]]:
    """Which lines of a text say the steps or stand over them, and each step as it is said there."""
    waiting = _Waiting(steps)
    said = [Said(step, _plain(step.text)) for step in steps]
    taken: set[int] = set()
    head, over = "", 0
    for at, line in enumerate(raw):
        words = _plain(line)
        if line.strip() in titles or (place := waiting.take(words)) is not None:
            taken.add(at)
        elif head and (place := waiting.take(words, head)) is not None:
            taken |= {over, at}
            said[place] = Said(steps[place], words, head)
            continue
        head, over = (words, at) if words.endswith(":") else ("", 0)
    return taken, said


class _Waiting:
    """The steps that no line has said yet."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, step in enumerate(steps):
            self._places[_plain(step.text)].append(place)

    def take(self, words: str, head: str = "") -> int | None:
        """The place of the first step that is said by these words under this head."""
        one = head.replace("These may have changed", "May have changed")  # as it stands before one line
        found = next((places for each in (head, one) if (places := self._places.get(f"{each} {words}".strip()))), None)
        return found.pop(0) if found else None


def _plain(text: str) -> str:
    return without_marks(one_line(text.strip().removeprefix("- ")))


def _notes(said: Sequence[Said]) -> tuple[Notes, ...]:
    heads = groupby(enumerate(said), key=lambda each: each[1].head or each[0])
    return tuple(Notes(group[0].head, tuple(group)) for group in ([each for _, each in found] for _, found in heads))


def _column(step: Step) -> str:
    return next((name for name, parts in COLUMNS if step.part in parts), COLUMNS[0][0])
