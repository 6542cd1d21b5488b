"""The library as the assistant asks it: what blocks (the model, Chroma, SQLite) runs in a thread, once, here."""

import asyncio
from collections.abc import Sequence

from assistant.errors import IndexNotReady
from assistant.retrieval.embedding import Floats
from assistant.retrieval.search import Search
from assistant.types import Findings, Source, Turn
from assistant.words import STOP_WORDS, raw_words, stems


class Library:
    """Search, without blocking the event loop."""

    def __init__(self, search: Search) -> None:
        self._search = search

    async def vector(self, text: str, english: bool) -> Floats:
        return await asyncio.to_thread(self._search.vector, text, english)

    async def find(self, text: str, history: Sequence[Turn], english: bool, vector: Floats, count: int) -> Findings:
        return await asyncio.to_thread(self._search.find, text, history, english, vector, count)

    async def source(self, document: str) -> Source | None:
        return await asyncio.to_thread(self._search.source, document)

    async def check_ready(self) -> None:
        await asyncio.to_thread(self._search.open)

    def known_words(self, text: str) -> float:
        """The share of the text's content words that the corpus holds, 0 to 1; 0 without an index."""
        words = [word for word in raw_words(text) if word not in STOP_WORDS]
        try:
            known = self._search.open().lexical.frequencies
        except IndexNotReady:
            return 0.0
        return sum(stem in known for stem in stems(words)) / len(words) if words else 0.0
