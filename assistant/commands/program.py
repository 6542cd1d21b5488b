"""What every command is given: the environment that it was started in, and the maker of its parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click

from assistant.commands.parts import Parts
from assistant.settings import Settings, not_used_yet


@dataclass(frozen=True, slots=True)
class Program:
    """One run of the command line. `load_parts` takes seconds: call it when all else is in order."""

    environment: Mapping[str, str]
    load_parts: Callable[[], Parts]

    def settings(self) -> Settings:
        """The settings; variables that this version does not use are named on standard error.

        Raises:
            SettingsError: a variable is unknown or wrong.
        """
        settings = Settings.load(self.environment)
        if unused := not_used_yet(self.environment):
            warn(f"this version does not use {', '.join(unused)}.")
        return settings


give_program = click.make_pass_decorator(Program)


def real_parts() -> Parts:
    """The parts that `assistant.bootstrap` makes."""
    from assistant import bootstrap

    return bootstrap


def warn(sentence: str) -> None:
    """Say on standard error what does not stop the command."""
    click.echo(f"Warning: {sentence}", err=True)


def tell_failed_lines(failed: int, total: int) -> None:
    """Say on standard error how many lines of a file hold an error, if any."""
    if failed:
        warn(f"{failed} of {total} lines could not be used; each holds its error.")
