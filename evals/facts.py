"""Whether staff find each verified fact: one question a fact, put to retrieval over an index of `corpus/`.

    python -m assistant index corpus
    python -m evals.facts

A page is found where one of the first five passages is of a page that states the fact (the promise: 95 in 100 questions); its
quote is found where one of them holds a quote of the fact too. Prints both figures and each question without its page. The
exit status is 1 where the promise is not kept, a quote is not in its page, or a verified fact of `../shared/facts/facts.yaml`
has no question; where that file is not there, this last check is left out, and says so.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import Field

from assistant.bootstrap import Ranker, build_search
from assistant.errors import AssistantError
from assistant.settings import Settings
from evals.dataset import CORPUS, DATASETS, SHARED
from evals.dataset_rows import Row, read_as
from evals.evidence import holds

QUESTIONS = DATASETS / "facts.jsonl"
FACTS = SHARED / "facts" / "facts.yaml"
PROMISE = 0.95
DEPTH = 5
_VERIFIED = "verified-in-source"


class FactEvidence(Row):
    """A page that states a fact, and its words."""

    document: str
    quote: str = Field(min_length=1)


class FactQuestion(Row):
    """A question as staff would type it; `id` is that of the fact."""

    id: str
    question: str = Field(min_length=1)
    evidence: tuple[FactEvidence, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What the first passages of a question were: of a page that states the fact, and holding one of its quotes."""

    asked: FactQuestion
    documents: tuple[str, ...]
    page: bool
    quote: bool


def read(path: Path) -> list[FactQuestion]:
    """The questions of a dataset.

    Raises:
        DatasetError: a line is broken, or the file cannot be read.
    """
    return read_as(path, FactQuestion)


def unsaid(questions: Iterable[FactQuestion], root: Path) -> list[str]:
    """A sentence for each quote that its page does not hold verbatim."""
    pieces = [(asked.id, piece) for asked in questions for piece in asked.evidence]
    return [f"{name}: {p.document} does not say {p.quote!r}" for name, p in pieces if p.quote not in _text(root / p.document)]


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def verified(text: str) -> list[str]:
    """The ids of the facts that were read in a source, in the YAML of the facts."""
    return [str(fact["id"]) for fact in yaml.safe_load(text) if fact["confidence"] == _VERIFIED]


def unpaired(questions: Iterable[FactQuestion], facts: Sequence[str]) -> list[str]:
    """A sentence for each fact that has not exactly one question, and for each question without a verified fact."""
    ids = [asked.id for asked in questions]
    strange = [f"{name} is no verified fact" for name in dict.fromkeys(ids) if name not in facts]
    return [f"{name} has {ids.count(name)} questions, not one" for name in facts if ids.count(name) != 1] + strange


def found(asked: FactQuestion, passages: Sequence[tuple[str, str]]) -> Found:
    """Judge the first passages of a question, each its document and text."""
    first = passages[:DEPTH]
    pages = {piece.document for piece in asked.evidence}
    held = any(document == piece.document and holds(text, piece.quote) for document, text in first for piece in asked.evidence)
    return Found(asked, tuple(document for document, _ in first), any(document in pages for document, _ in first), held)


def report(results: Sequence[Found]) -> list[str]:
    """The figures, and a line for each question whose page or quote was not found."""
    lines = [f"{'quote' if each.page else 'PAGE'} missed: {_missed(each)}" for each in results if not each.quote]
    return [
        *lines,
        f"page recall@{DEPTH} {recall(results):.3f}, promised {PROMISE}",
        f"quote recall@{DEPTH} {_quotes(results):.3f}",
    ]


def _missed(result: Found) -> str:
    wanted = ", ".join(dict.fromkeys(piece.document for piece in result.asked.evidence))
    return f"{result.asked.id} {result.asked.question!r}: {wanted}; ranked {', '.join(result.documents)}"


def recall(results: Sequence[Found]) -> float:
    """The share of the questions whose page was found; 0 where there are none."""
    return sum(each.page for each in results) / max(len(results), 1)


def _quotes(results: Sequence[Found]) -> float:
    return sum(each.quote for each in results) / max(len(results), 1)


def _ask(ranker: Ranker, asked: FactQuestion) -> Found:
    matches = ranker.rank(asked.question, count=DEPTH)
    return found(asked, [(match.passage.document, match.passage.text) for match in matches])


def _mistakes(questions: Sequence[FactQuestion]) -> list[str]:
    if not FACTS.is_file():
        print(f"{FACTS} is not here: not checked whether each verified fact has its question")
        return unsaid(questions, CORPUS)
    return unsaid(questions, CORPUS) + unpaired(questions, verified(FACTS.read_text(encoding="utf-8")))


def main(environment: Mapping[str, str]) -> int:
    """Check, ask, print; the exit status."""
    questions = read(QUESTIONS)
    mistakes = _mistakes(questions)
    ranker = build_search(Settings.load(environment))
    results = [_ask(ranker, asked) for asked in questions]
    print("\n".join([*mistakes, *report(results)]))
    return int(bool(mistakes) or recall(results) < PROMISE)


if __name__ == "__main__":
    try:
        sys.exit(main(os.environ))
    except AssistantError as error:
        sys.exit(str(error))
