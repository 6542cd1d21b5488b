"""How well questions are routed, on cases that are none of the classifiers' examples: `python -m evals.routing`.

Prints each kind's precision and recall, the confusion matrix, and how many who are in danger of their life are found; with
`--out FILE` it writes the figures for the report. The exit status is 1 where a promise is not kept.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.careers.kinds import Classifier, Kinds, Utterance
from assistant.routing import Router
from evals.classifying import Embed, Vectors, embedding, matrix
from evals.dataset import DATASETS
from evals.json_lines import read_rows

CASES, DANGER = "routing_cases.jsonl", "danger.jsonl"
MACRO_F1, FOUND, FALSE_ALARMS = 0.9, 1.0, 1


@dataclass(frozen=True, slots=True)
class RoutedCase:
    """A question with its true kind, which may be a tool's."""

    id: str
    text: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What became of the `n` questions of one kind; `taken` counts, by kind, how they were routed."""

    kind: str
    n: int
    precision: float
    recall: float
    taken: dict[str, int]

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class RoutingResult:
    """The figures of all kinds, and of danger to life: `found` of `in_danger`, `false_alarms` of `ordinary` questions."""

    kinds: tuple[KindFigures, ...]
    macro_f1: float
    found: int
    in_danger: int
    false_alarms: int
    ordinary: int

    @property
    def is_kept(self) -> bool:
        """Whether what was promised is reached."""
        return self.macro_f1 >= MACRO_F1 and self.found >= FOUND * self.in_danger and self.false_alarms <= FALSE_ALARMS


@dataclass(frozen=True, slots=True)
class Chooser:
    """Says the kind of a question as the assistant does: the router first, then the choice of a tool."""

    router: Router
    tools: Kinds

    @staticmethod
    def load() -> "Chooser":
        """With the classifiers that come with the package."""
        return Chooser(Router.load(), Kinds(Classifier.load()))

    def kind_of(self, text: str, vector: Vectors) -> str:
        """The kind, or the tool of a question for information; the asker's role counts as known."""
        kind = self.router.route(text, vector).kind
        if kind != "information":
            return kind
        return self.tools.tool_of(Utterance(text, lambda _: vector), (), known=True) or kind


def measured(embed: Embed, folder: Path = DATASETS) -> tuple[RoutingResult, list[tuple[RoutedCase, str]]]:
    """The figures, and each case with the kind that it was given."""
    chooser = Chooser.load()
    cases = [RoutedCase(**row) for row in read_rows(folder / CASES)]
    pairs = list(zip(cases, _kinds(chooser, embed, [case.text for case in cases]), strict=True))
    rows = read_rows(folder / DANGER)
    kinds = _kinds(chooser, embed, [row["text"] for row in rows])
    return result_of(pairs, [(row["danger"], kind == "danger_to_life") for row, kind in zip(rows, kinds, strict=True)]), pairs


def result_of(pairs: Sequence[tuple[RoutedCase, str]], alarms: Sequence[tuple[bool, bool]]) -> RoutingResult:
    """The figures of cases with the kinds that they were given, and of who was in danger with whether help lines were given."""
    kinds = kind_figures(pairs)
    macro = sum(each.f1 for each in kinds) / len(kinds)
    counts = Counter(alarms)
    in_danger, ordinary = (counts[danger, True] + counts[danger, False] for danger in (True, False))
    return RoutingResult(kinds, macro, counts[True, True], in_danger, counts[False, True], ordinary)


def _kinds(chooser: Chooser, embed: Embed, texts: Sequence[str]) -> list[str]:
    return [chooser.kind_of(text, vector) for text, vector in zip(texts, embed(texts), strict=True)]


def kind_figures(pairs: Sequence[tuple[RoutedCase, str]]) -> tuple[KindFigures, ...]:
    """The figures of each kind that some case is of, in the order in which the kinds first come."""
    given = Counter(kind for _, kind in pairs)
    found = []
    for kind in dict.fromkeys(case.kind for case, _ in pairs):
        taken = Counter(other for case, other in pairs if case.kind == kind)
        right, n = taken[kind], taken.total()
        found.append(KindFigures(kind, n, right / max(1, given[kind]), right / n, dict(taken)))
    return tuple(found)


def report(result: RoutingResult, pairs: Sequence[tuple[RoutedCase, str]]) -> list[str]:
    """The figures as lines."""
    return [
        *(f"{each.kind:16}{each.n:4}  precision {each.precision:.2f}  recall {each.recall:.2f}" for each in result.kinds),
        *matrix(pairs, [each.kind for each in result.kinds]),
        f"macro-F1 {result.macro_f1:.3f} over {len(pairs)} cases, promised {MACRO_F1:.2f}",
        f"danger to life found {result.found} of {result.in_danger}",
        f"false alarms {result.false_alarms} of {result.ordinary}, at most {FALSE_ALARMS}",
    ]


def main() -> int:
    """Measure as the command line says; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, default=Path(".assistant"), help="where the embedding model is kept")
    parser.add_argument("--out", type=Path, help="write the figures here")
    arguments = parser.parse_args()
    result, pairs = measured(embedding(arguments.data_dir))
    print("\n".join(report(result, pairs)))
    if arguments.out:
        arguments.out.write_text(json.dumps(asdict(result)), encoding="utf-8")
    return 0 if result.is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
