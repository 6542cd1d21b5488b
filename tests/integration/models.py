"""The product with a language model behind it."""

from dataclasses import replace

from assistant.answering import Assistant
from assistant.bootstrap import build_assistant
from assistant.bootstrap_writing import build_language_model
from assistant.settings import Settings
from evals.hostile import Served
from tests.scripted_model import ScriptedModel

FIRST_WITHIN = 8.0  # seconds, promised


def with_model(settings: Settings, model: ScriptedModel | Served, first: int = 6, all_: int = 20) -> Settings:
    """The settings with this model, and the seconds that it has for a first sentence and for all."""
    return replace(
        settings,
        llm_url=model.url,
        llm_model=model.model,
        llm_api_key=model.key,
        llm_connect_seconds=1,
        llm_first_seconds=first,
        llm_seconds=all_,
    )


def attached(settings: Settings, model: ScriptedModel | Served, first: int = 6, all_: int = 20) -> Assistant:
    """The assistant with this model behind it."""
    named = with_model(settings, model, first, all_)
    return build_assistant(named, build_language_model(named))
