"""What the classifier of careers tools learns from: examples, questions of routing, and what the pages say that they answer."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.careers.kinds import Kind
from assistant.careers.schemes.taps import TAPS, WANTED
from assistant.retrieval.likely import ANSWERED
from evals.dataset import CORPUS, DATASETS
from evals.json_lines import read_rows

_DOUBTFUL = 0.5
_LIKE_A_TOOLS = re.compile(
    r"\bbecom\w*|\bbe an?\b|\btrain as\b|\b(?:mov\w+|progress\w*|switch\w*|go|going|get|getting|change) (?:\w+ )?(?:to|into|from|up)\b|"
    r"\bwants? (?:to|a)\b|\bways? (?:in|into|to)\b|\broutes?\b|\bnext\b|\bother (?:roles|careers|jobs)\b|\bcareers?\b|\bcompare\b|"
    r"\bto (?:midwife|nurse|paramedic)\b|\blooking for\b|\bcan (?:i|we|my|some(?:one|body)|an?)\b|"
    r"\b(?:do|am|will|would|could|does|should) (?:i|we|my|he|she)\b|\bwhat (?:else )?(?:can|could|should) (?:i|we|my|a)\b|"
    r"\bpa(?:y|ys|id)\b|\bmoney\b|\bfund\w*|\bgrants?\b|\bloans?\b|\bcourses?\b|\btraining (?:for|to)\b|\blessons\b|\blearn(?:ing)?\b|"
    r"\bhow can\b|\bhow do (?:i|we) (?!speak|complain|refer|update|stop|appeal|repeat|find|act)|\bhelp (?:me|with|paying|my)\b|"
    r"\bfirst\b|\bfail\w*|\bsteps\b|\bchecklist\b|\bbrief\b|\bplan\b|\bappraisal\w*|\bpdr\b|\bstudy leave\b|\btime off\b|\bprepare\b",
    re.IGNORECASE,
)
_A_FACT = re.compile(
    r"^(?:what (?:is|are|does|did|was|were|counts)|how (?:many|much|long|often)|when|where|who is|who are|does|is there|are)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its kind; `split` is fit or validation."""

    id: str
    text: str
    kind: Kind
    split: str


def read_examples(folder: Path = DATASETS) -> list[Example]:
    """Those that were written for the tools."""
    return [Example(**row) for row in read_rows(folder / "career_kinds.jsonl")]


def read_others(folder: Path = DATASETS) -> tuple[list[Example], list[Example]]:
    """The examples of routing: those of fixed kinds, which are for no tool, and those for the sources, which may be."""
    rows = read_rows(folder / "routing.jsonl")
    fixed, open_ = ([row for row in rows if (row["kind"] == "information") == is_open] for is_open in (False, True))
    return _as_facts(fixed), _as_facts(open_)


def _as_facts(rows: Sequence[dict[str, Any]]) -> list[Example]:
    return [Example(row["id"], row["text"], "information", row["split"]) for row in rows]


def page_questions(corpus: Path = CORPUS) -> list[str]:
    """What the pages say that they answer, each once, in an order that has nothing to do with what they say."""
    texts = (path.read_text("utf-8") for path in sorted(corpus.glob("*/*.md")))
    return sorted({question for text in texts for question in _answered(text)}, key=by_chance)


def by_chance(text: str) -> int:
    """A place in an order that has nothing to do with what the texts say."""
    return zlib.crc32(text.encode())


def _answered(page: str) -> list[str]:
    listed = page.partition(f"\n## {ANSWERED}\n")[2].partition("\n## ")[0]
    return re.findall(r"^ +- (.+)$", listed, re.MULTILINE)


def is_a_tools(text: str, probability: float) -> bool:
    """Whether a question of unknown kind had better not be learnt as a plain fact; `probability` is that of any tool.

    The words are English, so that elsewhere the classifier of the examples alone is believed.
    """
    return probability >= _DOUBTFUL and not _A_FACT.search(text) and (not text.isascii() or bool(_LIKE_A_TOOLS.search(text)))


def taps() -> list[str]:
    """Answers to tap add a fact to what was asked before, and ask for nothing."""
    found = [*TAPS.values(), *(answers for of in WANTED.values() for answers in of.values())]
    return sorted({answer for answers in found for answer in answers})
