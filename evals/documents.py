"""Measures the assistant on the development questions over `../shared/documents`, from an empty data directory.

    python -m evals.documents [--results DIR] [--readme]

Runs `assistant index` and `assistant ask --batch` as an operator would, grades with the graders of `../shared/evaluation`, and
writes the figures to `evals/results/documents.json`; the answers are not kept. Prints the tables of the README; with --readme
measures nothing, and only writes the README's tables anew from the figures that were kept.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.dataset import DOCUMENTS, SHARED, Case, over_documents
from evals.json_lines import read_rows
from evals.readme import put

RESULTS = Path(__file__).parent / "results"
KEPT = "documents.json"
EVALUATION = SHARED / "evaluation"
FIGURES = {
    "recall_5": "evidence found in the first 5 passages",
    "recall_10": "in the first 10",
    "words_top5": "words in those 5 passages, median",
    "nugget": "facts of a right answer that are said",
    "nugget_strict": "the same, strictly",
    "cite_precision": "citations that hold evidence",
    "cite_hit": "questions answered with such a citation",
    "cite_verbatim": "quotes that stand in their document",
    "invented": "answers with a number, date or address that is in no source",
    "abstain_invented": "the same when it does not answer",
    "abstain_f1": "not answering what has no answer",
    "false_refusal": "not answering what has one",
    "off_topic_declined": "off-topic questions declined",
    "language": "language recognised",
    "words": "length of an answer, median",
    "ms_p50": "milliseconds an answer, median",
}
RANKED = (
    "`assistant rank` over paragraphs of XQuAD in English, by the language of the question; R@5 is the share whose paragraph is "
    "among the first 5:"
)


def main() -> None:
    """Index, ask, rank, grade, write; or only refresh the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    parser.add_argument("--readme", action="store_true", help="only write the README's tables anew")
    given = parser.parse_args()
    if given.readme:
        put("results", tables(read_figures(given.results)))
    else:
        measure(given.results)


def measure(results: Path) -> None:
    """Measure everything, and keep and print the figures."""
    if not EVALUATION.exists():
        raise SystemExit("../shared/evaluation is not here: these figures are measured where it is.")
    results.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "ASSISTANT_DATA_DIR": data}
        _assistant(environment, "index", str(DOCUMENTS))
        figures = {name: _graded(environment, name, rows, results) for name, rows in _question_sets().items()}
        figures["cross_lingual_rank"] = _ranked(Path(data))
    (results / KEPT).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(tables(figures))


def read_figures(results: Path = RESULTS) -> dict[str, Any]:
    """The figures that were kept."""
    figures: dict[str, Any] = json.loads((results / KEPT).read_bytes())
    return figures


def _question_sets() -> dict[str, list[dict[str, Any]]]:
    """The development questions, which only measure, and our own: those fitted on and those held back."""
    own = over_documents()
    return {
        "development": read_rows(EVALUATION / "questions_dev.jsonl"),
        "own, held back": [_graded_row(case) for case in own if case.validation],
        "own, fitted on": [_graded_row(case) for case in own if not case.validation],
    }


def _graded_row(case: Case) -> dict[str, Any]:
    """The case in the form that the shared grader reads: evidence as text, the points that are required first."""
    sources = [Path(piece.document).name for piece in case.evidence]
    vital = [point.text for point in case.points if point.vital]
    return case.as_asked() | {
        "kind": case.kind,
        "language": case.language,
        "answerable": case.answerable,
        "evidence": [piece.text for piece in case.evidence],
        "evidence_sources": sources,
        "sources": sorted(set(sources)),
        "answer_points": [*vital, *(point.text for point in case.points if not point.vital)],
        "core_points": len(vital),
    }


def _graded(environment: Mapping[str, str], name: str, rows: Sequence[dict[str, Any]], results: Path) -> dict[str, Any]:
    stem = name.replace(", ", "_").replace(" ", "_")
    with tempfile.TemporaryDirectory() as folder:
        questions, graded = Path(folder) / "questions.jsonl", Path(folder) / "graded.json"
        questions.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        asked = Path(folder) / "asked.jsonl"
        keys = ("id", "question", "history")
        lines = [json.dumps({key: row[key] for key in keys if row.get(key)}, ensure_ascii=False) for row in rows]
        asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
        answers = results / f"answers_{stem}.jsonl"
        _assistant(environment, "ask", "--batch", str(asked), "--out", str(answers))
        grader = [sys.executable, str(EVALUATION / "grade_answers.py"), str(questions), str(answers)]
        subprocess.run([*grader, "--json", str(graded)], check=True, capture_output=True)
        groups: dict[str, Any] = json.loads(graded.read_text(encoding="utf-8"))["groups"]
    # Answers quote the shared documents, so they stay out of the project; only figures are kept.
    answers.unlink()
    return {group: {figure: groups[group][figure] for figure in FIGURES} for group in groups if _is_kept(group)}


def _is_kept(group: str) -> bool:
    return group == "overall" or group.startswith("kind=")


def _ranked(data: Path) -> dict[str, Any]:
    """`rank` over the XQuAD paragraphs, each a document of its own."""
    paragraphs = read_rows(EVALUATION / "xquad_paragraphs_en.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        for row in paragraphs:
            (Path(folder) / f"{row['pid']}.txt").write_text(row["text"], encoding="utf-8")
        environment = {**os.environ, "ASSISTANT_DATA_DIR": str(data / "xquad")}
        _assistant(environment, "index", folder)
        ranked = data / "ranked.jsonl"
        _assistant(environment, "rank", str(EVALUATION / "xquad_questions_dev.jsonl"), str(ranked), "--k", "10")
        _with_ids(ranked)
        command = [sys.executable, str(EVALUATION / "grade_xling.py"), str(EVALUATION / "xquad_questions_dev.jsonl")]
        done = subprocess.run(
            [*command, str(EVALUATION / "xquad_paragraphs_en.jsonl"), str(ranked)],
            check=True,
            capture_output=True,
            text=True,
        )
    return {"printed": done.stdout.splitlines()}


def _with_ids(ranked: Path) -> None:
    """Rewrite ranked passages as the ids of their paragraphs, which are the files' names."""
    rows = read_rows(ranked)
    for row in rows:
        row["ranked"] = [Path(match["document"]).stem for match in row["ranked"]]
    ranked.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _assistant(environment: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", "assistant", *arguments], env=dict(environment), check=False)
    if done.returncode:
        raise SystemExit(f"assistant {arguments[0]} failed with exit code {done.returncode}")


def tables(figures: Mapping[str, Any]) -> str:
    """The figures of each set of questions, and those of ranking by language, as Markdown."""
    sets = [name for name in figures if name != "cross_lingual_rank"]
    lines = ["| | " + " | ".join(sets) + " |", "|---" * (len(sets) + 1) + "|"]
    for figure, label in FIGURES.items():
        cells = [_shown(figures[name]["overall"][figure]) for name in sets]
        lines.append(f"| `{figure}`: {label} | " + " | ".join(cells) + " |")
    ranked = [line for line in figures["cross_lingual_rank"]["printed"] if line.startswith("|")]
    return "\n".join([*lines, "", RANKED, "", *ranked])


def _shown(figure: Mapping[str, Any]) -> str:
    value = figure["value"]
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) > 1.5 else f"{value:.3f} ({figure['lo']:.2f} to {figure['hi']:.2f})"


if __name__ == "__main__":
    main()
