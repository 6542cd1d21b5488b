"""`assistant rank`: retrieval alone, so that it can be measured."""

from typing import IO

import click

from assistant.commands.program import Program, give_program, tell_failed_lines
from assistant.commands.rows import read_rows, written_rows


@click.command("rank", short_help="Rank passages for the questions of a file.")
@click.argument("questions", metavar="IN.jsonl", type=click.File("rb"))
@click.argument("out", metavar="OUT.jsonl", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--k", "count", default=10, show_default=True, type=click.IntRange(1, 1000), help="Passages a question.")
@give_program
def rank(program: Program, questions: IO[bytes], out: str, count: int) -> int:
    """Rank passages for each line {"qid", "question", "lang"?} of IN.jsonl; - is standard input or output.

    OUT.jsonl gets a line each, in the same order: {"qid", "lang"?, "ranked": [{"document", "text", "score"}]}, or
    {"qid", "error"} for a line that cannot be read.
    """
    from assistant.commands.batch import rank_rows
    from assistant.commands.terminal import progress_bar

    settings, rows = program.settings(), read_rows(questions)
    search = program.load_parts().build_search(settings)
    with written_rows(out) as write, progress_bar() as progress:
        failed = rank_rows(search, rows, count, write, progress)
    tell_failed_lines(failed, len(rows))
    return 0
