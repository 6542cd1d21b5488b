"""`assistant evaluate`: how good the answers to a set of questions are, measured and reported."""

from pathlib import Path

import click

from assistant.commands.program import Program, give_program, warn
from assistant.errors import AssistantError

RUNS = "evaluations"
_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("evaluate", short_help="Measure the answers to a set of questions, and report.")
@click.argument("dataset", metavar="DATASET.jsonl", type=_FILE)
@click.option(
    "--out", metavar="DIR", type=_FOLDER, help="Where the run's folder goes.  [default: evaluations/ in the data folder]"
)
@click.option("--name", metavar="NAME", help="What the run is called after its date.  [default: as the file]")
@click.option("--baseline", metavar="DIR", type=_FOLDER, help="A past run over the same questions, to compare with.")
@click.option(
    "--score-only", metavar="DIR", type=_FOLDER, help="Score a past run again, asking nothing; with --out in a new folder."
)
@click.option("--answers", metavar="FILE.jsonl", type=_FILE, help="Score the answers of another system, asking nothing.")
@click.option("--workers", type=click.IntRange(1, 64), help="Questions that are answered at a time.  [default: one a core]")
@click.option("--resume/--no-resume", default=True, help="Go on with a run that was cut short.  [default: --resume]")
@click.option("--judge", is_flag=True, help="Have the model at ASSISTANT_LLM_URL judge each sentence too.")
@give_program
def evaluate(
    program: Program,
    dataset: Path,
    out: Path | None,
    name: str | None,
    baseline: Path | None,
    score_only: Path | None,
    answers: Path | None,
    workers: int | None,
    resume: bool,
    judge: bool,
) -> int:
    """Ask the questions of a dataset, score the answers, and write a report with what failed and why.

    A run is a dated folder: configuration.json, answers.jsonl, scores.json, items.json, items.csv, timings.json and
    report.html. evals/datasets/README.md says what a line of DATASET.jsonl holds. The exit status is 1 where the figures
    are below the thresholds.
    """
    if score_only and answers:
        raise click.UsageError("--score-only and --answers both bring answers: give one of them.")
    settings = program.settings()
    many = workers or settings.threads
    try:
        from evals.bench import Order, Watch
        from evals.bootstrap import build_parts
        from evals.evaluation import evaluate as run
        from evals.tables import summary
    except ModuleNotFoundError as error:
        raise AssistantError(_needed(error.name or "")) from error
    from assistant.commands.terminal import progress_bar

    order = Order(
        dataset=dataset,
        out=out or settings.data_dir / RUNS,
        name=name or "",
        baseline=baseline,
        answers=answers,
        score_only=score_only,
        copied=out is not None,
        resume=resume,
        workers=many,
    )
    parts = build_parts(settings, program.load_parts(), many, judge, workers or 2)
    with progress_bar() as progress:
        evaluated = run(order, parts, Watch(progress, warn))
    click.echo(summary(evaluated.path, evaluated.result))
    for notice in evaluated.result.notices:
        warn(notice)
    for problem in evaluated.result.problems:
        click.echo(f"Below the thresholds: {problem}", err=True)
    return 1 if evaluated.result.problems else 0


def _needed(module: str) -> str:
    """What to do about a module that is not there."""
    if module.partition(".")[0] == "evals":
        return "The evaluation is not part of this installation: run it from a checkout of the project."
    return f"Evaluating needs {module}: pip install 'assistant[evaluation]'."
