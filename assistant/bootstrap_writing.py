"""The part of the composition root that only a language model needs: what it brings takes seconds to import."""

from assistant.answering import LanguageModel
from assistant.checks import Check, language_model
from assistant.composing.writing.asides import Asides
from assistant.composing.writing.budgets import Budgets
from assistant.composing.writing.chat import Chat, Endpoint
from assistant.composing.writing.circuit import Circuit
from assistant.composing.writing.clock import Patience
from assistant.composing.writing.lines import Lines
from assistant.composing.writing.rephrasing import LanguageModelRewriter
from assistant.composing.writing.voting import LanguageModelVoter
from assistant.composing.writing.writer import LanguageModelWriter
from assistant.retrieval import sentences
from assistant.settings import Settings


def build_language_model(settings: Settings) -> LanguageModel:
    """All that a language model does, on the same lines; nothing is sent before the first question.

    Raises:
        SettingsError: the address or the key cannot be used.
    """
    chat, lines = _chat(settings), _lines(settings)
    asides = Asides(chat, lines)
    return LanguageModel(_writer(settings, chat, lines), LanguageModelVoter(asides), LanguageModelRewriter(asides))


def build_writer(settings: Settings) -> LanguageModelWriter:
    """The writer of drafts alone. Raises SettingsError: the address or the key cannot be used."""
    return _writer(settings, _chat(settings), _lines(settings))


def build_check(settings: Settings) -> Check:
    """That the language model writes what can be used, for `assistant doctor`."""
    return language_model(lambda: build_writer(settings))


def _chat(settings: Settings) -> Chat:
    endpoint = Endpoint(
        url=settings.llm_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key,
        connect_seconds=settings.llm_connect_seconds,
        read_seconds=settings.llm_first_seconds,
    )
    return Chat(endpoint)


def _lines(settings: Settings) -> Lines:
    budgets = Budgets(settings.llm_tokens_per_person, settings.llm_tokens_per_day)
    return Lines(settings.llm_calls_at_once, budgets, Circuit())


def _writer(settings: Settings, chat: Chat, lines: Lines) -> LanguageModelWriter:
    return LanguageModelWriter(chat, sentences.spans, lines, Patience(settings.llm_first_seconds, settings.llm_seconds))
