"""Passages: pieces of a Source that keep sections, lists and table rows whole and fit the embedding model."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.retrieval.cells import SPAN_LEVEL, TITLE_LEVEL
from assistant.retrieval.cutting import CountTokens, cut
from assistant.retrieval.likely import ANSWERED, UNANSWERED, tied
from assistant.retrieval.lines import REPEATED_LEVEL
from assistant.retrieval.markup import plain, words
from assistant.retrieval.record_files import record_sources
from assistant.retrieval.sentences import spans
from assistant.types import Block, Passage, Source, Unit

MAX_TOKENS = 300  # of the units in one passage
LIMIT, HEADING_LIMIT = 500, 100  # tokens of a passage with its title and section, and of a section: a model reads 512
MERGE_WORDS = 70  # a section shorter than this takes the next one in
CHAPTER_LEVEL, CHAPTER_WORDS = 2, 30  # a section of its own number or rank is kept apart sooner
ITEM_WORDS = 45  # a longer list item is quoted sentence by sentence
PATH_HEADINGS = 2
OUTLINE_MIN, OUTLINE_MAX = 2, 40

_MARKS = re.compile(r"<[^<>]*>|[\s•➤○*#|-]|\d+[.)]")
_STRAY = 3  # characters of a footnote mark or a broken bullet

_ELSEWHERE = ("related pages", "sources", ANSWERED.lower(), UNANSWERED.lower())


@dataclass
class _Draft:
    """Units gathered for the next passage under the headings that were open when it began."""

    path: tuple[str, ...]
    units: list[Unit] = field(default_factory=list)
    tokens: int = 0

    @property
    def words(self) -> int:
        return sum(words(unit.text) for unit in self.units if unit.kind != "heading")

    @property
    def has_body(self) -> bool:
        return any(unit.kind != "heading" for unit in self.units)


def passages_of(source: Source, count_tokens: CountTokens) -> list[Passage]:
    """The Passages of a Source in reading order, then one outline for each section that has sub-headings.

    `id` hashes the document's name, the passage's words and how often they have come before, so it survives changes elsewhere.
    """
    count = lru_cache(maxsize=4_096)(count_tokens)
    seen: dict[str, int] = {}
    return [passage for each in record_sources(source) or [source] for passage in _of_one(each, count, seen)]


def _of_one(source: Source, count: CountTokens, seen: dict[str, int]) -> list[Passage]:
    # Our own pages name their parts alike ("Who to ask"): an outline of them says nothing.
    drafts = [*_drafts(source, count), *(() if source.provenance.owner else _outlines(source))]
    drafts = drafts or [_Draft((), [_heading_unit(block, number) for number, block in enumerate(source.blocks)])]
    return [_passage(source, part, seen) for draft in drafts for part in _fitted(draft, source, count)]


def _fitted(draft: _Draft, source: Source, count_tokens: CountTokens) -> Iterator[_Draft]:
    """The draft, in parts where its units, title and section are more than a model reads."""
    path = draft.path
    while len(path) > 1 and count_tokens(" > ".join(path)) > HEADING_LIMIT:
        path = path[1:]
    path = tuple(_shortened(heading, count_tokens) for heading in path)
    room = max(LIMIT - count_tokens(source.title) - count_tokens(" > ".join(path)), MAX_TOKENS)
    part = _Draft(path)
    for unit in (piece for whole in draft.units for piece in cut(whole, source.text, MAX_TOKENS, count_tokens)):
        tokens = count_tokens(unit.text) + (unit.kind == "item")
        if part.units and part.tokens + tokens > room:
            yield part
            part = _Draft(path)
        part.units.append(unit)
        part.tokens += tokens
    if part.units:
        yield part


def _shortened(heading: str, count_tokens: CountTokens) -> str:
    """The heading as others are told where they stand; one of a sentence or more is cut."""
    while count_tokens(heading) > HEADING_LIMIT or len(heading) > LIMIT:
        heading = heading[: len(heading) // 2].rstrip() + "…"
    return heading


def _passage(source: Source, draft: _Draft, seen: dict[str, int]) -> Passage:
    text = "\n".join(("- " if unit.kind == "item" and not unit.text[0].isdigit() else "") + unit.text for unit in draft.units)
    section = " > ".join(draft.path)
    units = tuple(_joined(source, draft.units))
    asked = "".join(f"\x1f{question}" for unit in units for question in (*unit.likely, *unit.gaps))
    key = hashlib.sha256(f"{source.document}\x1f{source.title}\x1f{section}\x1f{text}{asked}".encode()).hexdigest()[:20]
    seen[key] = seen.get(key, 0) + 1
    start, end = min(unit.start for unit in draft.units), max(unit.end for unit in draft.units)
    shown = "\n".join(part for part in (section, text) if part)
    return Passage(f"{key}-{seen[key]}", source.document, source.title, section, shown, start, end, units)


def _joined(source: Source, units: list[Unit]) -> Iterator[Unit]:
    """The units, each marked if one quote can hold it and the one before, with the questions that they answer."""
    pairs = zip([None, *units], tied(units, source.likely), strict=False)
    for before, unit in pairs:
        yield replace(unit, joined=before is not None and _adjoin(source.text, before, unit))


def _adjoin(text: str, one: Unit, other: Unit) -> bool:
    if other.start < one.end or one.group < 0 or (other.kind == "heading") > (one.kind == "heading"):
        return False
    if (one.kind == "row") != (other.kind == "row"):
        return False
    return len(_MARKS.sub("", text[one.end : other.start])) <= _STRAY


# ---------------------------------------------------------------- reading order


def _drafts(source: Source, count_tokens: CountTokens) -> Iterator[_Draft]:
    stack: list[Block] = []
    draft = _Draft(())
    group, sizes = 0, _group_sizes(source, count_tokens)
    for number, block in _told(source):
        if block.kind == "heading":
            if _closes(draft, block) or draft.tokens > MAX_TOKENS:
                yield draft
                draft = _Draft(())
            _push(stack, block)
            if not draft.has_body:
                _restart(draft, stack[:-1])
            _add(draft, cut(_heading_unit(block, number), source.text, MAX_TOKENS, count_tokens), count_tokens)
            continue
        for unit in _units(source.text, block, number, _nearest(stack, count_tokens), count_tokens):
            needed, begins = count_tokens(unit.text), block.group not in (0, group)
            if begins and sizes[block.group] <= MAX_TOKENS:
                needed = sizes[block.group]  # a list or table that fits one passage stays whole
            group = block.group
            if draft.has_body and draft.tokens + needed > MAX_TOKENS:
                lead = [draft.units.pop()] if begins and _leads_in(draft) else []
                yield draft
                draft = _Draft(tuple(heading.text for heading in stack[-PATH_HEADINGS:]))
                _add(draft, lead, count_tokens)
            _add(draft, [unit], count_tokens)
    if draft.has_body or len(draft.units) > 1:
        yield draft


def _leads_in(draft: _Draft) -> bool:
    """Whether the last unit announces what follows."""
    return len(draft.units) > 1 and draft.units[-1].kind == "paragraph" and draft.units[-1].text.endswith(":")


def _group_sizes(source: Source, count_tokens: CountTokens) -> Counter[int]:
    """The tokens of each list and table."""
    sizes = Counter[int]()
    for block in source.blocks:
        if block.group:
            sizes[block.group] += count_tokens(block.text)
    return sizes


def _told(source: Source) -> Iterator[tuple[int, Block]]:
    """The numbered Blocks, without the sections of our own pages that only lead elsewhere."""
    left_out = 0
    for number, block in enumerate(source.blocks):
        if block.kind == "heading" and (not left_out or block.level <= left_out):
            left_out = block.level if source.provenance.owner and block.text.lower() in _ELSEWHERE else 0
        if not left_out:
            yield number, block


def _restart(draft: _Draft, above: list[Block]) -> None:
    """Headings above the newest one become the path; earlier headings beside it stay, since facts stand in them too."""
    opened = {(heading.start, heading.text) for heading in above}
    draft.units = [unit for unit in draft.units if (unit.start, unit.text) not in opened]
    draft.path = tuple(heading.text for heading in above[-PATH_HEADINGS:])


def _closes(draft: _Draft, heading: Block) -> bool:
    """Whether a passage ends before this heading."""
    if not draft.has_body:
        return False
    catalogue = heading.level >= SPAN_LEVEL and heading.level <= TITLE_LEVEL
    return catalogue or draft.words >= (CHAPTER_WORDS if heading.level <= CHAPTER_LEVEL else MERGE_WORDS)


def _push(stack: list[Block], heading: Block) -> None:
    while stack and stack[-1].level >= heading.level:
        stack.pop()
    stack.append(heading)


def _nearest(stack: list[Block], count_tokens: CountTokens) -> str:
    return _shortened(stack[-1].text, count_tokens) if stack else ""


def _add(draft: _Draft, units: Iterable[Unit], count_tokens: CountTokens) -> None:
    for unit in units:
        draft.units.append(unit)
        draft.tokens += count_tokens(unit.text)


def _heading_unit(block: Block, number: int) -> Unit:
    return Unit(block.text, block.start, block.end, "heading", number)


def _units(text: str, block: Block, number: int, heading: str, count_tokens: CountTokens) -> Iterator[Unit]:
    columns = tuple(name for name in block.header if name)
    whole = Unit(block.text, block.start, block.end, block.kind, number, block.group, heading, columns=columns)
    kept_whole = block.kind == "row" or (block.kind == "item" and words(block.text) <= ITEM_WORDS)
    for part in [whole] if kept_whole else _sentences(text, whole):
        yield from cut(part, text, MAX_TOKENS, count_tokens)


def _sentences(text: str, whole: Unit) -> Iterable[Unit]:
    raw = text[whole.start : whole.end]
    parts = [replace(whole, text=plain(raw[a:b]), start=whole.start + a, end=whole.start + b) for a, b in spans(raw)]
    return [part for part in parts if any(map(str.isalnum, part.text))] or [whole]


# ---------------------------------------------------------------- outlines


def _outlines(source: Source) -> Iterator[_Draft]:
    """A section's heading with its own sub-headings: what a list of programmes, priorities or actions is often asked from."""
    stack: list[tuple[int, Block]] = []
    sections: dict[tuple[str, ...], dict[str, Unit]] = {}
    for number, block in enumerate(source.blocks):
        if block.kind != "heading":
            continue
        while stack and stack[-1][1].level >= block.level:
            stack.pop()
        if stack:
            path = tuple(heading.text for _, heading in stack)
            units = sections.setdefault(path, {"": _heading_unit(stack[-1][1], stack[-1][0])})
            if block.level != REPEATED_LEVEL and not block.text.endswith(":"):
                units.setdefault(block.text, _heading_unit(block, number))
        stack.append((number, block))
    for group, (path, units) in enumerate(sections.items(), 1):
        if OUTLINE_MIN < len(units) <= OUTLINE_MAX:
            above = path[:-1][-PATH_HEADINGS:]
            yield _Draft(above, [replace(unit, group=-group, heading=path[-1]) for unit in units.values()])
