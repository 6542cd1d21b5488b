"""`assistant ask`: one answer in the terminal, or many from a file."""

import asyncio
import dataclasses
import difflib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import IO
from uuid import uuid4

import click

from assistant.channels.replies import answer_object
from assistant.commands.program import Program, give_program, tell_failed_lines
from assistant.commands.rows import as_line, read_rows, written_rows
from assistant.types import Answer, Profile, Question

KNOWN = tuple(each.name for each in dataclasses.fields(Profile))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
PROFILE = click.option("--profile", "pairs", metavar="KEY=VALUE ...", multiple=True, help=f"About the asker: {', '.join(KNOWN)}.")


@click.command("ask", short_help="Answer a question, or a file of questions.")
@click.argument("words", metavar="[TEXT]", nargs=-1)
@AS_JSON
@PROFILE
@click.option("--batch", metavar="IN.jsonl", type=click.File("rb"), help='Lines {"id", "question", "history"?, "profile"?}.')
@click.option("--out", metavar="OUT.jsonl", type=click.Path(dir_okay=False, allow_dash=True), help="Where the answers go.")
@click.option("--workers", type=click.IntRange(1, 64), help="Questions of the file that are answered at a time.  [default: 1]")
@give_program
def ask(
    program: Program,
    words: tuple[str, ...],
    as_json: bool,
    pairs: tuple[str, ...],
    batch: IO[bytes] | None,
    out: str | None,
    workers: int | None,
) -> int:
    """Answer the question TEXT from the indexed documents, with the exact source of each sentence.

    With --batch and --out, answer each line of a file: the answers keep its order, and a line that cannot be read gets
    {"id", "error"}. A - stands for standard input or output.
    """
    if batch is None:
        if out or workers:
            raise click.UsageError("--out and --workers go with --batch.")
        return _ask_one(program, words, pairs, as_json)
    if words or pairs:
        raise click.UsageError("--batch takes the questions and profiles of its file: leave TEXT and --profile out.")
    if not out:
        raise click.UsageError("--batch needs --out OUT.jsonl; --out - prints the answers.")
    return _ask_many(program, batch, out, workers or 1)


def _ask_one(program: Program, words: Sequence[str], pairs: Sequence[str], as_json: bool) -> int:
    show(program, answered(program, read_question(words, pairs)), as_json)
    return 0


def answered(program: Program, question: Question) -> Answer:
    """The answer of the assistant that the settings describe."""
    return asyncio.run(program.assistant(program.settings()).answer(question))


def show(program: Program, answer: Answer, as_json: bool) -> None:
    """Print an answer for a person, or as one JSON object."""
    if as_json:
        click.echo(as_line(answer_object(answer)))
    else:
        from assistant.commands.printed import print_answer
        from assistant.commands.terminal import console

        print_answer(answer, console(program.environment))


def _ask_many(program: Program, batch: IO[bytes], out: str, workers: int) -> int:
    from assistant.commands.batch import answer_rows
    from assistant.commands.terminal import progress_bar

    settings, rows = program.settings(), read_rows(batch)
    # Questions that are answered at the same time share the cores; each on all of them would only make the others wait.
    shared = replace(settings, threads=max(1, settings.threads // workers))
    assistant = program.assistant(shared)
    with written_rows(out) as write, progress_bar() as progress:
        failed = asyncio.run(answer_rows(assistant, rows, workers, write, progress))
    tell_failed_lines(failed, len(rows))
    return 0


def read_question(words: Sequence[str], pairs: Sequence[str]) -> Question:
    """The question in the arguments; after --profile, further KEY=VALUE words belong to the profile.

    Raises:
        click.UsageError: there is no question or more than one, or a profile key is not known.
    """
    # A question that stands alone is one, even where it reads like a pair.
    profile, texts = read_profile(words, pairs) if len(words) > 1 else (read_profile((), pairs)[0], [_as_text(w) for w in words])
    if len(texts) != 1:
        raise click.UsageError('Give one question, in quotes: assistant ask "Who pays for my course?"')
    return Question(texts[0], profile=profile, id=uuid4().hex)


def read_profile(words: Sequence[str], pairs: Sequence[str]) -> tuple[Profile, list[str]]:
    """The profile in the arguments, and the words that do not belong to it.

    Raises:
        click.UsageError: a profile key is not known.
    """
    further = [word for word in words if pairs and re.match(r"\w+=", word)]
    profile = Profile(**dict(_pair(each) for each in [*pairs, *further]))
    return profile, [_as_text(word) for word in words if word not in further]


def _as_text(word: str) -> str:
    return word.encode("utf-8", "replace").decode("utf-8")


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"--profile {text!r} is not KEY=VALUE, such as band=5.")
    if key not in KNOWN:
        nearest = difflib.get_close_matches(key, KNOWN, n=1)
        guess = f" Did you mean {nearest[0]}?" if nearest else ""
        raise click.UsageError(f"The profile key {key!r} is not known.{guess} Known are {', '.join(KNOWN)}.")
    return key, value
