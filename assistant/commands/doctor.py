"""`assistant doctor`: what works, what does not, and how to mend it."""

from collections.abc import Iterator

import click

from assistant.commands.parts import Check
from assistant.commands.program import Program, give_program
from assistant.errors import AssistantError, SettingsError
from assistant.settings import Settings


@click.command("doctor", short_help="Check every configured part and say how to mend it.")
@give_program
def doctor(program: Program) -> int:
    """Check every configured part and say how to mend what fails; the exit status is 1 if anything does."""
    try:
        settings = program.settings()
    except SettingsError as error:
        click.echo(f"failed  settings: {error}")
        return 1
    click.echo("ok      settings: every ASSISTANT_ variable is known and right")
    parts, serving = program.load_parts(), program.load_serving()
    checks = (*parts.build_checks(settings), *_of_the_model(settings), *serving.build_checks(settings))
    results = [_is_well(check) for check in checks]
    return 0 if all(results) else 1


def _of_the_model(settings: Settings) -> Iterator[Check]:
    if settings.llm_url:
        from assistant.bootstrap_writing import build_check

        yield build_check(settings)


def _is_well(check: Check) -> bool:
    try:
        found = check.run()
    except AssistantError as error:
        click.echo(f"failed  {check.name}: {error}")
        return False
    click.echo(f"ok      {check.name}: {found}")
    return True
