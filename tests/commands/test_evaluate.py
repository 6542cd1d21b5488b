"""`assistant evaluate`: what it prints and which exit status it gives; the story is tested in tests/evals."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import SettingsError
from tests.commands.fakes import Command
from tests.evals.run_parts import said

QUESTION = {
    "id": "Q1",
    "question": "can my dog come to work?",
    "kind": "unanswerable",
    "language": "en",
    "audience": "frontline",
    "topic": "support",
    "expected_answerable": False,
    "expected_outcomes": ["no_evidence"],
}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return written(tmp_path / "questions.jsonl", QUESTION, QUESTION | {"id": "Q2", "question": "is there a gym?"})


@pytest.fixture
def peer(tmp_path: Path) -> Path:
    return written(tmp_path / "peer.jsonl", said("Q1"), said("Q2", "no_evidence"))


def written(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_the_answers_of_a_file_are_scored_and_told(command: Command, dataset: Path, peer: Path, tmp_path: Path) -> None:
    ran = command("evaluate", dataset, "--answers", peer, "--out", tmp_path / "runs")

    (folder,) = (tmp_path / "runs").iterdir()
    assert "| Right outcome | 0.500 (" in ran.out
    assert f"The run is in {folder}" in ran.out
    assert (folder / "report.html").read_text("utf-8").startswith("<!")
    assert "Warning: 1 of 1 cited documents stand neither in the index nor in the corpus" in ran.err


def test_runs_go_into_the_data_folder_where_nothing_is_said(command: Command, dataset: Path, peer: Path, tmp_path: Path) -> None:
    command("evaluate", dataset, "--answers", peer, "--name", "theirs", ASSISTANT_DATA_DIR=str(tmp_path / "data"))

    (folder,) = (tmp_path / "data" / "evaluations").iterdir()
    assert folder.name.endswith("-theirs")


def test_a_baseline_is_compared_with(command: Command, dataset: Path, peer: Path, tmp_path: Path) -> None:
    command("evaluate", dataset, "--answers", peer, "--out", tmp_path / "first")
    (first,) = (tmp_path / "first").iterdir()
    written(peer, said("Q1", "no_evidence"), said("Q2", "no_evidence"))

    ran = command("evaluate", dataset, "--answers", peer, "--out", tmp_path / "second", "--baseline", first)

    assert f"Against {first.name}:" in ran.out
    assert "Right outcome, better: Q1" in ran.out


def test_a_past_run_is_scored_again(command: Command, dataset: Path, peer: Path, tmp_path: Path) -> None:
    command("evaluate", dataset, "--answers", peer, "--out", tmp_path / "runs")
    (folder,) = (tmp_path / "runs").iterdir()
    scores = (folder / "scores.json").read_bytes()
    (folder / "scores.json").unlink()

    ran = command("evaluate", dataset, "--score-only", folder)

    assert f"The run is in {folder}" in ran.out
    assert (folder / "scores.json").read_bytes() == scores


def test_a_run_below_the_thresholds_says_why_and_ends_with_1(command: Command, peer: Path, tmp_path: Path) -> None:
    held = written(tmp_path / "questions_corpus.jsonl", QUESTION, QUESTION | {"id": "Q2", "question": "is there a gym?"})
    command("evaluate", held, "--answers", peer, "--out", tmp_path / "runs")
    (folder,) = (tmp_path / "runs").iterdir()
    configuration = json.loads((folder / "configuration.json").read_text("utf-8"))
    (folder / "configuration.json").write_text(json.dumps(configuration | {"asked_here": True}), "utf-8")

    ran = command("evaluate", held, "--score-only", folder)

    assert ran.status == 1
    assert "Below the thresholds: questions_corpus.jsonl has changed since the levels were recorded" in ran.err
    assert "The gate does not pass" in (folder / "report.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["theirs.jsonl", "assistant.jsonl"])
def test_another_system_is_held_to_nothing_whatever_its_file_is_called(
    name: str, command: Command, peer: Path, tmp_path: Path
) -> None:
    held = written(tmp_path / "questions_corpus.jsonl", QUESTION, QUESTION | {"id": "Q2", "question": "is there a gym?"})

    ran = command("evaluate", held, "--answers", peer.rename(tmp_path / name), "--out", tmp_path / "runs")

    (folder,) = (tmp_path / "runs").iterdir()
    assert (ran.status, "Below the thresholds" in ran.err) == (0, False)
    assert "No gate was applied" in (folder / "report.html").read_text("utf-8")


def test_without_an_index_nothing_is_asked(command: Command, dataset: Path, tmp_path: Path) -> None:
    ran = command("evaluate", dataset, ASSISTANT_DATA_DIR=str(tmp_path / "none"))

    assert ran.status == 3
    assert "run `assistant index` first" in ran.err


class Without:
    """Finds the evaluation without one module."""

    def __init__(self, missing: str) -> None:
        self.missing = missing

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:  # noqa: ARG002
        if name == "evals.bench":
            raise ModuleNotFoundError(name=self.missing)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("evals", "The evaluation is not part of this installation: run it from a checkout of the project."),
        ("textstat", "Evaluating needs textstat: pip install 'assistant[evaluation]'."),
    ],
)
def test_what_is_not_installed_is_told_with_its_remedy(
    missing: str, told: str, command: Command, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "evals.bench")
    monkeypatch.setattr(sys, "meta_path", [Without(missing), *sys.meta_path])

    ran = command("evaluate", dataset)

    assert (ran.status, ran.err) == (1, f"Error: {told}\n")


def test_a_broken_dataset_is_one_sentence_with_file_line_and_remedy(command: Command, tmp_path: Path) -> None:
    broken = written(tmp_path / "broken.jsonl", QUESTION, QUESTION | {"colour": "red"})

    ran = command("evaluate", broken)

    assert ran.status == 1
    assert ran.err.startswith("Error: broken.jsonl, line 2: colour: Extra inputs are not permitted; known keys are id, ")
    assert ran.err.count("\n") == 1


def test_two_places_for_answers_are_one_too_many(command: Command, dataset: Path, peer: Path, tmp_path: Path) -> None:
    ran = command("evaluate", dataset, "--answers", peer, "--score-only", tmp_path)

    assert ran.status == 2
    assert "--score-only and --answers both bring answers: give one of them." in ran.err


@pytest.mark.parametrize(("arguments", "asked"), [((), 2), (("--workers", "5"), 5)])
def test_a_judge_is_asked_about_two_sentences_at_a_time_or_as_is_said(
    arguments: tuple[str, ...], asked: int, dataset: Path, peer: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []

    def built(*parts: Any) -> None:
        given.append(parts[-1])
        raise SettingsError("enough")

    monkeypatch.setattr("evals.bootstrap.build_parts", built)
    command("evaluate", dataset, "--answers", peer, "--judge", *arguments)

    assert given == [asked]


def test_a_judge_needs_a_language_model(command: Command, dataset: Path, peer: Path) -> None:
    ran = command("evaluate", dataset, "--answers", peer, "--judge")

    assert ran.status == 2
    assert ran.err == "Error: --judge needs a language model: set ASSISTANT_LLM_URL and ASSISTANT_LLM_MODEL.\n"
