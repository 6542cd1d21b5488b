"""The questions that the product is fitted and measured on: rows of `evals/datasets/questions_*.jsonl`.

`evals/datasets/README.md` describes the keys. Evidence over `../shared/documents` stands as file and character offsets, since
those sentences are not copied into the project; evidence over the corpus stands as a quote, since its pages are edited.
"""

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.types import Turn
from evals.case_rows import CaseRow, EvidenceRow, Kind, read_row
from evals.errors import DatasetError
from evals.json_lines import read_lines
from evals.metrics.quantities import NUMBER_WORDS

DATASETS = Path(__file__).parent / "datasets"
SHARED = Path(__file__).parents[2] / "shared"
DOCUMENTS = SHARED / "documents"
CORPUS = Path(__file__).parents[1] / "corpus"

SLICES = ("language", "audience", "sector", "staff_group", "band", "topic", "channel", "kind")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class EvidenceText:
    """A verbatim stretch of a document that holds the answer or a part of it; `also` where another stretch says the same."""

    document: str
    text: str
    also: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A fact that a right answer states; `vital` ones it must state (a nugget, in the words of TREC RAG)."""

    text: str
    vital: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what a right answer rests on and says.

    `slices` holds the value of each of SLICES that the case has; `outcomes` are the outcomes that count as right; `twin` is
    the id of the same question in English; `validation` is true for the third that nothing is fitted on.
    """

    id: str
    question: str
    kind: Kind
    language: str
    answerable: bool
    outcomes: tuple[str, ...]
    evidence: tuple[EvidenceText, ...]
    points: tuple[Point, ...]
    history: tuple[tuple[str, str], ...]
    profile: dict[str, str]
    slices: dict[str, str]
    twin: str
    near: str

    @property
    def validation(self) -> bool:
        """Whether it is of that third."""
        return is_held_back(self.id)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The history as the assistant takes it."""
        return tuple(Turn("user" if role == "user" else "assistant", content) for role, content in self.history)

    def as_asked(self) -> dict[str, Any]:
        """The row that is put to an assistant, in the form of `ask --batch`: nothing that is expected is in it."""
        asked: dict[str, Any] = {"id": self.id, "question": self.question}
        if self.history:
            asked["history"] = [{"role": role, "content": content} for role, content in self.history]
        return asked | ({"profile": self.profile} if self.profile else {})


def is_held_back(identifier: str) -> bool:
    """Whether nothing is fitted on a question: by a hash of its id, so that it keeps its side when others are added."""
    return zlib.crc32(identifier.encode()) % 3 == 0


def load(path: Path, roots: tuple[Path, ...] = (CORPUS, DOCUMENTS)) -> list[Case]:
    """Read one dataset; `roots` are the folders that its evidence stands in.

    Raises:
        DatasetError: naming the file, the line and the remedy: a line is broken, has an unknown key or no evidence, an id
            stands twice, a question does with the same history and profile, a quote is not in its page, or an answer point
            states a number that its evidence does not.
    """
    texts: dict[str, str] = {}
    cases: list[Case] = []
    lines: dict[str, int] = {}
    asked: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        try:
            case = _case(read_row(line), roots, texts)
            if case.id in lines:
                raise ValueError(f"the id {case.id} stands in line {lines[case.id]} too; give this line another")
            before = asked.setdefault(_as_put(case), number)
            if before != number:
                raise ValueError(f"line {before} asks the same with the same history and profile; keep one of the two")
        except (ValueError, OSError) as error:
            raise DatasetError(f"{path.name}, line {number}: {error}") from error
        lines[case.id] = number
        cases.append(case)
    _check_twins(path, cases, lines)
    return cases


def over_documents() -> list[Case]:
    """All questions over `../shared/documents`."""
    names = ("questions_torbay.jsonl", "questions_wtxa_bob.jsonl", "questions_sel_lsc.jsonl")
    return [case for name in names for case in load(DATASETS / name)]


def over_corpus() -> list[Case]:
    """All questions over the product's own pages."""
    return load(DATASETS / "questions_corpus.jsonl", (CORPUS,))


def _as_put(case: Case) -> str:
    """What an assistant gets of a case, without its id."""
    return json.dumps(case.as_asked() | {"id": ""}, sort_keys=True)


def _lines(path: Path) -> list[str]:
    try:
        lines = read_lines(path)
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} cannot be read ({error}); name a dataset of JSON lines in UTF-8") from error
    if not any(line.strip() for line in lines):
        raise DatasetError(f"{path.name} holds no question; name a dataset with at least one line")
    return lines


def _case(row: CaseRow, roots: Sequence[Path], texts: dict[str, str]) -> Case:
    evidence = tuple(EvidenceText(piece.document, _stretch(piece, roots, texts), piece.also) for piece in row.expected_evidence)
    points = tuple(Point(point.text, point.vital) for point in row.expected_points)
    _check_expected(row, evidence, points)
    values = row.model_dump()
    return Case(
        id=row.id,
        question=row.question,
        kind=row.kind,
        language=row.language,
        answerable=row.expected_answerable,
        outcomes=tuple(row.expected_outcomes),
        evidence=evidence,
        points=points,
        history=tuple((turn.role, turn.content) for turn in row.history),
        profile=row.profile,
        slices={name: values[name] for name in SLICES if values[name]},
        twin=row.twin,
        near=row.near,
    )


def _check_expected(row: CaseRow, evidence: Sequence[EvidenceText], points: Sequence[Point]) -> None:
    if row.expected_answerable != bool(evidence and any(point.vital for point in points)):
        raise ValueError("an answerable question needs expected_evidence and a vital point; one that is not has neither")
    if not row.expected_outcomes:
        raise ValueError('expected_outcomes is empty; say which outcomes are right, for example ["answered", "partial"]')
    stated = _numbers(" ".join(piece.text for piece in evidence))
    for point in points:
        if strange := _numbers(point.text) - stated:
            raise ValueError(
                f"the point {point.text!r} states {', '.join(sorted(strange))}, which its evidence does not; mend one of the two"
            )


def _numbers(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {*_NUMBER.findall(text), *(str(NUMBER_WORDS[word]) for word in words if word in NUMBER_WORDS)}


def _stretch(piece: EvidenceRow, roots: Sequence[Path], texts: dict[str, str]) -> str:
    document = piece.document
    if document not in texts:
        path = next((root / document for root in roots if (root / document).exists()), None)
        if path is None:
            raise ValueError(f"{document} is in none of {', '.join(root.name for root in roots)}; name a page that is")
        texts[document] = path.read_text(encoding="utf-8")
    if piece.quote is not None:
        if piece.quote not in texts[document]:
            raise ValueError(f"{document} does not say {piece.quote!r}; quote the page as it stands now, or drop the row")
        return piece.quote
    if piece.start is None or piece.end is None:
        raise ValueError(f"the evidence in {document} has no quote; give quote, or start and end")
    text = texts[document][piece.start : piece.end]
    if len(text) != piece.end - piece.start or not text.strip():
        raise ValueError(f"{document} has no text at {piece.start}:{piece.end}; mend start and end")
    return text


def _check_twins(path: Path, cases: Sequence[Case], lines: dict[str, int]) -> None:
    for case in cases:
        if case.twin and case.twin not in lines:
            raise DatasetError(
                f"{path.name}, line {lines[case.id]}: the twin {case.twin} is no id of this dataset; name one that is"
            )
