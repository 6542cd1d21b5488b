"""`assistant corpus`: what editors of the content need: check it, write it in Word, publish a page and withdraw one."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.channels.replies import one_line
from assistant.commands.index import usual_corpus
from assistant.commands.program import Program, give_program
from assistant.errors import CorpusError, StorageError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.corpus.checking import Report
    from assistant.corpus.drafts import Draft
    from assistant.corpus.faults import Fault

LOCAL = Path("local")
_WORD = click.argument("file", metavar="FILE.docx", type=click.Path(path_type=Path, dir_okay=False, exists=True))
_TO = click.option("--to", default=LOCAL, show_default=True, type=click.Path(path_type=Path, file_okay=False))
_AGAINST = click.option(
    "--against", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Sources that must not be copied."
)


@click.group("corpus", short_help="Check content, write pages in Word, publish and withdraw them.")
def corpus() -> None:
    """Check the content, write pages in Word, publish and withdraw them."""


@corpus.command("check", short_help="Say what is wrong with pages and records.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print all that was found as one JSON object.")
@_AGAINST
@click.option("--strict", is_flag=True, help="Fail too where something is due for review.")
def check(paths: tuple[Path, ...], as_json: bool, against: Path | None, strict: bool) -> int:
    """Say what is wrong with pages and records, which file and key it is, and how to mend it.

    Without a path it checks corpus/ and, where there is one, local/. The exit status is 1 where there is an error; warnings and
    what is due for review within 60 days are told only.
    """
    from assistant.corpus.checking import check as checked
    from assistant.corpus.checking import sources_beside

    wanted = paths or (usual_corpus(), *([LOCAL] if LOCAL.is_dir() else []))
    report = checked(wanted, _shipped(), against or sources_beside(wanted), date.today())
    click.echo(_as_json(report) if as_json else _as_text(report))
    if not report.files:
        click.echo(f"No page and no record under {', '.join(map(str, wanted))}: check the path.", err=True)
        return 1
    return int(bool(report.errors) or (strict and bool(report.due)))


def _as_json(report: "Report") -> str:
    from assistant.corpus.reading_age import median_of

    found = {
        "files": report.files,
        "errors": [asdict(fault) for fault in report.errors],
        "warnings": [asdict(fault) for fault in report.warnings],
        "due": [asdict(each) for each in report.due],
        "reading_age": {"median": median_of(report.ages), "files": {each.file: each.years for each in report.ages}},
    }
    return json.dumps(found, ensure_ascii=False)


def _as_text(report: "Report") -> str:
    from assistant.corpus.reading_age import median_of

    age = median_of(report.ages)
    due = [f"{'past' if each.past else 'due'}: {each.file}: {each.key}: review by {each.review_by}" for each in report.due]
    counts = [f"{len(report.errors)} errors", f"{len(report.warnings)} warnings", f"{len(report.due)} due for review"]
    told = f"{report.files} files: {', '.join(counts)}{f', median reading age {age:g}' if age else ''}"
    return "\n".join([*_told(report.errors), *_told(report.warnings), *map(one_line, due), told])


def _told(faults: "Sequence[Fault]") -> list[str]:
    return [f"{fault.level}: {one_line(str(fault))}" for fault in faults]


@corpus.command("template", short_help="Write a Word file to fill in.")
@click.argument("out", metavar="OUT.docx", type=click.Path(path_type=Path, dir_okay=False))
def template(out: Path) -> int:
    """Write a Word file in which somebody can write a page who knows no more than Word."""
    from assistant.corpus.word_template import template as made

    if out.suffix.lower() != ".docx":
        raise click.UsageError(f"{out} does not end with .docx: name it so, or Word will not open it.")
    try:
        with out.open("xb") as opened:
            opened.write(made())
    except FileExistsError:
        raise click.UsageError(f"{out} is there already: choose another name, so that nobody's page is lost.") from None
    except OSError as error:
        raise StorageError(f"{out} cannot be written ({error.strerror}): choose another folder.") from error
    click.echo(f"Wrote {out}: fill it in, then try `assistant corpus preview {out}`.")
    return 0


@corpus.command("preview", short_help="Show the page that a Word file becomes.")
@_WORD
@_TO
@_AGAINST
@give_program
def preview(program: Program, file: Path, to: Path, against: Path | None) -> int:
    """Print the page that a Word file becomes, and on standard error what is wrong with it; nothing is written.

    --to is the folder that it is meant for (local), --against one of sources that must not be copied.
    """
    draft = _read(file, to, against, program.settings())
    click.echo(draft.text, nl=False)
    _complain(draft.faults)
    return int(draft.refused)


@corpus.command("publish", short_help="Make a page of a Word file and bring it into the index.")
@_WORD
@_TO
@_AGAINST
@give_program
def publish(program: Program, file: Path, to: Path, against: Path | None) -> int:
    """Make a page of a Word file, write it into a folder (--to, by default local) and update the index.

    A page with an error is refused, and then nothing is written. --against names sources that must not be copied.
    """
    from assistant.corpus import publishing

    settings = program.settings()
    draft = _read(file, to, against, settings)
    _complain(draft.faults)
    if draft.refused:
        click.echo("Nothing was published: mend what is named above, then try again.", err=True)
        return 1
    with program.build_indexer(settings) as index:
        replaced = publishing.publish(draft.text, draft.target, index)
    written = f"{'Replaced' if replaced else 'Wrote'} {to / draft.target.path.name}"
    click.echo(f"{written} and updated the index: questions are now answered from {draft.target.document} too.")
    return 0


@corpus.command("withdraw", short_help="Take a page out of the index and keep its file.")
@click.argument("page", metavar="PAGE")
@give_program
def withdraw(program: Program, page: str) -> int:
    """Take a page, given by its path or its name, out of the index, and keep its file in the folder .withdrawn beside it.

    A server that runs does not use it from the next question on.
    """
    from assistant.corpus import publishing

    with program.build_indexer(program.settings()) as index:
        done = publishing.withdraw(page, index)
    state = "is out of the index" if done.was_indexed else "was not in the index"
    click.echo(f"{page} {state}; the file is kept as {done.kept}.")
    return 0


def _read(file: Path, to: Path, against: Path | None, settings: Settings) -> "Draft":
    from assistant.corpus.checking import sources_beside
    from assistant.corpus.drafts import limits, read_draft

    shipped = _shipped()
    bounds = limits(settings.max_file_mb, settings.file_seconds, settings.file_memory_mb)
    return read_draft(file, to, shipped, against or sources_beside(shipped), bounds)


def _shipped() -> tuple[Path, ...]:
    """The content that comes with the assistant, where it is here."""
    try:
        return (usual_corpus(),)
    except CorpusError:
        return ()


def _complain(faults: "Sequence[Fault]") -> None:
    for line in _told(faults):
        click.echo(line, err=True)
