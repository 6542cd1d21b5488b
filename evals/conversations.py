"""Conversations as they go from the first question to the last trace of them, recorded from the real thing.

    python -m assistant index corpus
    python -m evals.conversations > docs/conversations.md

Plays the scripts of `evals/datasets/conversations.yaml` through the conversations that channels talk to, with a database of its own, and
prints what each side says: asking back, an answer, a follow-up, a rating, a hand-off with its reply, and the erasure.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.bootstrap import build_assistant
from assistant.bootstrap_serving import Service, build_service
from assistant.conversing import Message
from assistant.errors import AssistantError
from assistant.kept import Rating
from assistant.settings import Settings
from assistant.types import Answer
from evals.dataset import DATASETS
from evals.errors import DatasetError

SCRIPTS = DATASETS / "conversations.yaml"
_HEAD = """\
# Conversations

What three people see, recorded by `python -m evals.conversations` from the pages in `corpus/` and without a language model. The
people are made up. **Bold** is what the person types or taps; the rest is what comes back."""


class Act(BaseModel):
    """One thing that is done: a message is typed or tapped (`choice` counts the taps of the answer before, from 1), an answer is rated, or
    staff reply.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str = ""
    choice: int = 0
    rates: Literal["", "useful", "not useful"] = ""
    staff: str = ""


class Script(BaseModel):
    """A conversation: its title, and what is done in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    acts: tuple[Act, ...]


def read(path: Path = SCRIPTS) -> tuple[Script, ...]:
    """The scripts of a file.

    Raises:
        DatasetError: it cannot be read, or an entry has another form.
    """
    try:
        return TypeAdapter(tuple[Script, ...]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise DatasetError(f"{path.name} cannot be read: {error}") from error


async def played(script: Script, service: Service, person: str) -> AsyncIterator[str]:
    """The conversation in Markdown, a paragraph at a time."""
    yield f"## {script.title}"
    last = Answer("", "en", "clarify", "information", "")
    rateable = ""
    for act in script.acts:
        if act.rates:
            await service.conversations.rate(person, rateable, Rating(act.rates == "useful"))
            yield f"*Taps: {act.rates}.*"
        elif act.staff:
            (waiting,) = await service.queue.waiting()
            await service.queue.reply(waiting.id, act.staff)
            (told,) = await service.conversations.replies(person, script.title)
            yield f"*A member of staff replies, in the same chat:* {told.reply}"
        elif act.choice > len(last.choices):
            raise DatasetError(f"{script.title}: there is no choice {act.choice} after {last.question!r}.")
        else:
            said = last.choices[act.choice - 1].value if act.choice else act.says
            shown = last.choices[act.choice - 1].label if act.choice else act.says
            last = await service.conversations.answer(Message(said, person, script.title))
            rateable = last.id if last.citations else rateable
            yield f"**{shown}**"
            yield _told(last)


def _told(answer: Answer) -> str:
    quotes = [f'> [{each.number}] "{" ".join(each.quote.split())}" ({each.title}, {each.document})' for each in answer.citations]
    choices = [f"- ( {choice.label} )" for choice in answer.choices if choice.group == ""]
    notices = [f"*{notice}*" for notice in answer.notices]
    parts = (answer.text.strip(), "\n>\n".join(quotes), "\n".join(choices), "\n\n".join(notices))
    return "\n\n".join(part for part in parts if part)


async def _record(settings: Settings, scripts: Sequence[Script]) -> None:
    print(_HEAD)
    with TemporaryDirectory() as folder:
        kept = replace(settings, database_url=f"sqlite:///{folder}/records.sqlite3")
        service = build_service(kept, build_assistant(settings))
        service.prepare()
        for number, script in enumerate(scripts, 1):
            async for part in played(script, service, f"person {number}"):
                print(f"\n{part}")
        service.database.close()


def main() -> int:
    """Record over the index of the settings; returns the exit status."""
    try:
        asyncio.run(_record(Settings.load(os.environ), read()))
    except (AssistantError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
