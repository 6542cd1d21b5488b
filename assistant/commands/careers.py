"""`assistant pathway`, `funding`, `brief` and `barriers`: the careers tools in the terminal."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import uuid4

import click

from assistant.commands.ask import AS_JSON, PROFILE, answered, read_profile, show
from assistant.commands.program import Program, give_program
from assistant.commands.rows import as_line
from assistant.types import Answer, Question

FORMATS = ("md", "docx", "pdf")


@click.command("pathway", short_help="The routes from a role to another, or what is open from it.")
@click.argument("words", metavar="FROM [TO]", nargs=-1)
@PROFILE
@AS_JSON
@give_program
def pathway(program: Program, words: tuple[str, ...], pairs: tuple[str, ...], as_json: bool) -> int:
    """Show routes from the role FROM to the role TO, with their steps, lengths, requirements and sources.

    Roles are given as people type them: "band 2 hca", "TNA", "physio". Without TO: what is open to FROM.
    """
    profile, roles = read_profile(words, pairs)
    if len(roles) not in {1, 2}:
        raise click.UsageError('Give one or two roles, in quotes: assistant pathway "band 2 hca" "nurse"')
    return _tell(program, Question(" → ".join(roles), profile=profile, id=uuid4().hex, tool="pathway"), as_json)


@click.command("funding", short_help="Which funding fits somebody, which might, and what decides it.")
@click.argument("words", metavar="[TEXT]", nargs=-1)
@PROFILE
@AS_JSON
@give_program
def funding(program: Program, words: tuple[str, ...], pairs: tuple[str, ...], as_json: bool) -> int:
    """Show the funding schemes that fit, those that might and exactly what decides it, and those that do not.

    TEXT says more in everyday words, such as "I earn 24k and want to do Access to HE".
    """
    profile, texts = read_profile(words, pairs)
    text = " ".join(texts) or "Which funding fits me?"
    return _tell(program, Question(text, profile=profile, id=uuid4().hex, tool="funding"), as_json)


def _tell(program: Program, question: Question, as_json: bool) -> int:
    show(program, answered(program, question), as_json)
    return 0


@click.command("brief", short_help="A one-page briefing for a careers coach.")
@click.argument("text", metavar="TEXT")
@click.option("--format", "formats", metavar="md,docx,pdf", help="Write files of these formats, beside what is printed.")
@click.option("--out", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Where files go.")
@PROFILE
@AS_JSON
@give_program
def brief(program: Program, text: str, formats: str | None, out: Path, pairs: tuple[str, ...], as_json: bool) -> int:
    """Brief a coach on somebody, in words such as "band 5 physio who wants to be an ACP".

    Names are left out, and nothing about the person is kept. "My development plan: ..." makes one's own form for an appraisal.
    """
    wanted = _formats(formats)
    profile, _ = read_profile((), pairs)
    answer = answered(program, Question(text, profile=profile, id=uuid4().hex, tool="briefing"))
    for name, written in _files(answer, wanted):
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(written)
        click.echo(f"Written: {out / name}", err=True)
    if as_json or not wanted:
        show(program, answer, as_json)
    return 0


def _formats(given: str | None) -> tuple[str, ...]:
    wanted = tuple(part.strip().lower() for part in given.split(",")) if given else ()
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown:
        raise click.UsageError(f"--format {unknown[0]!r} is not known: use {', '.join(FORMATS)}, joined by commas.")
    return wanted


def _files(answer: Answer, formats: Sequence[str]) -> list[tuple[str, bytes]]:
    from assistant.channels.documents import document_of

    return [(f"briefing.{each}", document_of(answer, each, date.today())) for each in formats]


@click.command("barriers", short_help="What people say is stopping them, counted by month.")
@AS_JSON
@give_program
def barriers(program: Program, as_json: bool) -> int:
    """Show how often each barrier was named after a pathway or a funding answer; nobody's question or name is kept."""
    counts = program.load_parts().build_barriers(program.settings()).all()
    if as_json:
        click.echo(as_line({"counts": [{"month": each.month, "barrier": each.barrier, "count": each.count} for each in counts]}))
    elif not counts:
        click.echo("Nobody has named a barrier yet.")
    else:
        for each in counts:
            click.echo(f"{each.month}  {each.count:>5}  {each.barrier}")
    return 0
