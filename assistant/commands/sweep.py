"""`assistant sweep`: delete the records that have been kept for their time."""

import asyncio

import click

from assistant.commands.program import Program, give_program


@click.command("sweep", short_help="Delete the records that have been kept for their time.")
@give_program
def sweep(program: Program) -> int:
    """Delete the records that have been kept for their time; `assistant serve` does so itself, every day."""
    deleted = asyncio.run(program.load_serving().build_retention(program.settings()).sweep())
    click.echo(f"Deleted: {deleted.turns} questions with their answers, {deleted.handoffs} questions for a person.")
    return 0
