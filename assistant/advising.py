"""An Advice to the words of an answer: every sentence that it quotes is checked before it is released, and keeps its date."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.advice import Advice, Line
from assistant.knowledge.employers import is_local
from assistant.phrases import Phrases
from assistant.releasing import Check, carrying
from assistant.types import Choice, Citation, Details, Item, Sentence, Source, Statement, Step
from assistant.wording import BULLET, Worded, cited

UNDATED = "date not known"
NOTHING = Worded()

_OF_SEVERAL = ("May have changed", "These may have changed")  # words of ours before one line, and before a list

_OPENING, _PAGE_LINES = 3, 16  # lines of a tool's answer after a page, and of the page before it
_MORE = "Work this out for me"

_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Advised:
    """What is said of an Advice, and its parts for whoever draws them."""

    words: Worded
    details: Details


@dataclass(frozen=True, slots=True)
class _Told:
    """A Line with the citations and the support that it was released with."""

    line: Line
    numbers: tuple[int, ...]
    support: float

    @property
    def words(self) -> str:
        return " ".join(part for part in (self.line.lead, self.line.quote.parts[0] if self.line.quote else "") if part)

    @property
    def marked(self) -> str:
        return self.words + "".join(f" [{number}]" for number in self.numbers)


def advised(advice: Advice, sources: Mapping[str, Source], check: Check, phrases: Phrases, before: Worded = NOTHING) -> Advised:
    """Word the Advice less each line that its quote does not carry, or whose quotes are gone.

    `sources` holds the Source of each quoted document that is still there; `before` is what pages say first, released already.
    """
    citations = _citations(advice.lines, sources, len(before.citations))
    told = _released(advice.lines, citations, check)
    lines = [each for each in told if each is not None]
    spoken = [each for each in lines if not each.line.drawn]
    numbers = {number for each in lines for number in each.numbers}
    words = Worded(
        "\n".join(_text(advice, spoken, phrases, before.text)).strip(),
        (*before.sentences, *(_sentence(each) for each in spoken if each.numbers)),
        (*before.citations, *(each for each in citations.values() if each.number in numbers)),
    )
    items = _items(advice, lines, {each.number: each for each in citations.values()})
    return Advised(words, Details(advice.type, tuple(items), advice.title, advice.assumed, advice.id))


def said_before(advice: Advice, statements: Sequence[Statement]) -> list[Statement]:
    """What the pages say before a tool: a few lines, and only the employer's own where the tool was plainly asked for.

    What stands in documents that the tool quotes is left to it.
    """
    quoted = {line.quote.passage.document for line in advice.lines if line.quote is not None}
    chosen: list[Statement] = []
    for each in statements:
        document, lines = each.passage.document, sum(len(one.parts) for one in (*chosen, each))
        if document not in quoted and lines <= _PAGE_LINES and (is_local(document) or advice.claim == "likely"):
            chosen.append(each)
    return chosen


def opening(advice: Advice) -> Advice:
    """The first lines of an Advice, and of a route all steps with their sum, with the tap that asks for the rest."""
    kept = [at for at, line in enumerate(advice.lines) if line.item in {None, 0}]
    kept = [at for place, at in enumerate(kept) if place < _OPENING or advice.lines[at].part in {"step", "total"}]
    places = {at: place for place, at in enumerate(kept)}
    told = (advice.lines[at] for at in kept)
    lines = tuple(replace(line, rests_on=tuple(places[at] for at in line.rests_on if at in places)) for line in told)
    more = rest_of(advice) if len(kept) < len(advice.lines) else ()
    return replace(advice, lines=lines, items=advice.items[:1], choices=(*more, *advice.choices))


def rest_of(advice: Advice) -> tuple[Choice, ...]:
    """The tap that asks the tool for all that it says, if there is one."""
    return (Choice(_MORE, advice.whole),) if advice.whole else ()


def _citations(lines: Sequence[Line], sources: Mapping[str, Source], before: int) -> dict[_Place, Citation]:
    """One citation for each place that is quoted, in the order in which it is quoted first, numbered after those `before`."""
    found: dict[_Place, Citation] = {}
    for quote in (line.quote for line in lines if line.quote is not None):
        if quote.passage.document in sources and _place(quote) not in found:
            found[_place(quote)] = cited(before + len(found) + 1, quote, sources[quote.passage.document])
    return found


def _place(quote: Statement) -> _Place:
    return quote.passage.document, quote.start, quote.end


def _released(lines: Sequence[Line], citations: Mapping[_Place, Citation], check: Check) -> list[_Told | None]:
    """Each line as it may be told, None where it may not; what adds up others is told only if all of them are."""
    quoted = [_quoted(line, line.quote, citations, check) if line.quote else None for line in lines]
    return [
        found if line.quote else _joined(line, [quoted[at] for at in line.rests_on])
        for line, found in zip(lines, quoted, strict=True)
    ]


def _joined(line: Line, rests_on: Sequence[_Told | None]) -> _Told | None:
    numbers = tuple(dict.fromkeys(number for each in rests_on if each for number in each.numbers))
    return _Told(line, numbers, 1.0) if all(rests_on) and _adds_up(line, [each.line for each in rests_on if each]) else None


def _adds_up(line: Line, parts: Sequence[Line]) -> bool:
    """Whether the parts have the length together that the line says; an upper end that is open is not reckoned."""
    if line.adds_up_to is None:
        return True
    least, most = line.adds_up_to
    spans = [part.months for part in parts if part.months is not None]
    whole = sum(span[0] for span in spans), sum(span[1] or 0 for span in spans)
    return least == whole[0] and most in {None, whole[1]}


def _quoted(line: Line, quote: Statement, citations: Mapping[_Place, Citation], check: Check) -> _Told | None:
    citation = citations.get(_place(quote))
    if citation is None:
        return None
    verdict = check(quote.parts[0], tuple(carrying(citation)))
    return _Told(line, (citation.number,), round(verdict.score, 3)) if verdict.supported else None


def _sentence(told: _Told) -> Sentence:
    text = told.line.quote.parts[0] if told.line.quote else told.line.lead
    return Sentence(text, told.numbers, told.support)


def _text(advice: Advice, lines: Sequence[_Told], phrases: Phrases, before: str) -> Iterator[str]:
    yield f"**{advice.title}**"
    if advice.assumed:
        yield from ("", " ".join((phrases.taken_for_granted, *advice.assumed)))
    if before:
        yield from ("", before)
    item, level, grouped = None, 0, False
    for head, group in _by_head(lines):
        first = group[0].line
        if first.item != item and first.item is not None:
            yield from _heading(advice, first.item)
            grouped = False
        elif head or grouped or first.level == 0 or (level == 0 and first.item is None):
            yield ""
        grouped = bool(head) or (grouped and bool(first.lead))  # what follows a list with words of its own is none of it
        yield from (head.replace(*_OF_SEVERAL),) if head else ()
        bullet = BULLET if first.level and (head or not grouped) else ""
        yield from (f"{bullet}{told.marked.removeprefix(head).lstrip()}" for told in group)
        item, level = first.item, group[-1].line.level


def _heading(advice: Advice, item: int) -> Iterator[str]:
    """The title of an item with room around it; an only item that the answer is named after needs none."""
    title = advice.items[item].title
    yield from ("",) if advice.title.endswith(title) and len(advice.items) == 1 else ("", f"**{title}**", "")


def _by_head(lines: Sequence[_Told]) -> Iterator[tuple[str, list[_Told]]]:
    """The lines, those of a list that begin alike under their words, which are said once: "Need to know:"."""
    for (_, head), found in groupby(lines, key=lambda told: (told.line.item, _head(told.line))):
        group = list(found)
        if head and len(group) > 1:
            yield head, group
        else:
            yield from (("", [told]) for told in group)


def _head(line: Line) -> str:
    """The words of ours before a quote of a list, up to a colon, or ""."""
    before, colon, _ = line.lead.partition(":")
    return before + colon if colon and line.level and line.quote is not None else ""


def _items(advice: Advice, lines: Sequence[_Told], citations: Mapping[int, Citation]) -> Iterator[Item]:
    for place, item in enumerate(advice.items):
        steps = tuple(_step(told, citations) for told in lines if told.line.item == place)
        yield Item(item.title, steps, item.id, item.status, item.months)


def _step(told: _Told, citations: Mapping[int, Citation]) -> Step:
    stated = told.line.as_of or next((citations[number].provenance.as_of for number in told.numbers), "")
    as_of = UNDATED if stated in {"", "undated"} else stated
    return Step(told.words, told.line.status, told.line.months, told.numbers, as_of, told.line.part or "", told.line.id)
