"""The part of the composition root that only a language model needs: what it brings takes seconds to import."""

from assistant.checks import Check, language_model
from assistant.composing.writing.budgets import Budgets
from assistant.composing.writing.chat import Chat, Endpoint
from assistant.composing.writing.circuit import Circuit
from assistant.composing.writing.clock import Patience
from assistant.composing.writing.lines import Lines
from assistant.composing.writing.writer import LanguageModelWriter
from assistant.retrieval import sentences
from assistant.settings import Settings


def build_writer(settings: Settings) -> LanguageModelWriter:
    """The writer of drafts; nothing is sent before the first.

    Raises:
        SettingsError: the address or the key cannot be used.
    """
    endpoint = Endpoint(
        url=settings.llm_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key,
        connect_seconds=settings.llm_connect_seconds,
        read_seconds=settings.llm_first_seconds,
    )
    budgets = Budgets(settings.llm_tokens_per_person, settings.llm_tokens_per_day)
    lines = Lines(settings.llm_calls_at_once, budgets, Circuit())
    return LanguageModelWriter(Chat(endpoint), sentences.spans, lines, Patience(settings.llm_first_seconds, settings.llm_seconds))


def build_check(settings: Settings) -> Check:
    """That the language model writes what can be used, for `assistant doctor`."""
    return language_model(lambda: build_writer(settings))
