"""Recording the levels of a run, and the README's table of them.

    python -m evals.record [RUN] [--lower] [--readme] [--newest]

RUN is a folder that `make evaluate` has made; without it the newest is taken. Where a level would fall by more than the slack,
nothing is written and each such level is told; `--lower` writes it all the same. `--readme` only writes the README's table anew,
and `--newest` only prints the newest folder.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.bootstrap import build_checker
from assistant.settings import Settings
from evals.bootstrap import CHECKER
from evals.dataset import CORPUS, DATASETS, DOCUMENTS, Case, load
from evals.errors import EvaluationError, ThresholdsError
from evals.gate import fallen, fallen_checker
from evals.levels import LEVELS, Figures, Levels, figures, large, read_levels, write_levels
from evals.meta import evaluate_checker, quick_trials
from evals.provenance import sha256_of_checker, sha256_of_file
from evals.readme import README, put
from evals.report import CheckerFigures, read_checker_figures
from evals.run_folder import REPORT, SCORES, RunFolder, opened
from evals.scoring import totals
from evals.slices import by_slice
from evals.tables import figures_tables
from evals.thresholds import Slack, Thresholds, read_thresholds

CHECKOUT = Path(__file__).parents[1]
EVALUATION = CHECKOUT / "artifacts" / "evaluation"  # where `make evaluate` works


def main() -> None:
    """Record a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", nargs="?", type=Path, help="the run's folder  [default: the newest]")
    parser.add_argument("--lower", action="store_true", help="write levels that fall, too")
    parser.add_argument("--readme", action="store_true", help="only write the README's table anew")
    parser.add_argument("--newest", action="store_true", help="only print the folder of the newest run that came to its end")
    given = parser.parse_args()
    try:
        if given.newest:
            print(newest(EVALUATION / "runs"))
            return
        if not given.readme:
            record(given.run or newest(EVALUATION / "runs"), EVALUATION / "data", lower=given.lower)
        refresh_readme()
    except EvaluationError as error:
        sys.exit(f"Error: {error}")


def record(run: Path, data: Path, *, lower: bool) -> None:
    """Write the levels of a run and of the checker, whose figures stand in the data folder.

    Raises:
        EvaluationError: the run is none that levels can be taken from, or levels would fall and `lower` is false.
    """
    thresholds, before = read_thresholds(), read_levels()
    checker = read_checker_figures(data / CHECKER, sha256_of_checker())
    if checker is None:
        raise ThresholdsError(f"{data / CHECKER} is not here: make it with make evaluate.")
    after = levels_of(opened(run), DATASETS / thresholds.dataset, (CORPUS, DOCUMENTS), checker, quick_figures(data))
    print("\n".join(reached(after, thresholds)))
    keep(before, after, thresholds.slack, LEVELS, lower=lower)
    print(f"Recorded the levels of {run} in {LEVELS}.")


def keep(before: Levels | None, after: Levels, slack: Slack, path: Path, *, lower: bool) -> None:
    """Write the levels, without those of small groups.

    Raises:
        ThresholdsError: some would fall by more than the slack, and `lower` is false.
    """
    falls = _falls(before, after, slack) if before else []
    print("\n".join(falls))
    if falls and not lower:
        raise ThresholdsError(f"{len(falls)} levels would fall: mend what made them fall, or record them with --lower.")
    write_levels(replace(after, questions=large(after.questions), subset=large(after.subset)), path)


def levels_of(folder: RunFolder, dataset: Path, roots: tuple[Path, ...], checker: CheckerFigures, quick: Figures) -> Levels:
    """What a run has reached, small groups among it.

    Raises:
        ThresholdsError: it is a run over another dataset, over another state of it, or of another system.
    """
    configuration = folder.configuration
    if not configuration.asked_here or configuration.dataset_sha256 != sha256_of_file(dataset):
        raise ThresholdsError(f"{folder.path} is no run of the assistant over {dataset.name} as it is now: make evaluate.")
    cases, answers, scores = load(dataset, roots), folder.answers(), folder.scores()
    quick_ids = {case.id for case in subset(cases)}
    some = [each for each in scores if each.id in quick_ids]
    return Levels(
        revision=configuration.scored_revision,
        datasets=dataset_hashes(dataset.parent),
        questions=figures(totals(cases, scores, answers), by_slice(cases, scores, answers)),
        subset=figures(totals(subset(cases), some, answers), by_slice(subset(cases), some, answers)),
        checker=checker.figures,
        checker_subset=quick,
    )


def subset(cases: Sequence[Case]) -> list[Case]:
    """The questions that `make test` asks: the third on which nothing is fitted."""
    return [case for case in cases if case.validation]


def quick_figures(data: Path) -> Figures:
    """The checker's figures over the quick trials, which `make test` puts to it."""
    return CheckerFigures.of(evaluate_checker(build_checker(Settings(data_dir=data)), quick_trials())).figures


def dataset_hashes(folder: Path = DATASETS) -> dict[str, str]:
    """The SHA-256 of every set of questions, so that a change of one shows."""
    return {path.name: sha256_of_file(path) for path in sorted(folder.glob("questions_*.jsonl"))}


def reached(levels: Levels, thresholds: Thresholds) -> list[str]:
    """A sentence for each promise that is reached and still stands among those that are not."""
    found: Mapping[str, Figures] = {"totals": levels.questions, "checker": levels.checker}
    return [
        f"{name} reaches {promise.bound}: take it out of not_yet in thresholds.toml."
        for table, promises in (("totals", thresholds.totals), ("checker", thresholds.checker))
        for name, promise in promises.items()
        if promise.due and name in found[table] and promise.kept_by(found[table][name].value)
    ]


def newest(runs: Path) -> Path:
    """The run that was made last, of those that came to their end.

    Raises:
        ThresholdsError: there is none.
    """
    found = sorted(path for path in runs.glob("*") if (path / SCORES).exists() and (path / REPORT).exists())
    if not found:
        raise ThresholdsError(f"{runs} holds no run that came to its end: make one with make evaluate.")
    return max(found, key=lambda path: (path / SCORES).stat().st_mtime)


def readme_table() -> str:
    """What stands in the README: the tables that a run prints, made from the recorded levels."""
    thresholds, levels = read_thresholds(), read_levels()
    if levels is None:
        raise ThresholdsError("No levels are recorded: record them with make record.")
    return figures_tables(levels.totals, levels.checker, {**thresholds.totals, **thresholds.checker})


def refresh_readme(path: Path = README) -> None:
    """Put the table in between its marks."""
    put("figures", readme_table(), path)


def _falls(before: Levels, after: Levels, slack: Slack) -> list[str]:
    return [
        *fallen(after.questions, before.questions, slack),
        *fallen(after.subset, before.subset, slack),
        *fallen_checker(after.checker, before.checker, slack),
        *fallen_checker(after.checker_subset, before.checker_subset, slack),
    ]


if __name__ == "__main__":
    main()
