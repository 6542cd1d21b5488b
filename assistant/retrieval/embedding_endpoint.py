"""An embedding model behind an endpoint that speaks OpenAI's `/embeddings`."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import httpx
import numpy as np
from pydantic import BaseModel, ValidationError

from assistant.errors import ModelUnavailable
from assistant.retrieval.embedding import Floats, PassageVectors, readable, unit_length
from assistant.retrieval.endpoint_calls import EndpointCalls

BATCH = 32  # texts in one request; some endpoints refuse more
MAX_TOKENS = 512  # what the smaller models take; some endpoints refuse a longer text instead of cutting it
_PLAIN = re.compile("[A-Za-z ]")


class _Vector(BaseModel):
    index: int
    embedding: list[float]


class _Vectors(BaseModel):
    data: list[_Vector]


class EndpointEmbedder:
    """Encodes through an endpoint; several threads may encode at once.

    `query_prefix` and `text_prefix` go before every question and every text. No endpoint shows its tokens, so a part of
    a passage is encoded by itself, and tokens are counted by characters.

    Raises:
        SettingsError: the address or the key cannot be used.
    """

    def __init__(
        self,
        url: str,
        model: str,
        api_key: str = "",
        query_prefix: str = "",
        text_prefix: str = "",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.model = f"{model}/endpoint/{hashlib.sha256(text_prefix.encode()).hexdigest()[:8]}"
        self._calls = EndpointCalls(url, model, api_key, transport)
        self._query_prefix, self._text_prefix = query_prefix, text_prefix
        self._dimensions = 0

    @property
    def dimensions(self) -> int:
        """Asks the endpoint unless a text has been encoded before; raises ModelUnavailable."""
        return self._dimensions or len(self.embed_text("dimensions"))

    def embed_query(self, text: str) -> Floats:
        return self._encode([self._query_prefix + readable(text)])[0]

    def embed_text(self, text: str) -> Floats:
        return self._encode([self._text_prefix + readable(text)])[0]

    def embed_passage(self, parts: Sequence[str]) -> PassageVectors:
        """Encodes the joined parts, then each part; a part without text gets the whole's vector."""
        texts = [readable(part) for part in parts]
        said = [text for text in texts if text]
        whole, *each = self._encode([self._text_prefix + text for text in (" ".join(said), *said)])
        left = iter(each)
        vectors = [next(left) if text else whole for text in texts]
        return PassageVectors(whole, np.stack(vectors) if vectors else np.empty((0, len(whole)), np.float32))

    def count_tokens(self, text: str) -> int:
        """Rather too many than too few: one for every three plain letters or blanks and every 1.5 bytes of the rest."""
        return -(-sum(map(_thirds, readable(text))) // 3)

    def close(self) -> None:
        """Close the connections to the endpoint."""
        self._calls.close()

    def _encode(self, texts: Sequence[str]) -> list[Floats]:
        vectors: list[Floats] = []
        for start in range(0, len(texts), BATCH):
            # Endpoints refuse an empty text.
            batch = [_cut(text) or " " for text in texts[start : start + BATCH]]
            vectors += _unit_vectors(self._calls.post(batch), len(batch))
        self._check_dimensions({len(vector) for vector in vectors})
        return vectors

    def _check_dimensions(self, found: set[int]) -> None:
        if self._dimensions == 0 and len(found) == 1:
            (self._dimensions,) = found
        if found != {self._dimensions}:
            raise ModelUnavailable(
                f"The embedding endpoint gives vectors of {sorted(found)} numbers, and gave {self._dimensions} before: "
                "see that ASSISTANT_EMBEDDING_MODEL names one model there, then start again."
            )


def _unit_vectors(body: bytes, count: int) -> list[Floats]:
    """The vectors of `count` texts in their order, from the endpoint's answer."""
    try:
        data = sorted(_Vectors.model_validate_json(body).data, key=lambda vector: vector.index)
    except ValidationError as error:
        raise _wrong("its answer has another form") from error
    if [vector.index for vector in data] != list(range(count)):
        raise _wrong(f"it gives {len(data)} vectors for {count} texts")
    with np.errstate(over="ignore"):
        vectors = [np.array(vector.embedding, np.float32) for vector in data]
    if not all(vector.size and np.isfinite(vector).all() for vector in vectors):
        raise _wrong("its vectors hold what is no number")
    return [unit_length(vector) for vector in vectors]


def _wrong(reason: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"The embedding endpoint does not speak OpenAI's /embeddings ({reason}): check ASSISTANT_EMBEDDING_URL and "
        "ASSISTANT_EMBEDDING_MODEL."
    )


def _thirds(character: str) -> int:
    return 1 if _PLAIN.match(character) else 2 * len(character.encode())


def _cut(text: str) -> str:
    """The text's begin that is at most MAX_TOKENS by our count."""
    return text[: bisect_right(list(accumulate(map(_thirds, text))), 3 * MAX_TOKENS)]
