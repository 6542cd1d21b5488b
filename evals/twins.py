"""Whether a question in another language finds what its English twin finds, over the index of the data directory.

    python -m assistant index corpus
    python -m evals.twins [DATASET.jsonl ...]

Puts each question that is not in English, and the same question in English (`twin`, or else `question_en`), to retrieval. Prints
recall at 5 of both by language, and the one as a share of the other (the promise: 0.92 in all). A dataset in the form of
`../shared/evaluation/questions_dev.jsonl` is read too. The exit status is 1 where the promise is not kept.
"""

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import Ranker, build_search
from assistant.errors import AssistantError
from assistant.settings import Settings
from evals.case_rows import read_row
from evals.dataset import DATASETS, load
from evals.errors import DatasetError
from evals.evidence import holds
from evals.json_lines import read_lines, read_rows

OURS = (DATASETS / "questions_corpus.jsonl", DATASETS / "questions_mixed.jsonl")
PROMISE = 0.92
DEPTH = 5
_ENGLISH = "en"
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Twins:
    """A question in a language, the same in English, and the texts that answer it."""

    id: str
    language: str
    question: str
    english: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """The share of the evidence, 0 to 1, in the first passages of either question."""

    twins: Twins
    own: float
    english: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The means of `count` pairs."""

    count: int
    own: float
    english: float

    @property
    def share(self) -> float:
        """Recall over that of the English twins; 1 where these find nothing."""
        return self.own / self.english if self.english else 1.0


def read(path: Path) -> list[Twins]:
    """The answerable pairs of a dataset.

    Raises:
        DatasetError: it cannot be read, or a line is broken.
    """
    try:
        shared = "evidence" in read_rows(path)[0]
    except (OSError, ValueError, IndexError) as error:
        raise DatasetError(f"{path} cannot be read ({error}); name a dataset of JSON lines in UTF-8") from error
    return _of_shared(path) if shared else _of_ours(path)


def _of_shared(path: Path) -> list[Twins]:
    rows = [row for row in read_rows(path) if row.get("question_en") and row.get("evidence")]
    return [Twins(row["id"], row["language"], row["question"], row["question_en"], tuple(row["evidence"])) for row in rows]


def _of_ours(path: Path) -> list[Twins]:
    cases = {case.id: case for case in load(path)}
    found = []
    for row in map(read_row, read_lines(path)):
        case = cases[row.id]
        english = cases[row.twin].question if row.twin else row.question_en
        if english and case.evidence and not case.history:
            evidence = tuple(piece.text for piece in case.evidence if not piece.also)
            found.append(Twins(row.id, row.language, row.question, english, evidence))
    return found


def recalled(twins: Twins, ranker: Ranker) -> Recalled:
    """Put both questions to retrieval."""
    return Recalled(twins, _recall(ranker, twins.question, twins.evidence), _recall(ranker, twins.english, twins.evidence))


def _recall(ranker: Ranker, question: str, evidence: Sequence[str]) -> float:
    texts = [match.passage.text for match in ranker.rank(question, count=DEPTH)]
    return sum(any(holds(text, piece) for text in texts) for piece in evidence) / len(evidence)


def by_language(results: Iterable[Recalled]) -> dict[str, Figures]:
    """The figures of each language, and of all under "all"."""
    groups: dict[str, list[Recalled]] = defaultdict(list)
    for result in results:
        for group in (result.twins.language, _ALL):
            groups[group].append(result)
    return {group: _figures(groups[group]) for group in sorted(groups, key=lambda each: (each == _ALL, each))}


def _figures(results: Sequence[Recalled]) -> Figures:
    count = len(results)
    return Figures(count, sum(each.own for each in results) / count, sum(each.english for each in results) / count)


def table(figures: dict[str, Figures]) -> list[str]:
    """The figures as lines of a Markdown table."""
    head = ["| Language | Questions | Recall@5 | Of the English twins | Share |", "|---|---|---|---|---|"]
    return head + [f"| {name} | {f.count} | {f.own:.3f} | {f.english:.3f} | {f.share:.3f} |" for name, f in figures.items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the datasets that are named, by default ours over the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="*", type=Path, default=list(OURS))
    parser.add_argument("--missed", action="store_true", help="also print each question that finds less than its twin")
    given = parser.parse_args(arguments)
    share = 1.0
    try:
        ranker = build_search(Settings.load(os.environ))
        for path in given.datasets:
            results = [recalled(twins, ranker) for twins in read(path) if twins.language != _ENGLISH]
            figures = by_language(results)
            print(f"\n{path.name}", *table(figures), *(_missed(results) if given.missed else ()), sep="\n")
            share = min(share, figures[_ALL].share)
    except (AssistantError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if share >= PROMISE else 1


def _missed(results: Iterable[Recalled]) -> list[str]:
    worse = [each for each in results if each.own < each.english]
    return [f"{each.twins.id} {each.own:.2f} of {each.english:.2f}: {each.twins.question}" for each in worse]


if __name__ == "__main__":
    sys.exit(main())
