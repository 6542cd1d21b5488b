"""What a language model drafts by itself, before anything is released of it."""

from assistant.bootstrap_writing import build_writer
from assistant.composing.writing.failures import ModelFailed
from assistant.drafts import Brief, Drafted
from assistant.settings import Settings
from evals.hostile import Served
from tests.integration.models import with_model
from tests.scripted_model import ScriptedModel

LEAVE = "Study leave\nStaff get five days of paid study leave a year. Ask your manager six weeks before."
NURSING = "Nursing degree apprenticeship\nYou need level 2 English and maths. It takes four years, and you stay in your job."
BRIEF = Brief("How many days of study leave do I get?", "en", (LEAVE, NURSING), "p1")
SECONDS = 2  # to a first sentence, and in all


def settings(model: ScriptedModel | Served, seconds: int = SECONDS) -> Settings:
    """Those of this model, with so many seconds for a first sentence and for all."""
    return with_model(Settings(), model, seconds, seconds)


async def written(chosen: Settings, brief: Brief = BRIEF) -> list[Drafted | str]:
    """What is drafted, and last the cause of the failure if there is one."""
    found: list[Drafted | str] = []
    try:
        async for drafted in build_writer(chosen).write(brief):
            found.append(drafted)
    except ModelFailed as failed:
        found.append(failed.cause)
    return found
