"""`assistant index`: files and folders into the index."""

import json
from pathlib import Path

import click

from assistant.channels.replies import one_line
from assistant.commands.parts import IndexReport
from assistant.commands.program import Program, give_program
from assistant.errors import CorpusError

CHECKOUT = Path(__file__).parents[2]


@click.command("index", short_help="Build or update the index from files and folders.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the counts and the failures as one JSON object.")
@give_program
def index(program: Program, paths: tuple[Path, ...], as_json: bool) -> int:
    """Build or update the index from files and folders (without any: from corpus/).

    The index is the union of all the paths given so far. Only what changed is read again. A file that cannot be read is
    told with the reason and does not stop the rest; the exit status is 1 only if no file could be read.
    """
    settings = program.settings()
    wanted = paths or (usual_corpus(),)
    from assistant.commands.terminal import progress_bar

    with program.build_indexer(settings) as indexer, progress_bar() as progress:
        report = indexer.run(wanted, progress)
    click.echo(_as_json(report) if as_json else _as_text(report))
    if report.added or report.changed or report.unchanged:
        return 0
    click.echo(f"No file could be read under {', '.join(map(str, wanted))}: check the path.", err=True)
    return 1


def usual_corpus() -> Path:
    for folder in (Path("corpus"), CHECKOUT / "corpus"):
        if folder.is_dir():
            return folder
    raise CorpusError("There is no folder corpus/ here: name the files and folders to index.")


def _as_json(report: IndexReport) -> str:
    counts = {name: getattr(report, name) for name in ("added", "changed", "unchanged", "removed")}
    failed = [{"file": each.file, "reason": each.reason} for each in report.failed]
    return json.dumps(counts | {"failed": failed}, ensure_ascii=False)


def _as_text(report: IndexReport) -> str:
    counts = (
        f"added {report.added}, changed {report.changed}, unchanged {report.unchanged}, removed {report.removed}, "
        f"failed {len(report.failed)}"
    )
    return "\n".join([counts, *(f"failed: {one_line(each.file)}: {one_line(each.reason)}" for each in report.failed)])
