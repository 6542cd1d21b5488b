import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.types import Match, Passage
from evals.dataset import CORPUS, DATASETS
from evals.errors import DatasetError
from evals.json_lines import read_rows
from evals.twins import OURS, Figures, Recalled, Twins, by_language, read, recalled, table

FEE = "The fee is £83 for the test."
ROW = {"id": "H1", "language": "tl", "question": "magkano po?", "question_en": "how much?", "evidence": [FEE]}
ASKED = Twins("H1", "tl", "magkano po?", "how much?", (FEE,))


@dataclass
class FakeRanker:
    """Finds passages by question."""

    found: dict[str, str] = field(default_factory=dict)

    def rank(self, question: str, language: str = "", count: int = 10) -> tuple[Match, ...]:  # noqa: ARG002
        text = self.found.get(question, "Nothing of it.")
        return (Match(Passage("p", "a.md", "", "", text, 0, len(text)), 0.9),)


def test_both_questions_are_put_to_retrieval_and_held_against_the_same_evidence() -> None:
    found = recalled(ASKED, FakeRanker({"how much?": FEE}))

    assert (found.own, found.english) == (0.0, 1.0)


def test_figures_are_told_by_language_and_for_all() -> None:
    polish = Twins("H2", "pl", "ile?", "how much?", (FEE,))

    figures = by_language([Recalled(ASKED, 0.5, 1.0), Recalled(polish, 1.0, 1.0)])

    assert figures == {"pl": Figures(1, 1.0, 1.0), "tl": Figures(1, 0.5, 1.0), "all": Figures(2, 0.75, 1.0)}
    assert table(figures)[-1] == "| all | 2 | 0.750 | 1.000 | 0.750 |"


def test_twins_that_find_nothing_cannot_be_fallen_short_of() -> None:
    assert Figures(1, 0.0, 0.0).share == 1.0


def test_a_dataset_in_the_shared_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shared.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")

    assert read(path) == [ASKED]


def test_a_dataset_that_is_not_there_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="name a dataset of JSON lines"):
        read(tmp_path / "none.jsonl")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_twins_are_in_another_language_and_have_evidence(path: Path) -> None:
    twins = [each for each in read(path) if each.language != "en"]

    assert len(twins) >= 30
    assert all(each.evidence and each.english != each.question for each in twins)


def test_a_mixed_question_is_that_of_a_case_in_english_with_its_evidence() -> None:
    english = {
        row["question"]: row["expected_evidence"]
        for row in read_rows(DATASETS / "questions_corpus.jsonl")
        if "expected_evidence" in row
    }

    assert all(row["expected_evidence"] == english[row["question_en"]] for row in read_rows(DATASETS / "questions_mixed.jsonl"))


def test_the_evidence_of_the_twins_that_are_held_out_stands_in_the_corpus() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in CORPUS.rglob("*") if path.suffix in {".md", ".yaml"})

    missing = [each.id for each in read(DATASETS / "twins_held_out.jsonl") if not all(piece in pages for piece in each.evidence)]

    assert missing == []
