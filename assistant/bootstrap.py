"""The composition root: the only place that chooses concrete parts.

What indexing needs is composed in `bootstrap_indexing`, since a question should not wait for its imports.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import grounding, safety
from assistant.answering import Assistant, Counsel, LanguageModel, Rewording
from assistant.careers.bookshelf import Bookshelf
from assistant.careers.desk import CareersDesk
from assistant.careers.kinds import Classifier, Kinds
from assistant.checks import Check, data_folder, embedding, index
from assistant.composing.answerability import Answerability
from assistant.composing.extractive import ExtractiveComposer
from assistant.fixed import Keeping
from assistant.language import ENGLISH, LanguageDetector
from assistant.records.barriers import BarrierCounts
from assistant.retrieval.e5 import E5Embedder
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.embedding_endpoint import EndpointEmbedder
from assistant.retrieval.library import Library
from assistant.retrieval.onnx_folder import OnnxFolderEmbedder
from assistant.retrieval.ranking import Weights
from assistant.retrieval.search import Search
from assistant.routing import Router
from assistant.settings import Settings
from assistant.types import Match

_GRACE = 1  # second


def build_embedder(settings: Settings, threads: int = 0) -> Embedder:
    """The embedding model that the settings name; `threads` for one text, by default all that they allow."""
    if settings.embedding_folder is not None:
        return OnnxFolderEmbedder(
            settings.embedding_folder,
            settings.embedding_query_prefix,
            settings.embedding_text_prefix,
            threads or settings.threads,
        )
    if settings.embedding_url:
        return EndpointEmbedder(
            settings.embedding_url,
            settings.embedding_model,
            settings.embedding_api_key,
            settings.embedding_query_prefix or "",
            settings.embedding_text_prefix or "",
        )
    return E5Embedder(settings.data_dir, threads or settings.threads)


def build_assistant(settings: Settings, model: LanguageModel | None = None) -> Assistant:
    """The assistant; it starts without an index and says so when it is asked. A `model` words what pages answer."""
    embedder = build_embedder(settings)
    search = Search(settings.data_dir, embedder, Weights.load(), settings.chroma_url, settings.employer)
    library = Library(search)
    checker = _checker(embedder)
    return Assistant(
        detector=LanguageDetector(library.known_words),
        router=Router.load(),
        library=library,
        composer=ExtractiveComposer(),
        judge=Answerability.load(),
        grounding=checker,
        careers=CareersDesk(
            Bookshelf(search, settings.employer),
            Kinds(Classifier.load()),
            BarrierCounts(settings.data_dir).add,
            embedder.embed_query,
        ),
        rewording=_rewording(model, checker, settings) if model else None,
        counsel=Counsel(model.voter, model.rewriter) if model else None,
        keeping=Keeping(settings.keep_unrated_days, settings.keep_rated_days, bool(settings.embedding_url or settings.llm_url)),
    )


def _rewording(model: LanguageModel, checker: grounding.Checker, settings: Settings) -> Rewording:
    """The writer's own time ends first: only then does it tell the operator, and leave alone an endpoint that stays silent."""
    first, all_ = settings.llm_first_seconds + _GRACE, settings.llm_seconds + _GRACE
    return Rewording(model.writer, checker, first, all_, checker.written_languages)


def build_barriers(settings: Settings) -> BarrierCounts:
    """What people said is stopping them."""
    return BarrierCounts(settings.data_dir)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Retrieval alone."""

    detector: LanguageDetector
    search: Search

    def rank(self, question: str, language: str = "", count: int = 10) -> tuple[Match, ...]:
        """The best passages for a question that stands alone; an empty `language` is detected."""
        text = safety.clean(question)
        safety.check_question(text)
        text = safety.mask(text)  # the embedding model may be somebody else's
        found = self.detector.detect(text, language)
        return self.search.rank(text, found.code == ENGLISH, count)


def build_search(settings: Settings) -> Ranker:
    """Retrieval alone, for `assistant rank`."""
    embedder = build_embedder(settings)
    search = Search(settings.data_dir, embedder, Weights.load(), settings.chroma_url, settings.employer)
    return Ranker(LanguageDetector(Library(search).known_words), search)


def build_checker(settings: Settings) -> grounding.Checker:
    """The check of sentences against their quotes."""
    return _checker(build_embedder(settings))


def _checker(embedder: Embedder) -> grounding.Checker:
    # The other languages were measured with this model alone.
    languages = grounding.measured_languages() if isinstance(embedder, E5Embedder) else {}
    return grounding.Checker(grounding.one_by_one(embedder.embed_text), grounding.Weights.load(), languages)


def build_checks(settings: Settings) -> Sequence[Check]:
    """What `assistant doctor` looks at, in the order in which one needs the other."""
    return (
        data_folder(settings.data_dir),
        embedding(lambda: build_embedder(settings)),
        index(settings.data_dir, lambda: build_embedder(settings), settings.chroma_url),
    )
