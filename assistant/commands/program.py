"""What every command is given: the environment that it was started in, and the maker of its parts."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from assistant.commands.parts import Indexer, ModelBuilder, Parts, ServingParts
from assistant.settings import Settings

if TYPE_CHECKING:  # what `--help` has no use for
    from assistant.answering import Assistant, LanguageModel


@dataclass(frozen=True, slots=True)
class Program:
    """One run of the command line. `load_parts` takes seconds: call it when all else is in order."""

    environment: Mapping[str, str]
    load_parts: Callable[[], Parts]
    build_indexer: Callable[[Settings], AbstractContextManager[Indexer]]
    load_serving: Callable[[], ServingParts]
    build_model: ModelBuilder

    def settings(self) -> Settings:
        """The settings. Raises SettingsError where a variable is unknown or wrong."""
        return Settings.load(self.environment)

    def assistant(self, settings: Settings) -> "Assistant":
        """The assistant; with a language model, where the settings name one."""
        model = self.build_model(settings) if settings.llm_url else None
        return self.load_parts().build_assistant(settings, model)


give_program = click.make_pass_decorator(Program)


def real_parts() -> Parts:
    """The parts that `assistant.bootstrap` makes."""
    from assistant import bootstrap

    return bootstrap


def real_serving() -> ServingParts:
    """The parts that `assistant.bootstrap_serving` makes."""
    from assistant import bootstrap_serving

    return bootstrap_serving


def real_model(settings: Settings) -> "LanguageModel":
    """The language model that `assistant.bootstrap_writing` makes."""
    from assistant.bootstrap_writing import build_language_model

    return build_language_model(settings)


def real_indexer(settings: Settings) -> AbstractContextManager[Indexer]:
    """The indexer that `assistant.bootstrap_indexing` makes."""
    from assistant.bootstrap_indexing import build_indexer

    return build_indexer(settings)


def warn(sentence: str) -> None:
    """Say on standard error what does not stop the command."""
    click.echo(f"Warning: {sentence}", err=True)


def tell_failed_lines(failed: int, total: int) -> None:
    """Say on standard error how many lines of a file hold an error, if any."""
    if failed:
        warn(f"{failed} of {total} lines could not be used; each holds its error.")
