"""What only a terminal gets: a progress bar, colour, and lines that fit its width."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.channels.replies import visible
from assistant.commands import parts


@contextmanager
def progress_bar() -> Iterator[parts.Progress]:
    """A bar on standard error while the block runs; nothing where standard error is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=visible(name))


def console(environment: Mapping[str, str]) -> Console:
    """Standard output: with colour only on a terminal and without NO_COLOR; elsewhere lines are not broken."""
    on_terminal = sys.stdout.isatty()
    colour = on_terminal and not environment.get("NO_COLOR")
    return Console(
        file=sys.stdout,
        force_terminal=on_terminal,
        color_system="auto" if colour else None,
        soft_wrap=not on_terminal,
        highlight=False,
        emoji=False,
        markup=False,
    )
