"""`assistant grade-grounding`: the grounding check alone, so that it can be measured."""

from typing import IO

import click

from assistant.commands.program import Program, give_program, tell_failed_lines
from assistant.commands.rows import read_rows, written_rows


@click.command("grade-grounding", short_help="Say which responses of a file their contexts carry.")
@click.argument("responses", metavar="IN.jsonl", type=click.File("rb"))
@click.argument("out", metavar="OUT.jsonl", type=click.Path(dir_okay=False, allow_dash=True))
@give_program
def grade_grounding(program: Program, responses: IO[bytes], out: str) -> int:
    """Check each line {"id", "context", "response"} of IN.jsonl; - is standard input or output.

    OUT.jsonl gets a line each, in the same order: {"id", "supported", "score"}, the score from 0 to 1 and higher where the
    context carries the response better, or {"id", "error"} for a line that cannot be read.
    """
    from assistant.commands.grading import grade_rows
    from assistant.commands.terminal import progress_bar

    settings, rows = program.settings(), read_rows(responses)
    checker = program.load_parts().build_checker(settings)
    with written_rows(out) as write, progress_bar() as progress:
        failed = grade_rows(checker, rows, write, progress)
    tell_failed_lines(failed, len(rows))
    return 0
