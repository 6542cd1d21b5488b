"""`assistant doctor`: what works, what does not, and how to mend it."""

import click

from assistant.commands.parts import Check
from assistant.commands.program import Program, give_program
from assistant.errors import AssistantError, SettingsError


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
    checks = (*program.load_parts().build_checks(settings), *program.load_serving().build_checks(settings))
    results = [_is_well(check) for check in checks]
    return 0 if all(results) else 1


def _is_well(check: Check) -> bool:
    try:
        found = check.run()
    except AssistantError as error:
        click.echo(f"failed  {check.name}: {error}")
        return False
    click.echo(f"ok      {check.name}: {found}")
    return True
