"""An embedding model from a local folder in the Hugging Face layout: `model.onnx`, `tokenizer.json`, settings."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.errors import ModelUnavailable, SettingsError
from assistant.retrieval.embedding import Floats, PassageVectors, readable, unit_length
from assistant.retrieval.onnx_graph import TextEncoder

MAX_TOKENS = 512
GRAPHS = ("model.onnx", "onnx/model.onnx")
TOKENIZER = "tokenizer.json"
_LIMITS = (("tokenizer_config.json", "model_max_length"), ("config.json", "max_position_embeddings"))


@dataclass(frozen=True, slots=True)
class _Tokens:
    """One text's tokens (n,): numbers, segment types, and where in the text each ends, 0 for special ones."""

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    ends: NDArray[np.int64]


class OnnxFolderEmbedder:
    """Encodes one text at a time, as the mean of its tokens' last hidden states; several threads may encode at once.

    `query_prefix` and `text_prefix` go before every question and every text; None stands for what the e5 family wants
    where the folder or its settings name one of its models, and for nothing elsewhere.

    Raises:
        SettingsError: a file is missing, or the graph is not one that encodes text.
        ModelUnavailable: a file is damaged.
    """

    def __init__(self, folder: Path, query_prefix: str | None = None, text_prefix: str | None = None, threads: int = 2) -> None:
        graph, tokenizer = _existing(folder, *GRAPHS), _existing(folder, TOKENIZER)
        usual_query, usual_text = _usual_prefixes(folder)
        self._query_prefix = usual_query if query_prefix is None else query_prefix
        self._text_prefix = usual_text if text_prefix is None else text_prefix
        self._limit = _token_limit(folder)
        self._tokenizer = _load_tokenizer(tokenizer)
        self._encoder = TextEncoder(graph, threads)
        self.model = f"{folder.resolve().name}/onnx/{_fingerprint([*_parts_of(graph), tokenizer], self._text_prefix)}"
        self.dimensions = len(self.embed_text("dimensions"))

    def embed_query(self, text: str) -> Floats:
        return self._embed(self._query_prefix + readable(text))

    def embed_text(self, text: str) -> Floats:
        return self._embed(self._text_prefix + readable(text))

    def embed_passage(self, parts: Sequence[str]) -> PassageVectors:
        """One pass over the joined parts; a part without a token among those that the model takes gets the whole's."""
        text, spans = self._text_prefix, []
        for part in map(readable, parts):
            spans.append((len(text), len(text) + len(part)))
            text += part + " "
        tokens = self._encode(text.rstrip())
        states = self._encoder.states(tokens.ids, tokens.types)
        whole = unit_length(states.mean(axis=0))
        inside = [(tokens.ends > start) & (tokens.ends <= end) for start, end in spans]
        pooled = [unit_length(states[mask].mean(axis=0)) if mask.any() else whole for mask in inside]
        return PassageVectors(whole, np.stack(pooled) if pooled else np.empty((0, len(whole)), np.float32))

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(readable(text), add_special_tokens=False).ids)

    def _embed(self, text: str) -> Floats:
        tokens = self._encode(text)
        return unit_length(self._encoder.states(tokens.ids, tokens.types).mean(axis=0))

    def _encode(self, text: str) -> _Tokens:
        """The text's tokens with the special ones at both ends, cut to what the model takes."""
        found = self._tokenizer.encode(text)
        if not found.ids:  # a graph cannot run on nothing
            found = self._tokenizer.encode("-")
        columns = np.array([found.ids, found.type_ids, [end for _, end in found.offsets]], np.int64)
        if len(found.ids) > self._limit:
            closing = sum(takewhile(bool, reversed(found.special_tokens_mask)))
            columns = np.delete(columns, slice(self._limit - closing, len(found.ids) - closing), axis=1)
        return _Tokens(*columns)


def _existing(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise SettingsError(
        f"The embedding model's folder {folder} holds no {' or '.join(names)}: put the model's files there, "
        "or set ASSISTANT_EMBEDDING_FOLDER to the folder that holds them."
    )


def _load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without the cutting and padding that its file may ask for."""
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the package raises bare Exception
        raise ModelUnavailable(f"{path.name} is damaged ({error}): copy it from the model's page again.") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _token_limit(folder: Path) -> int:
    """How many tokens the model takes at once, at most MAX_TOKENS."""
    stated = [_setting(folder / name, key) for name, key in _LIMITS]
    return int(min([MAX_TOKENS, *(limit for limit in stated if isinstance(limit, int | float) and limit > 0)]))


def _usual_prefixes(folder: Path) -> tuple[str, str]:
    """For a question and for a text."""
    names = f"{folder.resolve().name} {_setting(folder / 'config.json', '_name_or_path')}"
    is_e5 = re.search(r"(?<![a-z0-9])e5(?![a-z0-9])", names.lower()) and "instruct" not in names.lower()
    return ("query: ", "passage: ") if is_e5 else ("", "")


def _setting(path: Path, key: str) -> object:
    if not path.is_file():
        return None
    try:
        return json.loads(path.read_bytes()).get(key)
    except (OSError, ValueError, AttributeError) as error:
        raise ModelUnavailable(f"{path.name} is damaged ({error}): copy it from the model's page again.") from error


def _parts_of(graph: Path) -> list[Path]:
    """The graph's file and those beside it that hold its larger weights."""
    return [graph, *sorted(graph.parent.glob(f"{graph.name}?data"))]


def _fingerprint(files: Sequence[Path], prefix: str) -> str:
    """Changes with whatever changes the vectors of texts."""
    digest = hashlib.sha256(prefix.encode())
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
