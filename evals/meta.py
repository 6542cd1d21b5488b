"""The evaluation of the grounding checker itself: against corrupted answers made from true ones, and against human labels.

    python -m evals.meta [--quick] [--out FILE]

Prints the figures and writes them to `evals/results/meta.json`. `--quick` takes 30 corruptions of each kind, and no labels.
Corruptions and true sentences are of the two thirds of the corpus' statements that no weight of the checker was fitted on.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.bootstrap import build_checker
from assistant.grounding import Checker
from assistant.settings import Settings
from evals.checks import Checks
from evals.corruptions import EACH, KINDS, Corruption, Trials, TruePair, draw, statements, true_pairs
from evals.dataset import CORPUS
from evals.fit_grounding import agreements, read_rows, table
from evals.intervals import Interval, interval, means
from evals.labels import LABELLED, LABELS, Agreement, agreement, read_labelled
from evals.provenance import sha256_of_checker

RESULTS = Path(__file__).parent / "results" / "meta.json"
QUICK, TRUE_EACH = 30, 80


@dataclass(frozen=True, slots=True)
class KindResult:
    """The share of one kind of corruption that is caught, in all and where what was put in stands elsewhere in the quotes.

    `sentences` counts the different true sentences; `reasons` how often the checker gave each reason for one that it caught.
    """

    kind: str
    caught: Interval
    hard: Interval | None
    easy: Interval | None
    sentences: int
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PassedResult:
    """The share of true pairs said in one way, in one context, that is passed."""

    way: str
    context: str
    passed: Interval


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong verdict: a corruption that was passed, or a true sentence ("true") that was not."""

    kind: str
    sentence: str
    context: str
    hard: bool
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class MetaResult:
    """All figures about a checker; `skipped` says in a line each what could not be measured, and `slips` what went wrong.

    `out_of_fold` says that each labelled row was judged by weights that had not seen it.
    """

    kinds: tuple[KindResult, ...]
    passed: tuple[PassedResult, ...]
    passed_true: Interval
    labels: tuple[Agreement, ...]
    skipped: tuple[str, ...]
    slips: tuple[Slip, ...]
    out_of_fold: bool = False


def trials(corpus: Path = CORPUS) -> Trials:
    """The trials of a full run, from the pages of `corpus`: EACH corruptions of a kind, TRUE_EACH true pairs of a manner."""
    return draw(true_pairs(statements(corpus)), "measure", EACH, TRUE_EACH)


def quick_trials(corpus: Path = CORPUS) -> Trials:
    """QUICK trials of each kind and manner: seconds instead of a minute, for the gate."""
    return draw(true_pairs(statements(corpus)), "measure", QUICK, QUICK)


def evaluate_checker(checker: Checks, asked: Trials, labelled: Path | None = None) -> MetaResult:
    """Ask a checker about all trials, and about the rows labelled by people in the folder `labelled`.

    A labelled file that is not there is skipped with a line that says so; without a folder none is looked for.

    Raises:
        DatasetError: a labelled file is broken.
    """
    told = [_Told(checker, each) for each in asked.corrupted]
    true = [_Told(checker, each) for each in asked.true]
    labels, skipped = _labels(checker, labelled) if labelled else ((), ())
    return MetaResult(
        kinds=tuple(_kind_result(kind, [each for each in told if each.kind == kind]) for kind in KINDS),
        passed=tuple(_passed(true)),
        passed_true=_share(each.supported for each in true),
        labels=labels,
        skipped=skipped,
        slips=tuple(each.slip for each in (*told, *true) if each.supported == (each.kind != "true")),
    )


class _Told:
    """A corruption or a true pair, with the checker's verdict on it."""

    def __init__(self, checker: Checks, item: Corruption | TruePair) -> None:
        pair = item.pair if isinstance(item, Corruption) else item
        verdict = checker.check(item.sentence, pair.quotes)
        self.kind = item.kind if isinstance(item, Corruption) else "true"
        self.hard = isinstance(item, Corruption) and item.hard
        self.pair, self.supported, self.reason = pair, verdict.supported, verdict.reason
        self.slip = Slip(self.kind, item.sentence, pair.context, self.hard, verdict.score, verdict.reason)


def _kind_result(kind: str, told: Sequence[_Told]) -> KindResult:
    halves = [[not each.supported for each in told if each.hard == hard] for hard in (True, False)]
    return KindResult(
        kind=kind,
        caught=_share(not each.supported for each in told),
        hard=_share(halves[0]) if halves[0] else None,
        easy=_share(halves[1]) if halves[1] else None,
        sentences=len({each.pair.sentence for each in told}),
        reasons=dict(sorted(Counter(each.reason for each in told if not each.supported).items())),
    )


def _passed(told: Sequence[_Told]) -> list[PassedResult]:
    groups: dict[tuple[str, str], list[bool]] = {}
    for each in told:
        groups.setdefault((each.pair.manner, each.pair.context), []).append(each.supported)
    return [PassedResult(way, context, _share(group)) for (way, context), group in sorted(groups.items())]


def _share(values: Iterable[bool]) -> Interval:
    """The share that is true, with its interval; of nothing, 0 of 0."""
    numbered = {str(number): float(value) for number, value in enumerate(values)}
    return interval(means(numbered, numbered)) or Interval(0.0, 0.0, 0.0, 0)


def _labels(checker: Checks, folder: Path) -> tuple[tuple[Agreement, ...], tuple[str, ...]]:
    there = {name: folder / each.file for name, each in LABELLED.items() if (folder / each.file).exists()}
    return tuple(agreement(name, checker, read_labelled(path)) for name, path in there.items()), _absent(folder)


def _absent(folder: Path) -> tuple[str, ...]:
    files = sorted(each.file for each in LABELLED.values() if not (folder / each.file).exists())
    return tuple(f"{file} is not here: agreement with its human labels is not measured." for file in files)


# ---------------------------------------------------------------- the report


def main() -> None:
    """Measure the checker that the product ships, print the figures and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="30 corruptions of each kind, no human labels")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures go")
    parser.add_argument("--slips", action="store_true", help="print every wrong verdict too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        checker = build_checker(Settings(data_dir=Path(folder)))
        started = time.perf_counter()
        result = _evaluated(checker, quick=given.quick)
    print("\n".join(lines(result)))
    if given.slips:
        print(
            "\n".join(f"{slip.kind} ({slip.context}, {slip.score:.2f} {slip.reason}): {slip.sentence}" for slip in result.slips)
        )
    write(result, given.out)
    print(f"{time.perf_counter() - started:.1f} s; {given.out}")


def _evaluated(checker: Checker, *, quick: bool) -> MetaResult:
    """The figures of our checker; those over labels out of fold, since its weights were fitted on the same rows."""
    if quick:
        return evaluate_checker(checker, quick_trials())
    if absent := _absent(LABELS):
        return replace(evaluate_checker(checker, trials()), skipped=absent)
    return replace(evaluate_checker(checker, trials()), labels=agreements(table(read_rows(checker))), out_of_fold=True)


def lines(result: MetaResult) -> list[str]:
    """The figures as they are printed."""
    told = ["corruption   caught, 95% interval      n   hard  easy  reasons given"]
    for each in result.kinds:
        reasons = ", ".join(f"{reason} {count}" for reason, count in each.reasons.items())
        told.append(f"{each.kind:12} {_told(each.caught)} {each.caught.n:6} {_point(each.hard)}  {_point(each.easy)}  {reasons}")
    told += ["", "true pairs                 passed, 95% interval      n"]
    told += [f"{each.way:12} {each.context:12} {_told(each.passed)} {each.passed.n:6}" for each in result.passed]
    told += [f"{'all':25} {_told(result.passed_true)} {result.passed_true.n:6}", ""]
    judged = ", out of fold" if result.out_of_fold else ""
    for label in result.labels:
        told.append(
            f"{label.name}{judged}: balanced accuracy {_told(label.balanced_accuracy)}, AUROC {_told(label.auroc)}, "
            f"Brier {label.calibration.brier:.3f}, ECE {label.calibration.expected_error:.3f}, n {label.auroc.n}"
        )
    return told + list(result.skipped)


def _told(value: Interval) -> str:
    return f"{value.value:.3f} ({value.low:.3f} to {value.high:.3f})"


def _point(value: Interval | None) -> str:
    return f"{value.value:.2f}" if value else "   -"


def write(result: MetaResult, path: Path) -> None:
    """Write all figures as JSON, the same bytes for the same result; wrong verdicts as counts, since pages are edited."""
    told = asdict(result)
    told["slips"] = dict(sorted(Counter(slip.kind for slip in result.slips).items()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps({"schema": 1, "checker": sha256_of_checker(), **told}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
