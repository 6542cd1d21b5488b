"""Running headers and footers and page numbers: what stands at the edges of page after page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from assistant.retrieval.reading.pdf.lines import Line

_EDGE = 3  # baselines at the top and at the bottom of a page that may be furniture
_SHORT_DOCUMENT = 5  # pages; with fewer, one baseline may be
_WINDOW, _TIMES = 5, 3  # a running line stands on so many of so many successive pages
_SHIFT = 4  # points
_NUMBER = re.compile(r"(?:page|p\.|[-–—|])?\s*(?:\d{1,3}|[ivxl]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,3})?\s*[-–—|]?", re.IGNORECASE)
_COUNT = re.compile(r"(?<![\d.,])\d+(?![\d.,]*\d)")  # numbers that may count pages: whole ones
_APART = 1.6  # of a line's size: the names of a table's columns stand nearer to its rows
_COLUMNS = 3

Level = list[Line]


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages' lines without what repeats at their edges; column names stay where they come first."""
    levels = [_levels(page) for page in pages]
    running = _running(levels)
    seen: set[str] = set()
    kept = []
    for page, of_page in zip(pages, levels, strict=True):
        gone = {id(line) for line in _furniture(of_page, running, seen, len(pages))}
        gone |= {id(line) for line in _furniture(of_page[::-1], running, seen, len(pages))}
        kept.append([line for line in page if id(line) not in gone])
        seen.update(_key(line) for line in page)
    return kept


def _levels(page: Sequence[Line]) -> list[Level]:
    """The lines in the page's main direction by baseline, from the top down."""
    if not page:
        return []
    angles = [line.angle for line in page]
    main = max(set(angles), key=angles.count)
    levels: list[Level] = []
    for line in sorted((line for line in page if line.angle == main), key=lambda line: -line.y):
        if levels and levels[-1][0].y - line.y < line.size / 3:
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _furniture(levels: Sequence[Level], running: frozenset[int], seen: set[str], pages: int) -> list[Line]:
    """The outermost levels of which every line is furniture, as far in as they go."""
    depth = 0
    while depth < min(_edge(pages), len(levels)) and all(
        id(line) in running or _is_number(line, levels, depth) for line in levels[depth]
    ):
        depth += 1
    if depth and _names_columns(levels, depth - 1) and not all(_key(line) in seen for line in levels[depth - 1]):
        depth -= 1
    return [line for level in levels[:depth] for line in level]


def _edge(pages: int) -> int:
    return 1 if pages < _SHORT_DOCUMENT else _EDGE


def _is_number(line: Line, levels: Sequence[Level], depth: int) -> bool:
    return bool(_NUMBER.fullmatch(line.text)) and _is_apart(levels, depth)


def _names_columns(levels: Sequence[Level], depth: int) -> bool:
    cells = sum(len(line.cells) for line in levels[depth])
    return cells >= _COLUMNS and not _is_apart(levels, depth)


def _is_apart(levels: Sequence[Level], depth: int) -> bool:
    """Whether the next level is further off than the next line of a paragraph would be."""
    if depth + 1 >= len(levels):
        return True
    line, inner = levels[depth][0], levels[depth + 1][0]
    return abs(line.y - inner.y) > _APART * line.size


def _running(pages: Sequence[Sequence[Level]]) -> frozenset[int]:
    """The lines, by identity, that recur at the same place of successive pages, numbers in them aside."""
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, levels in enumerate(pages):
        edge = _edge(len(pages))
        outer = [*levels[:edge], *levels[max(edge, len(levels) - edge) :]]
        for line in (line for level in outer for line in level):
            places[_key(line)].append((number, line))
    found: set[int] = set()
    for same in places.values():
        for group in _level_groups(same):
            on = {number for number, _ in group}
            found.update(id(line) for number, line in group if _recurs(number, on, len(pages)))
    return frozenset(found)


def _level_groups(same: list[tuple[int, Line]]) -> list[list[tuple[int, Line]]]:
    """The twins grouped by where they stand on their pages."""
    ordered = sorted(same, key=lambda one: one[1].y)
    starts = [0]
    for place in range(1, len(ordered)):
        grows = ordered[place][1].y - ordered[place - 1][1].y > _SHIFT
        starts.append(starts[-1] + int(grows))
    numbered = zip(starts, ordered, strict=False)
    return [[one for _, one in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def _recurs(number: int, on: set[int], pages: int) -> bool:
    if pages < _SHORT_DOCUMENT:
        return len(on) > 1 and 2 * len(on) >= pages
    starts = range(max(0, number - _WINDOW + 1), number + 1)
    return any(sum(page in on for page in range(start, start + _WINDOW)) >= _TIMES for start in starts)


def _key(line: Line) -> str:
    return _COUNT.sub("#", line.text.casefold())
