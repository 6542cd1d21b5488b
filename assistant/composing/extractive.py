"""Composing without a model: what the sources say, word for word, and nothing else."""

import re
from collections.abc import Iterator

from assistant import facts
from assistant.composing.stretch import Stretch
from assistant.composing.stretches import stretches
from assistant.types import Asked, Findings, Passage, Statement, Unit

_TOLD_BY_TITLES = frozenset({"duration", "date", "cost", "money"})
_ASIDE = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$")  # what a heading says in passing is not said without its quote


class ExtractiveComposer:
    """Says what the sources say, and nothing else."""

    name = "extractive"

    def compose(self, findings: Findings) -> tuple[Statement, ...]:
        """What answers, best first; for a comparison the best of each side, in the order of the question."""
        return tuple(statement for stretch in stretches(findings) for statement in _statements(stretch, findings.asked))

    def closest(self, findings: Findings) -> tuple[Statement, ...]:
        """The nearest thing found when there is no answer: the single likeliest unit that reads as a sentence."""
        evidence = [(share, item.passage, place) for item in findings.sides[0] for place, share in enumerate(item.shares)]
        told = [entry for entry in evidence if entry[1].units[entry[2]].kind != "heading"]
        if not told:
            return ()
        share, passage, place = max(told, key=lambda entry: entry[0])
        return tuple(_statements(Stretch(passage, (place,), share), findings.asked))


def _statements(stretch: Stretch, asked: Asked) -> Iterator[Statement]:
    units = stretch.units
    if stretch.apart:
        for number, unit in enumerate(units):
            yield Statement((f"- {unit.text}",), unit.heading if number == 0 else "", stretch.passage, unit.start, unit.end)
        return
    body = tuple(unit for unit in units if unit.kind != "heading") or tuple(units)
    headings = [unit for unit in units if unit not in body]
    label = " ".join(unit.text for unit in headings) or (body[0].heading if body[0].kind != "heading" else "")
    title = None if headings else _title(stretch.passage, label)
    if title is not None and facts.fits(asked.wants & _TOLD_BY_TITLES, label):
        # The heading itself holds what is asked ("... (6 months)"), so it is quoted too.
        yield Statement((label,), "", stretch.passage, title.start, title.end)
        label = ""
    elif not headings:
        label = _ASIDE.sub("", label)
    start, end = min(unit.start for unit in units), max(unit.end for unit in units)
    yield Statement(tuple(_said(unit) for unit in body), label, stretch.passage, start, end)


def _title(passage: Passage, label: str) -> Unit | None:
    """The passage's own heading of that text, which stands too far from the rest to be quoted with it."""
    return next((unit for unit in passage.units if unit.kind == "heading" and unit.text == label and unit.group == 0), None)


def _said(unit: Unit) -> str:
    numbered = unit.text[:1].isdigit()
    return f"- {unit.text}" if unit.kind == "row" or (unit.kind == "item" and not numbered) else unit.text
