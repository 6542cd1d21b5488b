"""The command line: it starts things, and turns what goes wrong into one sentence and an exit status."""

import errno
import io
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import click

from assistant.commands.ask import ask
from assistant.commands.careers import barriers, brief, funding, pathway
from assistant.commands.corpus import corpus
from assistant.commands.doctor import doctor
from assistant.commands.evaluate import evaluate
from assistant.commands.grounding import grade_grounding
from assistant.commands.index import index
from assistant.commands.parts import Indexer, ModelBuilder, Parts, ServingParts
from assistant.commands.program import Program, real_indexer, real_model, real_parts, real_serving
from assistant.commands.rank import rank
from assistant.commands.serve import serve
from assistant.commands.sweep import sweep
from assistant.commands.teams_package import teams_package
from assistant.errors import AssistantError, IndexNotReady, SettingsError
from assistant.settings import Settings

_FAILED, _WRONG_USE, _NO_INDEX, _INTERRUPTED = 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="assistant", message="%(prog)s %(version)s")
def program() -> None:
    """A staff learning and careers assistant: short, true answers with the exact source.

    \b
    Exit status: 0 done, 1 it failed, 2 wrong use or settings, 3 there is no index yet.
    """


for command in (
    index,
    ask,
    pathway,
    funding,
    brief,
    barriers,
    corpus,
    serve,
    sweep,
    teams_package,
    rank,
    grade_grounding,
    evaluate,
    doctor,
):
    program.add_command(command)


def main(
    arguments: Sequence[str] | None = None,
    environment: Mapping[str, str] | None = None,
    load_parts: Callable[[], Parts] = real_parts,
    build_indexer: Callable[[Settings], AbstractContextManager[Indexer]] = real_indexer,
    load_serving: Callable[[], ServingParts] = real_serving,
    build_model: ModelBuilder = real_model,
) -> int:
    """Run a command of this process's arguments and environment, or of those given; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    logging.getLogger("stamina").setLevel(logging.ERROR)  # a call that is made again is no news to those who wait
    os.environ["PYTHON_DOTENV_DISABLED"] = "1"  # Teams' SDK would take variables from a file .env in the folder it is started in
    given = Program(os.environ if environment is None else environment, load_parts, build_indexer, load_serving, build_model)
    try:
        status: int = program.main(arguments, "assistant", standalone_mode=False, obj=given)
        return status or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except Exception as error:
        click.echo(f"Error: {_sentence(error)}", err=True)
        if _is_full(error):
            _leave_output()
        return _status(error)


def _never_fail_to_encode(stream: object) -> None:
    """UTF-8 into files and pipes; on a terminal, what it cannot show is escaped."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _status(error: Exception) -> int:
    if isinstance(error, SettingsError):
        return _WRONG_USE
    return _NO_INDEX if isinstance(error, IndexNotReady) else _FAILED


def _is_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def _leave_output() -> None:
    """What standard output did not take would fail once more at the exit, with another status."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence(error: Exception) -> str:
    if isinstance(error, AssistantError):
        return str(error)
    if isinstance(error, OSError) and _is_full(error):
        return f"The disk is full ({error.filename or 'standard output'}): free some space and try again."
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name} line {place.tb_lineno}" if place else "an unknown place"
    return (
        f"The assistant has a fault ({type(error).__name__} in {where}: {error}). "
        "Please tell the people who look after it, with the command that you gave."
    )


if __name__ == "__main__":
    sys.exit(main())
