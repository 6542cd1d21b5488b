"""The questions that the product is fitted and measured on: rows of `evals/datasets/questions_*.jsonl`.

Evidence over the documents stands as file and character offsets, since their sentences are not copied into the project;
evidence over the corpus stands as a quote, since its pages are edited.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATASETS = Path(__file__).parent / "datasets"
SHARED = Path(__file__).parents[2] / "shared"
DOCUMENTS = SHARED / "documents"
CORPUS = Path(__file__).parents[1] / "corpus"


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with what a right answer rests on and says.

    `evidence` holds (document, verbatim text) pairs; `validation` is true for the third that nothing is fitted on.
    """

    id: str
    text: str
    kind: str
    language: str
    answerable: bool
    evidence: tuple[tuple[str, str], ...]
    answer_points: tuple[str, ...]
    history: tuple[tuple[str, str], ...]
    validation: bool
    row: dict[str, Any]


def load(path: Path, roots: tuple[Path, ...] = (DOCUMENTS, CORPUS)) -> list[LabelledQuestion]:
    """Read one dataset.

    Raises:
        ValueError: a line is broken, names a document or offsets that do not exist, or quotes what its document does
            not say; the message names file and line.
    """
    texts: dict[str, str] = {}
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_question(json.loads(line), roots, texts))
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return found


def over_documents() -> list[LabelledQuestion]:
    """All questions over `../shared/documents`."""
    names = ("questions_torbay.jsonl", "questions_wtxa_bob.jsonl", "questions_sel_lsc.jsonl")
    return [question for name in names for question in load(DATASETS / name)]


def over_corpus() -> list[LabelledQuestion]:
    """All questions over the product's own pages."""
    return load(DATASETS / "questions_corpus.jsonl", (CORPUS,))


def graded_rows(questions: list[LabelledQuestion]) -> Iterator[dict[str, Any]]:
    """Rows in the form that the shared grader reads: evidence as text."""
    for question in questions:
        evidence = [text for _, text in question.evidence]
        sources = [Path(document).name for document, _ in question.evidence]
        yield {**question.row, "evidence": evidence, "evidence_sources": sources, "sources": sorted(set(sources))}


def _question(row: dict[str, Any], roots: tuple[Path, ...], texts: dict[str, str]) -> LabelledQuestion:
    evidence = tuple((piece["document"], _slice(piece, roots, texts)) for piece in row.get("evidence") or ())
    history = tuple((turn["role"], turn["content"]) for turn in row.get("history") or ())
    # A hash of the id, so that a question keeps its side when others are added.
    validation = zlib.crc32(row["id"].encode()) % 3 == 0
    points = tuple(row.get("answer_points") or ())
    return LabelledQuestion(
        row["id"],
        row["question"],
        row["kind"],
        row["language"],
        row["answerable"],
        evidence,
        points,
        history,
        validation,
        row,
    )


def _slice(piece: dict[str, Any], roots: tuple[Path, ...], texts: dict[str, str]) -> str:
    document = piece["document"]
    if document not in texts:
        path = next((root / document for root in roots if (root / document).exists()), None)
        if path is None:
            raise ValueError(f"{document} is in none of {', '.join(root.name for root in roots)}")
        texts[document] = path.read_text(encoding="utf-8")
    if "quote" in piece:
        return _quoted(piece["quote"], document, texts[document])
    text = texts[document][piece["start"] : piece["end"]]
    if len(text) != piece["end"] - piece["start"] or not text.strip():
        raise ValueError(f"{document} has no text at {piece['start']}:{piece['end']}")
    return text


def _quoted(quote: str, document: str, text: str) -> str:
    if not quote.strip() or quote not in text:
        raise ValueError(f"{document} does not say {quote!r}; quote the page as it stands now, or drop the row")
    return quote
