"""`assistant teams-package`: what an administrator uploads to Teams."""

from importlib.metadata import version
from pathlib import Path

import click

from assistant.channels.teams.package import package
from assistant.commands.program import Program, give_program


@click.command("teams-package", short_help="Make the package that an administrator uploads to Teams.")
@click.option(
    "--out",
    default="artifacts/teams-app.zip",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file.",
)
@give_program
def teams_package(program: Program, out: Path) -> int:
    """Make the package of the app for ASSISTANT_TEAMS_CLIENT_ID, with ASSISTANT_PUBLIC_URL as its page."""
    settings = program.settings()
    made = package(settings.teams_client_id, settings.public_url, version("assistant"))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(made)
    click.echo(f"Made {out}: upload it in the Teams admin center, under Teams apps, Manage apps.")
    return 0
