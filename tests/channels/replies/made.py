"""Answers to write in every format: recorded ones of the assistant, one of each outcome, and any that can be thought of."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from assistant.types import Answer, Choice, Citation, Details, Item, Provenance, Sentence, Step
from tests.channels.fakes import ANSWERED

RECORDED = Path(__file__).parent / "answers.jsonl"

HOSTILE = (
    "<!channel> <!here> <@U012AB3CD> <#C012AB3CD> <https://evil.example|click>",
    "<at>Everyone</at> and &lt;at&gt;Everyone&lt;/at&gt; and @here @channel",
    "*bold* _slanted_ ~struck~ `code` **strong** __under__ ~~gone~~",
    "[press here](https://evil.example) ![picture](https://evil.example/x.png) <https://evil.example>",
    "see https://evil.example/a_b, www.evil.example and mailto:a@evil.example",
    "# heading\n> quote\n- item\n1. first\n```\ncode\n```\n---\n| a | b |\n|---|---|\n| c | d |",
    "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; &#x3c;b&#x3e;",
    "\u202eright to left\u2066 \x00 \x1b[2J :warning: {{DATE(2026-08-14T00:00:00Z)}}",
    "[1]: https://evil.example\n\nbackslash \\* \\[x](y)",
)
"""Words of a document or a person that a platform would make something of."""


def recorded() -> dict[str, Answer]:
    """Answers that the assistant has given, by their names."""
    rows = [json.loads(line) for line in RECORDED.read_text("utf-8").splitlines()]
    return {row["id"]: _answer(row) for row in rows}


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        question=row["question"],
        language=row["language"],
        outcome=row["outcome"],
        kind=row["kind"],
        text=row["answer"],
        sentences=tuple(Sentence(each["text"], tuple(each["citations"]), each["support"]) for each in row["sentences"]),
        citations=tuple(map(_citation, row["citations"])),
        details=_details(row["details"]) if "details" in row else None,
        choices=tuple(Choice(**each) for each in row["choices"]),
        follow_ups=tuple(row["follow_ups"]),
        notices=tuple(row["notices"]),
        composer=row["composer"],
        id=row["id"],
    )


def _citation(row: Mapping[str, Any]) -> Citation:
    place = Provenance(url=row["url"], as_of=row["as_of"], review_by=row["review_by"], applies_to=row["applies_to"])
    names = ("number", "document", "title", "section", "quote", "start", "end")
    return Citation(**{name: row[name] for name in names}, provenance=place, columns=tuple(row["columns"]))


def _details(row: Mapping[str, Any]) -> Details:
    items = tuple(
        Item(item["title"], tuple(_step(each) for each in item["steps"]), item["id"], item["status"], _months(item))
        for item in row["items"]
    )
    return Details(row["type"], items, row["title"], tuple(row["assumed"]), row["id"])


def _step(row: Mapping[str, Any]) -> Step:
    return Step(row["text"], row["status"], _months(row), tuple(row["citations"]), row["as_of"], row["part"], row["id"])


def _months(row: Mapping[str, Any]) -> tuple[int, int | None] | None:
    return None if row["duration_months"] is None else (row["duration_months"], row["duration_months_most"])


def told(text: str, **more: Any) -> Answer:
    """An answer that says this and nothing else."""
    answer = replace(ANSWERED, text=text, sentences=(), citations=(), follow_ups=(), notices=(), id="t1")
    return replace(answer, **more)


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60) | st.sampled_from(HOSTILE)
_sentences = st.lists(_words, min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")
_long = st.builds(lambda text, times: text * times, _words, st.integers(1, 90))
_months_of = st.none() | st.tuples(st.integers(0, 60), st.none() | st.integers(0, 60))
_standing = st.sampled_from([None, "met", "not_met", "unknown"])
_steps = st.builds(
    Step, text=_sentences, status=_standing, months=_months_of, as_of=st.sampled_from(["", "2025", "date not known"])
)
_items = st.builds(Item, title=_words, steps=st.lists(_steps, max_size=5).map(tuple), status=_standing, months=_months_of)
_types = st.sampled_from(["routes", "schemes", "programmes", "journey", "briefing"])
_details_of = st.none() | st.builds(
    Details, type=_types, items=st.lists(_items, max_size=3).map(tuple), title=_words, assumed=st.tuples(_words), id=st.just("j")
)
_choices = st.builds(Choice, label=_words | _long, value=_words | _long, group=st.sampled_from(["", "stopping"]))
_places = st.builds(
    Provenance,
    url=st.sampled_from(["", "https://example.org/a", "javascript:alert(1)"]),
    source_title=_words,
    as_of=st.sampled_from(["", "undated", "2025", "2025-08-14"]),
    review_by=st.sampled_from(["", "2020-01", "2099-01"]),
    status=st.sampled_from(["offered", "planned", "ended", "unknown"]),
    applies_to=_words,
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer: of any length, with any words in any place."""
    said = draw(st.lists(_sentences | _long, max_size=6))
    numbers = range(1, draw(st.integers(0, 28)) + 1)
    marks = " ".join(f"[{number}]" for number in numbers)
    quote = draw(_words | _long)
    place = draw(_places)
    title = draw(_words | _long)
    return Answer(
        question=draw(_words),
        language=draw(st.sampled_from(["en", "ar", "xx", ""])),
        outcome=draw(st.sampled_from(["answered", "partial", "no_evidence", "clarify", "declined", "signposted"])),
        kind=draw(st.sampled_from(["information", "pathway", "held"])),
        text="\n\n".join([*said, marks]),
        citations=tuple(Citation(number, "a.md", title, "", quote, 0, len(quote), place) for number in numbers),
        details=draw(_details_of),
        choices=tuple(draw(st.lists(_choices, max_size=12))),
        follow_ups=tuple(draw(st.lists(_words | _long, max_size=5))),
        notices=tuple(draw(st.lists(_sentences, max_size=3))),
        id=draw(st.sampled_from(["", "t1"])),
    )
